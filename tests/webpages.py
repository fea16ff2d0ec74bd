"""Web pages as papers make them, one builder a kind: what a reader would call the article, and what stands around it.

Every text is invented. `Page.prose` is what must be read, `Page.around` what must not, each a list of whole paragraphs.
"""

# ruff: noqa: E501  mark-up and paragraphs stand whole on their lines

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TITLE = "Harbour tunnel opens two years late"
PROSE = (
    "Mayor Anna Berg opened the harbour tunnel in Bergen on Tuesday, two years later than the council had promised.",
    "The tunnel cost 310 million crowns, nearly twice the price that her predecessor Tom Reed had named in 2016.",
    "“We have learned to ask the rock before we ask the builder,” Berg told several hundred guests at the southern gate.",
    "Reed, who left the council in 2019, did not attend the ceremony and declined to answer questions by telephone.",
    "Ida Holm, head of the contractor Nordvik Works, said that unmapped clay had stopped the drills for eleven months.",
    "The regional government will pay a third of the difference, according to a letter that was read out in the council.",
    "Opposition members asked for an inquiry, and the council will vote on it after the summer recess, the clerk said.",
    "Buses begin to use the tunnel on Monday, while lorries have to wait until the western ramp has been paved again.",
    "Residents of the old quay welcomed the opening, because the traffic had shaken their wooden houses for decades.",
    "The first car through the tunnel was driven by a retired ferry captain who had won a draw among local pensioners.",
)
BIOGRAPHY = (
    "Anna Lind has covered city politics since 2009 and lives with two cats in a house close to the fish market."
)
LETTER = "Get the best of our reporting in your inbox every morning by joining more than forty thousand early readers."
COMMENT = (
    "I drove through it this morning and it took me three minutes, so I cannot see what all the shouting is about."
)
TWEETS = (
    "Just stood in the queue for an hour to see a hole in a hill. Bergen, you never change and I love you for it.",
    "On ouvre enfin le tunnel du port, avec deux ans de retard et une facture qui a doublé depuis la promesse du maire.",
)
TEASERS = (
    (
        "Ferry line closes after a century",
        "The last boat leaves the quay in March, and its crew of nine will be offered work in the yard.",
    ),
    (
        "Fish market moves indoors again",
        "Traders voted for the new hall by a narrow majority after a winter of storms and broken awnings.",
    ),
    (
        "School bus drivers end their strike",
        "Both sides signed the agreement at midnight, and children will be driven as usual from Thursday.",
    ),
    (
        "Museum finds lost map of the coast",
        "The sheet had served as the backing of a portrait of a merchant for at least a hundred years.",
    ),
)
_CITY = "https://www.bergencourier.example/city/harbour-tunnel-opens-2231"


@dataclass(frozen=True)
class Page:
    """A page and what a good reader makes of it."""

    html: str
    prose: tuple[str, ...]
    around: tuple[str, ...] = ()
    title: str = TITLE
    published: str | None = "2024-03-05"
    authors: tuple[str, ...] = ("Anna Lind", "Tom Falk")
    publisher: str | None = "Bergen Courier"
    url: str | None = _CITY
    language: str = "en"


@dataclass
class Head:
    """What a page says of itself in its head; None leaves a thing out."""

    title: str | None = f"{TITLE} | Bergen Courier"
    site: str | None = "Bergen Courier"
    ld: Any = field(default_factory=lambda: news_article())  # noqa: PLW0108  it stands below
    canonical: str | None = _CITY
    more: str = ""

    def html(self) -> str:
        """The mark-up."""
        parts = [f"<title>{self.title}</title>" if self.title else ""]
        parts += [f'<meta property="og:site_name" content="{self.site}">' if self.site else ""]
        parts += [f'<link rel="canonical" href="{self.canonical}">' if self.canonical else ""]
        blocks = self.ld if isinstance(self.ld, list) and self.ld and isinstance(self.ld[0], str) else [self.ld]
        for block in blocks:
            if block:
                content = block if isinstance(block, str) else json.dumps(block)
                parts.append(f'<script type="application/ld+json">{content}</script>')
        return "".join(parts) + self.more


def news_article(**changes: Any) -> dict[str, Any]:  # noqa: ANN401
    """A schema.org object of the article; None takes a field away."""
    data = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": TITLE,
        "datePublished": "2024-03-05T06:30:00+01:00",
        "dateModified": "2024-03-09T09:00:00+01:00",
        "author": [{"@type": "Person", "name": "Anna Lind"}, {"@type": "Person", "name": "Tom Falk"}],
        "publisher": {"@type": "Organization", "name": "Bergen Courier"},
        "articleBody": "A body that is not what the page shows, and that nobody should ever read in its place at all.",
    } | changes
    return {name: value for name, value in data.items() if value is not None}


def paragraphs(texts: tuple[str, ...]) -> str:
    """Each as a paragraph."""
    return "".join(f"<p>{text}</p>" for text in texts)


def page(head: str, body: str, attributes: str = 'lang="en-GB"') -> str:
    """A whole document with a site's navigation and foot."""
    return f"""<!doctype html><html {attributes}><head><meta charset="utf-8">{head}</head><body>
    <header><nav><ul><li><a href="/">Home</a></li><li><a href="/city">City</a></li></ul></nav></header>
    {body}
    <footer><p>Bergen Courier is printed in Bergen by Vestland Press, and all rights to its texts are reserved.</p></footer>
    </body></html>"""


def plain() -> Page:
    """An article and nothing else."""
    body = f"<main><article><h1>{TITLE}</h1><p class='byline'>By Anna Lind and Tom Falk</p>{paragraphs(PROSE)}</article></main>"
    return Page(page(Head().html(), body), PROSE)


def graph() -> Page:
    """JSON-LD as search plug-ins write it: one @graph, people and publisher by their ids; no class says what is what."""
    ld = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "WebPage", "@id": _CITY, "name": f"{TITLE} - Bergen Courier", "datePublished": "2020-01-01"},
            news_article(
                author=[{"@id": "#/person/1"}, {"@id": "#/person/2"}], publisher={"@id": "#/site"}, headline=TITLE
            ),
            {"@type": ["Person"], "@id": "#/person/1", "name": "Anna Lind"},
            {"@type": ["Person"], "@id": "#/person/2", "name": "Tom Falk"},
            {"@type": ["Organization", "NewsMediaOrganization"], "@id": "#/site", "name": "Bergen Courier"},
        ],
    }
    body = f"<div class='wrap'><div class='entry-content'><h1>{TITLE}</h1>{paragraphs(PROSE)}</div></div>"
    return Page(page(Head(ld=ld, site=None, title=f"{TITLE} - Bergen Courier").html(), body), PROSE)


def live_blog() -> Page:
    """Posts with times, each an article of its own in the page's mark-up."""
    posts = [
        {
            "@type": "BlogPosting",
            "headline": f"Post {n}",
            "articleBody": text,
            "datePublished": f"2024-03-06T1{n}:00:00Z",
        }
        for n, text in enumerate(PROSE[:5])
    ]
    ld = news_article(liveBlogUpdate=posts) | {"@type": "LiveBlogPosting"}
    body = "".join(
        f"<article class='post' id='post-{n}'><time datetime='2024-03-05T1{n}:00'>1{n}:00</time>{paragraphs(PROSE[5 * n : 5 * n + 5])}</article>"
        for n in range(2)
    )
    return Page(page(Head(ld=ld).html(), f"<main><h1>{TITLE}</h1><div class='posts'>{body}</div></main>"), PROSE)


def containers() -> Page:
    """The body cut in three by advertisements, each part in a container of the same kind."""
    part = "<div class='body__inner-container'>{}</div>"
    ad = "<div class='ad ad--mid'><p>Advertisement</p></div>"
    parts = ad.join(part.format(paragraphs(PROSE[n : n + 4])) for n in (0, 4, 8))
    body = f"<main><div class='article-head'><h1>{TITLE}</h1></div><div class='article-main'>{parts}</div></main>"
    return Page(page(Head().html(), body), PROSE)


def containers_article_body() -> Page:
    """The same by class names that readers know, each in a section of its own."""
    parts = "".join(
        f"<section class='chunk'><div class='article-body' data-part='{n}'>{paragraphs(PROSE[n : n + 5])}</div></section>"
        for n in (0, 5)
    )
    return Page(page(Head().html(), f"<main><h1>{TITLE}</h1>{parts}</main>"), PROSE)


def teasers() -> Page:
    """Four other articles below the text, each a heading with a link and its first sentence."""
    others = "".join(
        f"<div class='boxTitle'><a href='/a/{n}'><h2>{title}</h2></a><p>{text}</p></div>"
        for n, (title, text) in enumerate(TEASERS)
    )
    body = f"<div class='archives'><h1>{TITLE}</h1><div class='txt'>{paragraphs(PROSE[:5])}</div>{others}</div>"
    return Page(page(Head().html(), body), PROSE[:5], tuple(text for _, text in TEASERS))


def teasers_in_article() -> Page:
    """The same inside the article's own element, as list items without a telling name."""
    others = "".join(
        f"<li><h3><a href='/a/{n}'>{title}</a></h3><p>{text}</p></li>" for n, (title, text) in enumerate(TEASERS)
    )
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE)}<ul>{others}</ul></article>"
    return Page(page(Head().html(), body), PROSE, tuple(text for _, text in TEASERS))


def biography() -> Page:
    """The author's life under the text."""
    box = f"<div class='contributor-bio'><img src='a.jpg'><p>{BIOGRAPHY}</p></div>"
    return Page(
        page(Head().html(), f"<article><h1>{TITLE}</h1>{paragraphs(PROSE)}{box}</article>"), PROSE, (BIOGRAPHY,)
    )


def newsletter() -> Page:
    """An invitation in the middle of the text."""
    box = f"<div class='inline-signup-promo'><h3>Morning Courier</h3><p>{LETTER}</p></div>"
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE[:4])}{box}{paragraphs(PROSE[4:])}</article>"
    return Page(page(Head().html(), body), PROSE, (LETTER,))


def comments() -> Page:
    """What readers wrote, below."""
    box = "".join(f"<div class='discussion__item'><b>harbourcat</b><p>{COMMENT}</p></div>" for _ in range(3))
    body = (
        f"<article><h1>{TITLE}</h1>{paragraphs(PROSE)}</article><section id='comments'><h2>Comments</h2>{box}</section>"
    )
    return Page(page(Head().html(), body), PROSE, (COMMENT,))


def paywall() -> Page:
    """Two paragraphs and the offer of a subscription."""
    offer = (
        "To read the rest of this article you need a subscription, which costs less than a cup of coffee every week."
    )
    ld = news_article(isAccessibleForFree=False, hasPart={"@type": "WebPageElement", "cssSelector": ".paywall"})
    box = f"<div class='paywall-offer'><p>{offer}</p><a href='/subscribe'>Subscribe</a></div>"
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE[:3])}{box}</article>"
    return Page(page(Head(ld=ld).html(), body), PROSE[:3], (offer,))


def amp() -> Page:
    """The page for telephones: its address is another, its canonical one is the article's."""
    ad = "<amp-ad width=300 height=250 type='x'></amp-ad>"
    body = f"<main><article class='amp-wp-article'><h1>{TITLE}</h1>{paragraphs(PROSE[:5])}{ad}{paragraphs(PROSE[5:])}</article></main>"
    more = '<meta property="og:url" content="https://amp.bergencourier.example/city/2231">'
    return Page(page(Head(more=more).html(), body, 'amp lang="en"'), PROSE)


def tweets() -> Page:
    """What was said elsewhere, put into the text."""
    quoted = [
        f"<blockquote class='twitter-tweet'><p lang='en' dir='ltr'>{text}</p>&mdash; Someone (@someone) <a href='#'>5 March 2024</a></blockquote>"
        for text in TWEETS
    ]
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE[:3])}{quoted[0]}{paragraphs(PROSE[3:6])}{quoted[1]}{paragraphs(PROSE[6:])}</article>"
    return Page(page(Head().html(), body), PROSE, TWEETS)


def what_else() -> Page:
    """A box about other things in the middle of the text."""
    lines = "".join(f"<li><a href='/a/{n}'>{title}</a></li>" for n, (title, _) in enumerate(TEASERS))
    box = f"<div class='box'><h3>What else happened today</h3><ul>{lines}</ul></div>"
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE[:4])}{box}{paragraphs(PROSE[4:])}</article>"
    return Page(page(Head().html(), body), PROSE, tuple(title for title, _ in TEASERS))


def next_article() -> Page:
    """The next article in full below the first, as endless pages load it."""
    other = tuple(f"{text} {more}" for _, text in TEASERS[:2] for _, more in TEASERS[2:])
    one = "<article class='story'><h1>{}</h1><div class='story-text'>{}</div></article>"
    body = one.format(TITLE, paragraphs(PROSE)) + one.format(f"<a href='/a/1'>{TEASERS[0][0]}</a>", paragraphs(other))
    return Page(page(Head().html(), f"<main>{body}</main>"), PROSE, other)


def without_metadata() -> Page:
    """A page of 2003: nothing but a title and text."""
    body = f"<table><tr><td><h1>{TITLE}</h1></td></tr></table><div>{paragraphs(PROSE)}</div>"
    head = Head(ld=None, site=None, canonical=None, title=TITLE)
    return Page(page(head.html(), body, ""), PROSE, (), TITLE, None, (), None, None, "en")


def hashed_containers() -> Page:
    """Names made by a machine, each part beside what may interest besides, in one article element."""
    aside = "<aside class='css-1q2w3e'><h4>Weather</h4><p>Rain in the west and along the coast until the evening, then clear skies and some frost.</p></aside>"
    parts = "".join(
        f"<div class='css-9x8y7z'><div class='css-53u6y8'>{paragraphs(PROSE[n : n + 2])}</div>{aside}</div>"
        for n in range(0, 10, 2)
    )
    body = f"<div id='app'><article><header><h1>{TITLE}</h1></header><section name='body'>{parts}</section></article></div>"
    return Page(page(Head().html(), body), PROSE, ("Rain in the west",))


def split_content() -> Page:
    """Two parts of a known name with figures in it, the second in a fold that a button opens."""
    parts = (
        f"<div class='article-content article-content--1'>{paragraphs(PROSE[:5])}</div><button>Continue</button>"
        f"<div class='fold'><div class='article-content article-content--2'>{paragraphs(PROSE[5:])}</div></div>"
    )
    return Page(page(Head().html(), f"<div class='story-wrap'><h1>{TITLE}</h1>{parts}</div>"), PROSE)


def list_article() -> Page:
    """An article in numbered parts whose headings link to what they are about: they are its text."""
    parts = "".join(
        f"<div class='entry'><h2><a href='https://shop.example/{n}'>{n + 1}. The way of the {name}</a></h2>{paragraphs(PROSE[2 * n : 2 * n + 2])}</div>"
        for n, name in enumerate(("mayor", "builder", "council", "buses", "quay"))
    )
    return Page(page(Head().html(), f"<article><h1>{TITLE}</h1>{parts}</article>"), PROSE)


def wrapped() -> Page:
    """The whole text inside an element whose name speaks of comments and newsletters."""
    body = f"<div class='post has-newsletter comments-open related-on'><h1>{TITLE}</h1>{paragraphs(PROSE)}</div>"
    return Page(page(Head().html(), body), PROSE)


def line_breaks() -> Page:
    """Paragraphs told apart by line breaks alone."""
    body = f"<div class='article-body'><h1>{TITLE}</h1>{'<br><br>'.join(PROSE)}</div>"
    return Page(page(Head().html(), body), PROSE)


def many_comments() -> Page:
    """Readers who wrote more than the paper."""
    box = "".join(f"<li class='c{n}'><p>{COMMENT} {n}</p><p>{TWEETS[0]} {n}</p></li>" for n in range(30))
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE[:6])}</article><div id='comments'><ol>{box}</ol></div>"
    return Page(page(Head().html(), body), PROSE[:6], (COMMENT, TWEETS[0]))


def tags_only() -> Page:
    """No JSON-LD: OpenGraph, and a day that only a paper of its own would name in another tag."""
    more = (
        '<meta property="og:title" content="Harbour tunnel opens two years late - Bergen Courier">'
        '<meta name="author" content="Lind, Anna; Falk, Tom"><meta name="articleFirstPublished" content="2019-01-02">'
        '<meta property="article:published_time" content="2024-03-05T23:30:00-05:00"><meta property="og:locale" content="en_US">'
    )
    body = f"<article><h1>{TITLE}</h1>{paragraphs(PROSE)}</article>"
    return Page(page(Head(ld=None, more=more).html(), body, ""), PROSE)


def microdata() -> Page:
    """The fields in the mark-up of the text itself."""
    body = (
        f"<div itemscope itemtype='https://schema.org/NewsArticle'><h1 itemprop='headline'>{TITLE}</h1>"
        "<meta itemprop='datePublished' content='2024-03-05'><meta itemprop='author' content='Anna Lind, Tom Falk'>"
        f"<div itemprop='articleBody'>{paragraphs(PROSE[:5])}</div><div itemprop='articleBody'>{paragraphs(PROSE[5:])}</div></div>"
    )
    return Page(page(Head(ld=None).html(), body), PROSE)


def overview() -> Page:
    """A front page: nothing but teasers, which are all there is to read."""
    others = "".join(
        f"<div class='card'><h3><a href='/a/{n}'>{title}</a></h3><p>{text}</p></div>"
        for n, (title, text) in enumerate(TEASERS)
    )
    head = Head(ld=None, title="Bergen Courier: news from the coast", canonical="https://www.bergencourier.example/")
    return Page(
        page(head.html(), f"<main>{others}</main>"), tuple(text for _, text in TEASERS), (),
        "Bergen Courier: news from the coast", None, (), "Bergen Courier", "https://www.bergencourier.example/",
    )  # fmt: skip


KINDS: tuple[Callable[[], Page], ...] = (
    plain, graph, live_blog, containers, containers_article_body, teasers, teasers_in_article, biography, newsletter,
    comments, paywall, amp, tweets, what_else, next_article, without_metadata, hashed_containers, split_content, list_article,
    wrapped, line_breaks, many_comments, tags_only, microdata, overview,
)  # fmt: skip
