"""Posts in a Doc: which title belongs to which body, who holds it, and descriptions that stand for its holder.

A small grammar over adjacent tokens, sturdier than the parse where titles pile up:
[modifier…] [body as adjective, possessive or name] TITLE [-elect] [of BODY] [NAME], and
"NAME, [the] … TITLE [of BODY]".
The vocabulary is lexicon/titles.yaml.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from kg.datafiles import word_list
from kg.know.gazetteer import load_gazetteer
from kg.know.organization_names import has_legal_form
from kg.mention.name_words import DASHES, KIN, POSSESSIVE, honorific_width
from kg.mention.titles import EMERITUS, end_of_title
from kg.mention.tokens import FINITE, SAYS, lower_at, says_behind, tokens_in, words_of
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.mention.name import Name
    from kg.mention.titles import Titles, TitleSpan

POSSESSIVES = {"his": "male", "her": "female", "their": "", "its": "", "our": "", "my": "", "your": "", "whose": ""}
FIRM_POSTS = word_list("posts of firms")
OF_NO_COUNTRY = word_list("posts of no country")
NP_WORDS = {"NOUN", "PROPN", "ADJ", "DET", "ADP", "CCONJ", "NUM", "PART"}
NP_NAMES = {"NOUN", "PROPN", "ADJ"}
STATE_POSTS = {"state", "government"}
"""Groups of titles that are of states: "Economy Minister X of the Greens" names the party of X."""
OF_PARTIES_TOO = word_list("posts of states and parties")
OPENING = word_list("opening a clause")
FIRMS_TOO = word_list("posts of states and firms")
ENVOYS = word_list("envoys")
SERVING = word_list("posts that serve")
OF_FIELDS = word_list("posts of fields")
PARTIES_OF_MEMBERS = word_list("parties of members")
ACTING = frozenset({"nsubj", "nsubjpass", "dobj"})
FIELD_WORDS = {"NOUN", "PROPN", "ADJ", "CCONJ"}
LONGEST_FIELD = 6
"""Words that the field of a "head of hotels" has at most."""
HYPHENED = {"VBG", "VBN", "JJ", "NN"}
MOST_RANKS = 3
BEFORE_BODIES = word_list("before the body of a post")
REACH = 10
"""How many tokens behind "of" a body may begin: "director of the centre for studies at X"."""
OWNERS = word_list("unnamed owners")
UNSPECIFIC = word_list("unspecific before posts")
WORKS = word_list("works of firms")
WOMEN = word_list("women before titles")
DEPUTIES = word_list("deputies")
UNITS = word_list("named units")
PARTS = word_list("parts of bodies")
CHAMBERS = word_list("chambers")
MOVEMENTS = word_list("movements that govern")
GROUPS = word_list("groups with leaders")
LEADER = "leader"
ELECTS = word_list("elects")
PARTS_OF_STATES = word_list("parts of states")
LEAVING = word_list("leaving posts")
HAVING = word_list("becoming something")
WISHED = word_list("wished of others")
BEFORE_JOBS = word_list("before former jobs")
CENTRAL_BANK = "central bank"
DE_FACTO = "de facto"
GOVERNMENT = "government"


@dataclass(slots=True)
class Post:
    """One title in its place. Indices point into the list of names; tokens are [start, end)."""

    span: TitleSpan
    np_start: int
    """First token of the noun phrase: its determiner, modifier or body."""
    np_end: int
    """Behind the title and its "of BODY"."""
    title_end: int = 0
    """Behind the title and its "-elect"."""
    body: int | None = None
    holder: int | None = None
    seeker: int | None = None
    """Who stands for it: of such a post nobody is known to be the holder."""
    sought: bool = False
    modifier: Literal["", "former", "late", "acting", "elect"] = ""
    determiner: Literal["", "the", "a", "possessive", "other"] = ""
    possessor: int | None = None
    """Token of "his", "her", "their" before the title."""
    female: bool = False
    male: bool = False
    announced: bool = False
    """Its body is but the firm that tells of it."""
    elsewhere: bool = False
    """It belongs to something that only another's name tells: "the leader of America's oldest ally"."""


@dataclass(frozen=True)
class _Text:
    """The Doc with its names indexed by first and last token."""

    doc: Doc
    names: Sequence[Name]
    begins: dict[int, int]
    ends: dict[int, int]
    parties: Collection[int] = ()
    """The names that are parties."""

    def name_at(self, token: int) -> int | None:
        return self.begins.get(token)

    def name_before(self, token: int) -> int | None:
        return self.ends.get(token)

    def person_at(self, token: int) -> int | None:
        """The name that begins here, where it is a person's."""
        index = self.begins.get(token)
        return index if index is not None and self.names[index].type == "Person" else None

    def name_around(self, token: int) -> int | None:
        """The name that a token stands in."""
        return next((i for i, name in enumerate(self.names) if name.start <= token < name.end), None)


def find_posts(
    doc: Doc, spans: Sequence[TitleSpan], names: Sequence[Name], titles: Titles, parties: Collection[int] = ()
) -> list[Post]:
    """Every title with its body and holder, in order. Titles within a name ("General Motors") are passed over.

    `parties`: which of the names are parties.
    """
    begins, ends = {n.start: i for i, n in enumerate(names)}, {n.end: i for i, n in enumerate(names)}
    text = _Text(doc, names, begins, ends, parties)
    covered = tokens_in(names)
    posts: list[Post] = []
    for span in spans:
        if any(i in covered for i in range(span.start, span.end)):
            continue
        post = Post(span, span.start, span.end, span.end)
        _look_left(text, post, titles)
        _look_right(text, post, titles, posts)
        _look_around(text, post, posts)
        _holder_said(text, post)
        if span.title.sought or _is_sought(text, post, titles):
            _stand_for(text, post)
        _of_appointer(text, post, titles)
        if post.determiner == "a" and post.body is None and post.span.title.name in titles.field_heads:
            post.holder = None  # "an area manager in Spain": one of many, nobody knows whose
        posts += _each_of_list(text, post, titles) or [post]
    _share_holders(text, posts)
    for at, post in enumerate(posts):
        _of_leaver(text, post, posts[:at])
    _share_holders(text, posts)  # what those have who are told to leave
    return posts


def _stand_for(text: _Text, post: Post) -> None:
    """Take whom a post names for who stands for it, and the party before or behind it for the candidate's own."""
    post.sought, post.seeker, post.holder = True, post.holder, None
    if post.body in text.parties:
        post.body = None


def _is_sought(text: _Text, post: Post, titles: Titles) -> bool:
    """ "The candidate for London mayor, Anna Berg": she stands for the post and does not hold it."""
    lowers, at = text_of(text.doc).lower, post.np_start
    return at > 1 and lowers[at - 1] == "for" and lowers[at - 2] in titles.seekers


def _each_of_list(text: _Text, post: Post, titles: Titles) -> list[Post]:
    """ "Presidents A of X, B of Y and C": one post for each name of the list behind a plural title."""
    doc = text.doc
    if not post.span.title.plural or post.holder is not None:
        return []
    found: list[Post] = []
    at = post.span.end
    while (index := text.person_at(at)) is not None:
        one = replace(post, holder=index, np_end=text.names[index].end)
        _body_after_holder(text, one, titles)
        found.append(one)
        at = one.np_end if one.body is None else max(one.np_end, text.names[one.body].end)
        while at < len(doc) and doc[at].lower_ in {",", "and", ")"}:
            at += 1
    if len(bodies := _bodies_before(text, post)) > 1:
        for one, body in zip(found, bodies if len(bodies) == len(found) else [None] * len(found), strict=True):
            one.body = body
    return found


def _bodies_before(text: _Text, post: Post) -> list[int]:
    """The bodies of "the Swedish and Norwegian presidents", in their order."""
    found = [post.body] if post.body is not None else []
    while found and (at := text.names[found[0]].start) > 1 and text.doc[at - 1].lower_ in {",", "and"}:
        before = text.name_before(at - 1)
        if before is None or not text.names[before].demonym:
            break
        found.insert(0, before)
    return found


# ------------------------------------------------------------------ before the title


def _look_left(text: _Text, post: Post, titles: Titles) -> None:
    """Modifiers, body and determiner to the left, nearest first."""
    at, goes_on = post.span.start, True
    while goes_on and at > 0:
        at, goes_on = next(step for read in LEFT if (step := read(text, post, at, titles)) is not None)
    post.np_start = at


Step = tuple[int, bool]
"""Where a phrase goes on to the left, and whether it does."""


def _name_left(text: _Text, post: Post, at: int, titles: Titles) -> Step | None:
    name = text.name_before(at) if text.doc[at - 1].text != ")" else _before_acronym(text, at)
    if name is None:
        return None
    start = text.names[name].start
    if _is_party_of_holder(text, name, post, titles):
        return start, True
    if post.body in text.parties and _is_in_chamber(text, post, name):  # "Senate Republican leader"
        return start, True
    if post.body is None and not post.elsewhere and _can_be_body(text, name, post):
        post.body = _body_in_place(text, name)
        return text.names[post.body].start, True
    anywhere = post.elsewhere or post.span.title.group == "occupation" or post.span.title.name in OF_NO_COUNTRY
    abroad = text.names[name].type == "Place" and anywhere
    return (start, True) if abroad else (at, False)


def _is_in_chamber(text: _Text, post: Post, index: int) -> bool:
    """Whether a name beside a party's post is the chamber in which it leads the party; then the post is called so."""
    if not _is_chamber(text, index):
        return False
    chamber = words_of(text.doc, text.names[index].start, text.names[index].end).lower()
    post.span = replace(post.span, name=f"{chamber} {post.span.name}")
    return True


def _owner_left(text: _Text, post: Post, at: int, titles: Titles) -> Step | None:
    if text.doc[at - 1].lower_ not in POSSESSIVE:
        return None
    owner = _owner_before(text, at - 1, post) or _part_left(text, post, at - 1, titles)
    if owner is not None:
        post.determiner = "possessive"
    return owner


def _modifier_left(text: _Text, post: Post, at: int, titles: Titles) -> Step | None:
    word = text.doc[at - 1].lower_
    if word not in titles.modifiers:
        return None
    _modify(post, word, titles)
    return at - 1, True


def _pronoun_left(text: _Text, post: Post, at: int, _titles: Titles) -> Step | None:
    if text.doc[at - 1].lower_ not in POSSESSIVES:
        return None
    post.determiner, post.possessor = "possessive", at - 1
    if text.doc[at - 1].lower_ == "whose" and post.body is None:
        owner = text.name_before(at - 1 - (at > 1 and text.doc[at - 2].text == ","))
        if owner is not None and text.names[owner].type != "Person" and _can_be_body(text, owner, post):
            post.body = owner  # "Acme, whose chairman, Tom Reed, left"
    return at - 1, False


def _determiner_left(text: _Text, post: Post, at: int, _titles: Titles) -> Step | None:
    token = text.doc[at - 1]
    word = token.lower_
    if token.pos_ != "DET" and word not in {"the", "a", "an"} | UNSPECIFIC:
        return None
    post.determiner = "the" if word == "the" else "a" if word in {"a", "an"} else "other"
    return at - 1, False


def _prefix_left(text: _Text, _post: Post, at: int, titles: Titles) -> Step | None:
    """The dash of "ex-minister"."""
    if at < 2 or text.doc[at - 1].text not in DASHES:
        return None
    prefix = text.doc[at - 2].lower_
    return (at - 1, True) if prefix in titles.modifiers else None


def _adjective_left(text: _Text, post: Post, at: int, titles: Titles) -> Step | None:
    width = _adjective_before(text.doc, at, free=post.body is None)
    if not width:
        return None
    post.elsewhere |= post.span.title.name == LEADER and _is_of_group(text, at - width, at)
    if width > 1 and text.doc[at - width].lower_ in titles.modifiers:
        _modify(post, text.doc[at - width].lower_, titles)  # "the ex-West German chancellor"
    post.female |= text.doc[at - 1].lower_ == "female"
    return at - width, True


def _is_of_group(text: _Text, start: int, end: int) -> bool:
    """ "The French far-right leader": he leads some of a country's people, and not the country."""
    before = text.name_before(start - (text.doc[start - 1].lower_ in POSSESSIVE)) if start else None
    land = before is not None and text.names[before].type == "Place"
    return land and words_of(text.doc, start, end).lower() in GROUPS


def _part_left(text: _Text, post: Post, at: int, titles: Titles) -> Step | None:
    """ "Greek government spokesman", "the Greek foreign ministry's spokesman": what stands for the state, and what of
    it the post is of; "government spokesman" alone is of a state that the article tells."""
    if post.body is not None or not post.span.title.post or text.doc[at - 1].lower_ not in titles.state_bodies:
        return None
    start = _part_from(text.doc, at, titles)
    before = text.name_before(start - (start > 0 and text.doc[start - 1].lower_ in POSSESSIVE))
    alone = before is None and at == post.span.start and _is_government_alone(text.doc, start, titles)
    if not alone and (before is None or not _can_be_body(text, before, post)):
        return None
    if alone or text.doc[at - 1].lower_ in PARTS_OF_STATES:
        part = words_of(text.doc, start, at).lower()
        post.span = replace(post.span, name=f"{part} {post.span.name}")
    return start, True


def _part_from(doc: Doc, end: int, titles: Titles) -> int:
    """Where the part of a state begins that ends at `end`: "army", "foreign ministry"."""
    start = end - 1
    while doc[end - 1].lower_ in PARTS_OF_STATES and start > 0 and doc[start - 1].lower_ in titles.portfolios:
        start -= 1
    return start


def _is_government_alone(doc: Doc, at: int, titles: Titles) -> bool:
    """Whether a government is a state's: "former government spokesman", no "local government spokesman"."""
    before = doc[at - 1] if at else None
    first = before is None or before.pos_ not in NP_NAMES or bool(titles.modifiers.get(before.lower_))
    return doc[at].lower_ == GOVERNMENT and first


def _noun_left(text: _Text, post: Post, at: int, titles: Titles) -> Step | None:
    """The end of the phrase; a noun that belongs to the title, and is none itself, names the body."""
    token = text.doc[at - 1]
    state = post.span.title.group == "state"
    if state and token.lower_ not in titles.by_first and _names_the_body(token, post.span):
        post.span = replace(post.span, name=f"{token.lower_} {post.span.name}")
    return at, False


LEFT: tuple[Callable[[_Text, Post, int, Titles], Step | None], ...] = (
    _name_left,
    _owner_left,
    _modifier_left,
    _pronoun_left,
    _determiner_left,
    _prefix_left,
    _adjective_left,
    _part_left,
    _noun_left,
)
"""What may stand before a title, in the order in which it is asked."""


def _modify(post: Post, word: str, titles: Titles) -> None:
    """Note what a word before the title says of the post: "former", "female", and of whose it is not: "the local Labour
    chairman"."""
    post.modifier = post.modifier or titles.modifiers[word]  # type: ignore[assignment]
    post.female |= word in WOMEN
    post.male |= word == "male"
    if word == "local" and post.body is not None:
        post.body, post.elsewhere = None, True
    unsaid = not post.span.name.startswith(word)  # "then deputy Conservative chairman X"
    if word in DEPUTIES and post.body is not None and unsaid:
        post.span = replace(post.span, name=f"{word} {post.span.name}")


def _owner_before(text: _Text, at: int, post: Post) -> tuple[int, bool] | None:
    """Before an "'s" at `at`: where the phrase goes on to the left, and whether it does; None: nobody owns the post."""
    doc = text.doc
    owner = text.name_before(at)
    if owner is None and at > 0 and doc[at - 1].lower_ in OWNERS:
        at -= 1
        return at - (at > 0 and doc[at - 1].lower_ in {"the", "his", "her", "their"}), False
    if owner is None:
        return None
    kind = text.names[owner].type
    if post.body is None:
        return (at + 1, False) if kind == "Person" else (at, True)
    body = text.names[post.body]
    envoy = kind == "Place" and body.type == "Organization" and post.span.title.name in ENVOYS
    department = kind == "Organization" and body.type == "Place" and post.span.title.group != "state"
    if not (envoy or department):
        return None
    if department:  # "Acme's Middle East director": the place says what of Acme he directs
        field = words_of(doc, body.start, body.end).lower()
        post.span = replace(post.span, name=f"{field} {post.span.name}")
    post.body = owner  # also in "Togo's U.N. ambassador", who is sent there
    return at + 1, envoy


def _names_the_body(token: Token, span: TitleSpan) -> bool:
    """ "Jury president Anna Berg", "the club president": no head of state, but of what the noun says."""
    noun = token.tag_ == "NN" or (token.pos_ in {"NOUN", "PROPN"} and token.is_sent_start and not token.ent_type_)
    return bool(noun) and token.dep_ in {"compound", "nmod"} and token.head.i >= span.start and token.is_alpha


def _adjective_before(doc: Doc, at: int, *, free: bool) -> int:
    """How many tokens the adjective takes that ends at `at`: "longest-serving" three; 0: there is none.

    `free`: no body stands before the title yet.
    """
    token = doc[at - 1]
    if words_of(doc, max(0, at - 2), at).lower() == DE_FACTO:
        return 2
    if token.tag_ in HYPHENED and at > 3 and doc[at - 2].text in DASHES and not doc[at - 2].whitespace_:
        return 3 * doc[at - 3].is_lower  # "reform-minded", but "UK-based"
    if not free or token.is_sent_start or token.text == "-":
        return 0
    participle = token.tag_ == "VBN" and token.dep_ == "amod"  # "Togo's newly elected president"
    of_participle = token.dep_ == "advmod" and token.head.i == at and token.head.dep_ == "amod"
    return int(token.pos_ in {"ADJ", "NUM"} or participle or of_participle)


def _before_acronym(text: _Text, at: int) -> int | None:
    """ "the Green Party (GP) president": the organization in front of its acronym in brackets, which end at `at`."""
    acronym = text.name_before(at - 1)
    opening = text.names[acronym].start - 1 if acronym is not None else -1
    return text.name_before(opening) if opening > 0 and text.doc[opening].text == "(" else None


def _is_party_of_holder(text: _Text, index: int, post: Post, titles: Titles) -> bool:
    """ "Tory MP Anna Berg", "Labour Home Secretary": the party of whoever holds a post that no party has."""
    title, name = post.span.title, text.names[index]
    if (
        index not in text.parties
        or _governs(text, index)
        or (title.name in OF_PARTIES_TOO and (name.end - name.start > 1 or text.doc[name.start].is_upper))
    ):
        return False
    of_field = title.name == "secretary" and post.span.name != title.name
    return title.group in STATE_POSTS or title.name in titles.of_assemblies or of_field


def _can_be_body(text: _Text, index: int, post: Post) -> bool:
    name = text.names[index]
    if name.type == "Person" or name.end < post.np_start - 6:
        return False
    if name.demonym and post.span.title.name in FIRM_POSTS | OF_NO_COUNTRY:
        return False
    if _is_told(text.doc, name.start, post.span.end - 1):
        return False
    return not (post.span.title.group == "occupation" and name.type == "Place")


def _body_in_place(text: _Text, index: int) -> int:
    """The union of "Dockers' Union in Togo president X", whose he is: no president of Togo."""
    at = text.names[index].start - 1
    before = text.name_before(at) if at > 0 and text.doc[at].lower_ == "in" else None
    return index if before is None or text.names[before].type != "Organization" else before


def _is_told(doc: Doc, start: int, title: int) -> bool:
    """ "She told Reuters Finance Minister X would leave": to whom it is told, for X has a verb of his own."""
    after = next((token for token in doc[title + 1 :] if token.pos_ != "PROPN"), None)
    return start > 0 and doc[start - 1].lemma_ in SAYS and after is not None and after.tag_ in {*FINITE, "MD"}


# ------------------------------------------------------------------ behind the title


def _look_right(text: _Text, post: Post, titles: Titles, earlier: Sequence[Post]) -> None:
    doc = text.doc
    at = post.span.end
    if (behind := end_of_title(doc, post.span)) > at:
        last = doc[behind - 1].lower_
        post.modifier = "former" if last in EMERITUS else "elect" if last != "in" else post.modifier
        at = behind
    post.np_end = post.title_end = at
    _adjacent_holder(text, post, at)
    if post.holder is not None:
        _body_after_holder(text, post, titles)
        return
    behind = post.body is None or post.span.title.group in {"occupation", "officials", "organization"}
    of = text_of(doc).lower[at : at + 1] == ["of"]
    behind |= of and post.span.title.name in FIRMS_TOO  # "the Norwegian president of Acme" is none of Norway
    if not _named_field(text, post, at):
        if behind:
            _body_behind(text, post, at, titles)
        if _is_where(text, post):
            post.body = None
        _field_behind(text, post)
    if post.holder is None and not _is_of_somebody(text, post, earlier):
        _holder_behind(text, post)


def _adjacent_holder(text: _Text, post: Post, at: int) -> None:
    """TITLE [honorific] NAME, and TITLE "NAME" in quotation marks."""
    doc = text.doc
    while at < len(doc) and (width := honorific_width(doc, at)):
        at += width
    index = text.name_at(at)
    if index is not None and text.names[index].type == "Person" and not post.span.title.plural:
        post.holder = index
        post.np_end = text.names[index].end


def _body_after_holder(text: _Text, post: Post, titles: Titles) -> None:
    """ "President Lee Jae Myung of South Korea", "Sen. Tom Reed, R-Va."."""
    if post.body is not None and not _is_area(text, post):
        return
    at = post.np_end
    state = text.name_at(at + 3) if at + 3 < len(text.doc) and text.doc[at + 2].text in DASHES else None
    if (
        state is not None
        and text.doc[at + 1].lower_ in PARTIES_OF_MEMBERS
        and post.span.title.name in titles.of_assemblies
    ):
        post.body = state
        return
    if post.span.title.name in titles.of_assemblies and (state := _state_of_partisan(text, at)) is not None:
        post.body = state
        return
    if at + 1 < len(text.doc) and text.doc[at].lower_ == "of":
        index = _name_through_the(text, at + 1)
        elected = index is not None and text.names[index].type == "Place" and post.span.name in titles.of_constituency
        if index is not None and text.names[index].type != "Person" and not elected and _may_be_of(text, post, index):
            _take_named(text, post, index)
            post.np_end = text.names[index].end


def _state_of_partisan(text: _Text, at: int) -> int | None:
    """The state of ", an Ohio Republican" and ", a Republican from Ohio" behind the name of a member of Congress."""
    if at + 3 >= len(text.doc) or text.doc[at].text != ",":
        return None
    first = text.name_at(at + 1 + (text.doc[at + 1].lower_ in {"a", "an"}))
    if first is None:
        return None
    behind = text.names[first].end
    if first not in text.parties:
        return first if text.names[first].type == "Place" and text.name_at(behind) in text.parties else None
    joined = behind < len(text.doc) and text.doc[behind].lower_ in {"from", "of"}
    state = text.name_at(behind + 1) if joined else None
    return state if state is not None and text.names[state].type == "Place" else None


def _may_be_of(text: _Text, post: Post, index: int) -> bool:
    """Whether a post can belong to a body: a post of a state to no party or firm, but to those that govern a land."""
    of_state = post.span.title.group in STATE_POSTS or post.span.name.endswith("minister")
    name = text.names[index]
    return name.type == "Place" or not of_state or _governs(text, index)


def _governs(text: _Text, index: int) -> bool:
    return words_of(text.doc, text.names[index].start, text.names[index].end).lower() in MOVEMENTS


def _name_through_the(text: _Text, at: int) -> int | None:
    if at < len(text.doc) and text.doc[at].lower_ in {"the", "a", "an", "his", "her", "its", "their"}:
        at += 1
    return text.name_at(at)


@dataclass(slots=True)
class _Behind:
    """What is read behind a title and its "of"."""

    word: str
    """The "of"."""
    first: int | None = None
    """The name that the body is, as far as it is read."""
    others: bool = False
    """Something of a name is told of, and not that itself."""
    settled: bool = False
    """The post has its body."""


def _body_behind(text: _Text, post: Post, at: int, titles: Titles) -> None:
    """ "TITLE of/for/at/in BODY", the body the first organization in the phrase, else its first place.

    What stands before another noun counts where that is the state or the body itself: "of the Libyan government"."""
    doc = text.doc
    if at >= len(doc) or doc[at].text not in BEFORE_BODIES:
        return  # also where it is a name: "General Secretary To Lam"
    behind = _Behind(doc[at].lower_)
    stop = min(len(doc), at + 1 + REACH)
    i: int | None = at + 1
    while i is not None and i < stop:
        if (unit := _unit_at(text, i)) is not None:
            behind.first, post.np_end = unit
            break
        index = text.name_at(i)
        if index is not None:
            i = _past_name(text, post, index, behind, titles)
        else:
            i = i + 1 if _goes_on_to_body(doc[i]) else None
    if behind.first is not None and not behind.settled:
        _take_body(text, post, behind.first, behind.word)
    elif not behind.settled:
        post.elsewhere = behind.others


def _past_name(text: _Text, post: Post, index: int, behind: _Behind, titles: Titles) -> int | None:
    """Take in a name behind a title: where it goes on, or None where nothing more can be the body."""
    name = text.names[index]
    if name.type == "Person":
        return _behind_owner(text, name)
    party = text.name_at(name.end)
    if party is not None and party in text.parties and _is_in_chamber(text, post, index):
        index, name = party, text.names[party]  # "leader of the Senate Republicans"
    same = _same_as(name, post, titles)
    qualifies = _qualifies(text, name, same)
    behind.others |= qualifies
    if behind.first is None and (part := _part_behind(text, index, name.end, same)):
        post.body, post.np_end = index, part[1]  # "head of Acme's energy business in Togo"
        post.span = replace(post.span, name=f"{post.span.name} of {part[0]}")
        behind.settled = True
        return None
    if _may_be_field(post, behind.word) and _is_named_field(text, name, name.end):
        return name.end + 1
    is_body = name.type == "Organization" and not qualifies
    if is_body or (behind.first is None and not qualifies):
        behind.first = index
    goes_on = None if is_body else _past_place(text, post, name, behind.word)
    post.np_end = name.end if goes_on is None else post.np_end
    return goes_on


def _past_place(text: _Text, post: Post, name: Name, word: str) -> int | None:
    """Where it goes on behind a name that may be but where the body is, or whose it is; None where it does not."""
    if _is_hyphened(text, name):
        return name.end + 1
    if (behind := _part_of_area(text, name, name.end)) is not None:
        return behind  # "head of the Asia desk at Acme"
    follows = lower_at(text.doc, name.end)
    field = follows in {"at", "with"} and _may_be_field(post, word)
    possessive = follows in POSSESSIVE
    return name.end + possessive if possessive or name.demonym or field else None


def _qualifies(text: _Text, name: Name, same: frozenset[str]) -> bool:
    """Whether a name says but what another thing is of: "the Acme Leeds plant", "a U.S.-backed mission"."""
    possessive = lower_at(text.doc, name.end) in POSSESSIVE
    if _is_hyphened(text, name):
        return True
    if not possessive and name.type == "Organization" and _is_part(text, name.end):
        return True
    owns = possessive or name.type == "Place" or _leads_to_person(text, name.end)
    return owns and _qualifies_other(text, name.end + possessive, same)


def _is_hyphened(text: _Text, name: Name) -> bool:
    doc, end = text.doc, name.end
    return end < len(doc) and doc[end].text == "-" and not doc[end - 1].whitespace_


def _goes_on_to_body(token: Token) -> bool:
    """Whether a body may stand behind this word, which is behind a title: no "negotiator in talks about Togo"."""
    describes = token.dep_ in {"amod", "compound"}  # "of neighbouring Togo"
    if (token.pos_ not in NP_WORDS and not describes) or token.is_sent_start or token.is_space:
        return False
    return token.pos_ != "ADP" or token.lower_ in BEFORE_BODIES


def _behind_owner(text: _Text, name: Name) -> int | None:
    """Where the body begins that goes by who heads it, behind his name: "Reed's Justice Department"."""
    owns = lower_at(text.doc, name.end) in POSSESSIVE
    return name.end + 1 if owns and _is_body(text, text.name_at(name.end + 1)) else None


def _is_named_field(text: _Text, name: Name, at: int) -> bool:
    """ "Head of Research Services at Acme": what the recognizer takes for a body is what he heads of one."""
    if name.type != "Organization" or lower_at(text.doc, at) != "at" or not _is_body(text, text.name_at(at + 1)):
        return False
    surface = words_of(text.doc, name.start, name.end)
    known = load_gazetteer().is_named(surface) or load_gazetteer().organization_kind(surface)
    return not (known or has_legal_form(surface))


def _part_of_area(text: _Text, name: Name, at: int) -> int | None:
    """Where a part of a body ends that goes by a place, with the body behind it: "Asia desk at Acme"."""
    doc = text.doc
    if name.type != "Place" or name.demonym:
        return None
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"} and text.name_at(at) is None:
        at += 1
    part = doc[at - 1].lower_ in PARTS and at < len(doc) and doc[at].lower_ in {"at", "of"}
    return at if part and _is_body(text, _name_through_the(text, at + 1)) else None


def _is_body(text: _Text, index: int | None) -> bool:
    return index is not None and text.names[index].type == "Organization"


def _may_be_field(post: Post, word: str) -> bool:
    """Whether a place behind `word` may be but what somebody heads of a firm: "managing director for Asia at Acme"."""
    title = post.span.title.name
    return word == "for" or (word == "of" and title in OF_FIELDS and title not in FIRMS_TOO)


def _same_as(name: Name, post: Post, titles: Titles) -> frozenset[str]:
    """The nouns behind a state's or a place's name that stand for it: who speaks for "Togo's army" speaks for Togo, who
    heads it does not head Togo."""
    same = titles.state_bodies if name.demonym else titles.state_bodies | titles.place_bodies
    return same - PARTS_OF_STATES if post.span.title.name in OF_FIELDS else same


def _take_body(text: _Text, post: Post, first: int, first_word: str) -> None:
    """Give the post the body that stands behind it, unless that is where somebody works or whom an envoy is sent to."""
    name = text.names[first]
    if first_word not in {"of", "for"} and not _may_be_of(text, post, first):
        return  # "minister in the coalition with the Social Democrats"
    alone = text.doc[post.span.start]
    if first_word == "in" and alone.is_title and alone.dep_ in ACTING and not (post.determiner or post.holder):
        return  # "killed King in Memphis"
    serves = first_word == "to" and post.span.title.name in SERVING
    if (
        name.type == "Place"
        and not serves
        and (
            first_word in {"at", "with", "from", "to", "on"}
            or post.span.title.group == "occupation"
            or (first_word == "in" and post.span.title.group == "organization")
        )
    ):
        return  # "a manager in Togo": where somebody works, not for whom
    if name.type == "Organization" and first_word == "to" and post.span.title.name in ENVOYS:
        return
    _take_named(text, post, first)


def _take_named(text: _Text, post: Post, index: int) -> None:
    """Give a post without a body this one; where a place stands before, an organization, of which that is the area."""
    if post.body is not None and text.names[index].type != "Organization":
        return
    if post.body in text.parties and _is_in_chamber(text, post, index):  # "Democratic leader in the Senate"
        return
    if post.body is not None and _is_area(text, post):
        area = text.names[post.body]
        other = text.name_before(area.start - 1) if text_of(text.doc).lower[area.start - 1] == "and" else None
        start = area.start if other is None else text.names[other].start  # "Middle East and North Africa director"
        post.span = replace(post.span, name=f"{words_of(text.doc, start, area.end).lower()} {post.span.name}")
    post.body = index


def _is_area(text: _Text, post: Post) -> bool:
    """Whether the place before a title may be what its holder heads of a firm: "Asia director at Acme"."""
    before = text.names[post.body] if post.body is not None else None
    area = before is not None and before.type == "Place" and not before.demonym
    return area and post.span.title.name in OF_FIELDS and post.span.title.name not in FIRMS_TOO


def _is_where(text: _Text, post: Post) -> bool:
    """ "Head of a steel firm in Norway": the place is where the one thing is that he heads."""
    if post.body is None or text.names[post.body].type != "Place":
        return False
    doc, at = text.doc, post.title_end
    one = text_of(doc).lower[at : at + 2] in (["of", "a"], ["of", "an"], ["for", "a"], ["for", "an"])
    return one and doc[text.names[post.body].start - 1].lower_ in {"in", "near", "from"}


def _field_behind(text: _Text, post: Post) -> None:
    """ "Head of hotels at Acme", "Acme's director of air transport", "chairman of the audit committee of Acme": what
    stands between belongs to the title."""
    doc, at = text.doc, post.title_end
    if post.body is None or at + 2 >= len(doc) or doc[at].lower_ not in {"of", "for"}:
        return
    begin = at + 1 + (doc[at + 1].lower_ in {"the", "a", "an"})
    end = _end_of_field(text, post, begin)
    body = text.names[post.body]
    if end == begin or (body.start > at and (end >= body.start or doc[end].is_punct or doc[end].tag_ == "POS")):
        return  # "president of crisis-hit Togo"
    if doc[end - 1].lower_ not in PARTS if begin > at + 1 else post.span.title.name not in OF_FIELDS:
        return
    field = words_of(doc, begin, end).lower()
    post.span = replace(post.span, name=f"{post.span.name} {doc[at].lower_} {field}")


def _end_of_field(text: _Text, post: Post, at: int) -> int:
    """Where the field of a post ends that begins at `at`: "hotels", "Asia Pacific", behind a title in capitals also
    "International Commodities"."""
    doc, most = text.doc, at + LONGEST_FIELD
    while at < min(len(doc), most):
        index = text.name_at(at)
        written = doc[at].is_lower or doc[at].pos_ == "ADJ" or doc[post.span.start].is_title
        if index is None and doc[at].pos_ in FIELD_WORDS and written:
            at += 1
        elif index is not None and index != post.body and text.names[index].type != "Person":
            at = text.names[index].end
        else:
            break
    return at


def _named_field(text: _Text, post: Post, at: int) -> bool:
    """ "Acme's Head of Research and Science Support": behind what a body has, a name is its field."""
    if post.body is None or post.span.title.name not in OF_FIELDS or at + 1 >= len(text.doc):
        return False
    owner, index = text.names[post.body], text.name_at(at + 1)
    named = index is not None and text.names[index].type == "Organization" and text.doc[at].lower_ in {"of", "for"}
    if index is None or not named or owner.type != "Organization" or text.doc[owner.end].lower_ not in POSSESSIVE:
        return False
    field = words_of(text.doc, text.names[index].start, text.names[index].end).lower()
    post.span, post.np_end = replace(post.span, name=f"{post.span.name} of {field}"), text.names[index].end
    return True


def _qualifies_other(text: _Text, at: int, same: frozenset[str]) -> bool:
    """Whether the noun phrase that goes on at `at` is something of the name before it and not that itself: "football
    club", "turbine works"."""
    doc, nouns = text.doc, []
    while at < len(doc) and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"} and text.name_at(at) is None:
        nouns.append(doc[at].lower_)
        at += 1
    return bool(nouns) and nouns[-1] not in same


def _unit_at(text: _Text, at: int) -> tuple[int, int] | None:
    """The part of a firm that has a name of its own behind its owner at `at`, and where it ends: "Acme's <ACM> Bolt
    unit", "its Bolt unit", "Acme's Energy Division", and "Middle East and Africa Division", which is read as two."""
    doc, owner = text.doc, text.name_at(at)
    if owner is not None and (called := _called_unit(text, owner)) is not None:
        return called, text.names[called].end
    behind = doc[text.names[owner].end : text.names[owner].end + 1].text if owner is not None else ""
    if doc[at].tag_ == "PRP$":
        at += 1
    elif owner is not None and (behind in POSSESSIVE or (behind == "and" and text.names[owner].type == "Place")):
        at = text.names[owner].end + 1
    else:
        return None
    at = _behind_sign(doc, at)
    index = text.name_at(at)
    if index is None or text.names[index].type != "Organization":
        return None
    end = text.names[index].end
    if end < len(doc) and doc[end].lower_ in UNITS:
        return index, end + 1
    return (index, end) if doc[end - 1].lower_ in PARTS else None


def _called_unit(text: _Text, owner: int) -> int | None:
    """The subsidiary that is called by its name behind the noun: "Acme's German subsidiary Bolt GmbH"."""
    doc, at = text.doc, text.names[owner].end
    if text.names[owner].type != "Organization" or at >= len(doc):
        return None
    at += doc[at].lower_ in POSSESSIVE
    while at + 1 < len(doc) and (doc[at].pos_ == "ADJ" or text.name_at(at) is not None) and doc[at + 1].lower_ in UNITS:
        at += 1
    index = text.name_at(at + 1) if at + 1 < len(doc) and doc[at].lower_ in UNITS else None
    return index if index is not None and text.names[index].type == "Organization" else None


def _behind_sign(doc: Doc, at: int) -> int:
    """Behind the sign of a firm's share at `at`, if one is there: "Acme's <ACM> Bolt unit"."""
    return at + 3 if at + 2 < len(doc) and doc[at].text == "<" and doc[at + 2].text == ">" else at


def _part_behind(text: _Text, index: int, at: int, same: frozenset[str]) -> tuple[str, int] | None:
    """The part of a body that goes on behind its name at `at`: "Acme's energy business", "the Acme sales office", "the
    German parliament's health committee"."""
    doc, name = text.doc, text.names[index]
    if at >= len(doc):
        return None
    if name.type == "Organization":
        if doc[at].lower_ in POSSESSIVE:
            return _part_of(text, _behind_sign(doc, at + 1), same)
        part = _part_of(text, at, same)
        return part if part and part[0].split()[-1] in PARTS else None
    start = at
    while at < len(doc) and doc[at].lower_ in same:
        at += 1
    if at >= len(doc) or not (doc[at].lower_ in POSSESSIVE or (name.demonym and at == start)):
        return None
    part = _part_of(text, at + (doc[at].lower_ in POSSESSIVE), same)
    if part is None or not (part[0] == CENTRAL_BANK or part[0].split()[-1] in PARTS | PARTS_OF_STATES):
        return None
    behind = part[1]
    if behind < len(doc) and doc[behind].lower_ in POSSESSIVE and (inner := _part_of(text, behind + 1, same)):
        return f"{part[0]} {inner[0]}", inner[1]  # "the Norwegian central bank's debt department"
    return part


def _is_part(text: _Text, at: int) -> bool:
    """Whether what goes on behind a firm's name is a part of it: "the Acme Leeds, England, steel plant"."""
    doc, part = text.doc, False
    stop = min(len(doc), at + REACH)
    while at < stop:
        name = text.name_at(at)
        if name is not None and text.names[name].type == "Place":
            at = text.names[name].end
        elif name is None and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}:
            part = doc[at].lower_ in WORKS
            at += 1
        elif doc[at].lower_ in {",", "and"} and not part:
            at += 1
        else:
            break
    return part


def _leads_to_person(text: _Text, at: int) -> bool:
    """ "A spokesman for EU trade commissioner Anna Berg": behind the body stands the post of somebody else."""
    start = at
    while at < len(text.doc) and text.doc[at].pos_ in {"ADJ", "NOUN"} and text.name_at(at) is None:
        at += 1
    index = text.name_at(at)
    return at > start and index is not None and text.names[index].type == "Person"


def _part_of(text: _Text, at: int, same: frozenset[str]) -> tuple[str, int] | None:
    """The words for a part of a body behind its "'s" at `at`, and where they end: "sales arm" in "Acme's US sales arm";
    None where they are a word for the body itself."""
    doc, words = text.doc, list[str]()
    while at < len(doc):
        name = text.name_at(at)
        if name is not None and text.names[name].type == "Place" and not words:
            at = text.names[name].end
        elif name is None and doc[at].pos_ in {"ADJ", "NOUN", "PROPN"}:
            words.append(doc[at].lower_)
            at += 1
        else:
            break
    return (" ".join(words), at) if words and doc[at - 1].tag_ in {"NN", "NNP"} and words[-1] not in same else None


def _holder_behind(text: _Text, post: Post) -> None:
    """ "the defense minister, Itsunori Onodera": a name set off by a comma behind a definite post."""
    doc = text.doc
    at = post.np_end
    if at + 1 >= len(doc) or doc[at].text not in {",", ":"} or post.span.title.plural:
        return
    index = text.person_at(_behind_ranks(text, _behind_job(text, at + 1)))
    if index is not None and (post.determiner in {"the", "possessive"} or post.body is not None):
        name = text.names[index]
        closes = name.end >= len(doc) or doc[name.end].is_punct or doc[name.end].pos_ in {"VERB", "AUX", "ADP", "SCONJ"}
        if closes:
            post.holder = index


def _behind_job(text: _Text, at: int) -> int:
    """Where a name begins behind what else somebody was: "the mayor of Aldermoor, former boxer Tom Reed"."""
    doc, end = text.doc, at
    while end < len(doc) and end - at <= MOST_RANKS and doc[end].is_lower and doc[end].pos_ in {"ADJ", "NOUN"}:
        end += 1
    past = end > at + 1 and doc[at].lower_ in BEFORE_JOBS
    return end if past and text.name_at(end) is not None else at


def _behind_ranks(text: _Text, at: int) -> int:
    """Where a name begins behind the honorifics and ranks at `at`: "the premier, Sheikh Reed", "…, Lt. Gen. Reed"."""
    doc, start = text.doc, at
    while at < len(doc) and at - start < MOST_RANKS and text.name_at(at) is None:
        if width := honorific_width(doc, at):
            at += width
        elif doc[at].pos_ == "PROPN" and doc[at].text[:1].isupper():
            at += 1
        else:
            break
    return at


def _is_of_somebody(text: _Text, post: Post, earlier: Sequence[Post]) -> bool:
    """ "the son of the president, X", "the lawyer for the mayor, X": the name may be that of either."""
    at = post.np_start - 1
    if at < 1 or text.doc[at].lower_ not in {"of", "for", "to"}:
        return False
    return text.doc[at - 1].lower_ in KIN or (bool(earlier) and earlier[-1].span.end == at)


# ------------------------------------------------------------------ the name in front


def _look_around(text: _Text, post: Post, earlier: list[Post]) -> None:
    """ "NAME, [the] TITLE of BODY" and "NAME, TITLE and TITLE": the holder stands before the noun phrase."""
    if post.holder is not None or post.span.title.plural or post.np_start < 2:
        return
    if text_of(text.doc).tag[post.np_end : post.np_end + 1] == ["POS"]:
        return  # "Tom Reed, the president's aide"
    sign = text.doc[post.np_start - 1]
    if sign.text in {",", "—", "–", "-", "(", "--"} and not sign.is_sent_start:
        post.holder = _holder_before(text, post)
        if post.holder is not None:
            _body_before_holder(text, post)
            return
    if earlier and sign.lower_ in {"and", ","}:
        post.holder = _holder_of_both(text, earlier[-1], post)


def _holder_said(text: _Text, post: Post) -> None:
    """ "The president of Togo is Ann Bell", "Acme, whose chairman was Tom Reed": who the sentence says it is or was."""
    noun = text.doc[post.span.end - 1]
    verb = noun.head
    if post.holder is not None or post.body is None or post.span.title.plural or noun.dep_ != "nsubj":
        return
    if verb.lemma_ != "be" or any(child.dep_ in {"neg", "aux"} for child in verb.children):
        return
    said = [text.name_around(child.i) for child in verb.children if child.dep_ == "attr"]
    if len(said) == 1 and said[0] is not None and text.names[said[0]].type == "Person":
        post.holder = said[0]
        post.modifier = post.modifier or ("former" if verb.tag_ == "VBD" else "")


def _holder_before(text: _Text, post: Post) -> int | None:
    """Whose name stands before the sign that sets the post off."""
    doc, at = text.doc, post.np_start - 1
    if at > 2 and doc[at - 1].is_digit and doc[at - 2].text == ",":
        at -= 2  # "Anna Berg, 54, president of Acme"
    index = text.name_before(at)
    if index is None or text.names[index].type != "Person":
        return None
    opens = _starts_clause(doc, post) or _follows_clause(doc, post) or _says_before(text, post, index)
    return None if opens else index


def _holder_of_both(text: _Text, before: Post, post: Post) -> int | None:
    """Who is named before the post before this one, with nothing but the two posts behind."""
    if before.holder is None or text.names[before.holder].end > before.span.start:
        return None
    gap = text.doc[before.np_end : post.np_start]
    plain = len(gap) <= 12 and all(t.pos_ in NP_WORDS or t.is_punct for t in gap)
    person = any(n.type == "Person" and before.np_end <= n.start < post.np_start for n in text.names)
    return before.holder if plain and not person else None


def _body_before_holder(text: _Text, post: Post) -> None:
    """ "Acme's Anna Berg, chief executive", "Acme Ltd said Anna Berg, its president, left": the firm's."""
    assert post.holder is not None  # noqa: S101  the caller found it
    at = text.names[post.holder].start - 1
    owner = text.name_before(at) if at > 0 and text.doc[at].tag_ == "POS" else None
    if post.body is not None or not _is_of_firms(post):
        return
    if owner is not None and text.names[owner].type == "Organization":
        post.body = owner
    elif post.determiner in {"", "the"} or (post.possessor is not None and text.doc[post.possessor].lower_ == "its"):
        holder = text.names[post.holder]
        verb = text.doc[holder.start : holder.end].root.head
        firm = _announcer(text, verb)
        legal = firm is not None and has_legal_form(words_of(text.doc, text.names[firm].start, text.names[firm].end))
        post.body = firm if legal and not post.elsewhere else None
        post.announced = post.body is not None


def _of_appointer(text: _Text, post: Post, titles: Titles) -> None:
    """ "Acme named Berg its chief executive", "Berg was ousted as chairman by Acme": the post is the body's own."""
    head = text.doc[post.span.end - 1]
    verb = _appointing(head, titles) if _may_be_given(text.doc, post) else None
    if verb is None:
        return
    doers = _appointers(verb, head)
    index = _named_by(text, doers[0]) if doers else None
    if index is not None and text.names[index].type == "Organization":
        post.body = index if verb.lemma_ in ELECTS or not _is_chamber(text, index) else None
    elif not doers or doers[0].lower_ in {"it", "they"}:
        post.body = _announcer(text, verb)


def _is_chamber(text: _Text, index: int) -> bool:
    """ "The Senate confirmed X as defense secretary": it gives others their posts, and elects but its own."""
    return words_of(text.doc, text.names[index].start, text.names[index].end).lower() in CHAMBERS


def _of_leaver(text: _Text, post: Post, earlier: Sequence[Post]) -> None:
    """ "Acme said Berg would step down as chairman", "Acme said Berg would become chairman", "Acme founder Berg
    resigned as chairman": the post is of the firm that tells of it, else of the one of which he has another."""
    head = text.doc[post.span.end - 1]
    behind_as = head.dep_ == "pobj" and head.head.lower_ == "as"
    verb = head.head.head if behind_as else head.head
    leaves = behind_as and verb.lemma_ in LEAVING
    has = (behind_as or head.dep_ == "attr") and verb.lemma_ in HAVING
    if not (leaves or has) or not _is_of_firms(post) or any(child.lower_ in WISHED for child in verb.children):
        return
    if not _may_be_given(text.doc, post):
        return
    told = _announcer(text, verb)
    if told is not None and _may_be_firm(text, told):
        post.body = told
        return
    subject = _subject_above(verb) if leaves else None
    holder = text.name_around(subject.i) if subject is not None else None
    others = [one for one in earlier if holder is not None and one.holder == holder and _is_of_firms(one)]
    bodies = {one.body for one in others if one.modifier == ""}
    post.body = bodies.pop() if len(bodies) == 1 else None


def _may_be_firm(text: _Text, index: int) -> bool:
    """Whether the tables know a body as no state's, no union and no paper, whose news may be of anybody."""
    name = text.names[index]
    return load_gazetteer().organization_kind(words_of(text.doc, name.start, name.end)) in {"", "company"}


def _subject_above(verb: Token) -> Token | None:
    """The subject of a verb, or of the one to which "and" joins it."""
    while not (subjects := [child for child in verb.children if child.dep_ == "nsubj"]) and verb.dep_ == "conj":
        verb = verb.head
    return subjects[0] if subjects else None


def _named_by(text: _Text, noun: Token) -> int | None:
    """The name that a noun is part of, or stands right before: "the Danish drugmaker Acme"."""
    index = text.name_around(noun.i)
    beside = text.name_at(noun.i + 1) if index is None else None
    return beside if beside is not None and text.doc[text.names[beside].end - 1].head in {noun, noun.head} else index


def _may_be_given(doc: Doc, post: Post) -> bool:
    """Whether a post is without a body, and not said to be of somebody else."""
    if post.body is not None or post.determiner == "the" or not post.span.title.post:
        return False
    own = post.possessor is not None and doc[post.possessor].lower_ == "its"
    return own or post.determiner != "possessive"


def _appointing(head: Token, titles: Titles) -> Token | None:
    """The verb by which a post is given or taken: "named … chairman", "ousted as chairman"."""
    if head.dep_ == "pobj" and head.head.lower_ in {"as", "to"}:
        verb = head.head.head if head.head.head.dep_ != "dobj" else head.head.head.head
    elif head.dep_ in {"oprd", "dobj", "attr", "xcomp"}:
        verb = head.head
    else:
        return None
    return verb if verb.lemma_ in titles.appointers else None


def _appointers(verb: Token, head: Token) -> list[Token]:
    """Who does it: the agents behind "by", else the subjects."""
    by = [child for token in (verb, head) for child in token.children if child.lower_ == "by"]
    agents = [noun for preposition in by for noun in preposition.children if noun.dep_ == "pobj"]
    return agents or [child for child in verb.children if child.dep_ == "nsubj"]


def _announcer(text: _Text, verb: Token) -> int | None:
    """ "Acme said it named Berg chief executive", "Acme said Berg was named chief executive": who announces it."""
    said = verb
    while said.dep_ in {"ccomp", "conj", "xcomp"} and said.head.i < said.i and said.lemma_ not in SAYS:
        said = said.head
    if said.lemma_ not in SAYS:
        return None
    subject = next((child for child in said.children if child.dep_ == "nsubj"), None)
    index = text.name_around(subject.i) if subject is not None else None
    return index if index is not None and text.names[index].type == "Organization" else None


def _starts_clause(doc: Doc, post: Post) -> bool:
    """ "After meeting Abe, the president said": a definite phrase that is a subject of its own, not an apposition."""
    head = doc[post.span.end - 1]
    return head.dep_ in {"nsubj", "nsubjpass"}


def _follows_clause(doc: Doc, post: Post) -> bool:
    """ "When I called Berg, a spokesman for Acme replied": no comma before the verb, so that it is the subject."""
    sentence = doc[post.span.start].sent
    first = next((token for token in sentence if not token.is_punct), None)
    if first is None or first.lower_ not in OPENING:
        return False
    after = (token for token in doc[post.np_end : sentence.end] if token.text == "," or token.tag_ in {*FINITE, "MD"})
    return (first := next(after, None)) is not None and first.text != ","


def _says_before(text: _Text, post: Post, name: int | None) -> bool:
    """ "Police arrested Berg, a spokesman for Acme said": no comma before the verb, another clause before the name."""
    if name is None:
        return False
    sentence = text.doc[post.span.start].sent
    within = range(sentence.start, sentence.end)
    return says_behind(text_of(text.doc), within, text.names[name].start, post.np_end) is not None


def _share_holders(text: _Text, posts: list[Post]) -> None:
    """ "CIA director and secretary of state Mike Pompeo": the first title has the second's holder."""
    for before, post in reversed(list(pairwise(posts))):  # "president of Acme and chairman and director of Bolt"
        gap = text_of(text.doc).lower[before.np_end : post.np_start]
        if not gap and before.holder is None and post.span.title.group == "military":
            before.holder = post.holder  # "Police chief Lt. Col. Maria Berg"
        if gap == ["and"] and post.determiner in {"", "other"}:
            _share(text, before, post)


def _share(text: _Text, before: Post, post: Post) -> None:
    """Give each of two posts that "and" joins what belongs to both."""
    if before.modifier == "former" and post.modifier == "" and _is_of_firms(before) and _is_of_firms(post):
        post.modifier = before.modifier  # "former president and chairman Anna Berg"
    if before.announced and post.body is not None and not post.announced and before.holder == post.holder:
        before.body = post.body  # "Acme Corp said it hired Tom Reed, president and chairman of Bolt"
    if _shares_firm(text, before, post):
        post.body = before.body
        if before.holder is not None:
            return  # else "Acme vice president and treasurer Anna Berg"
    if _is_named_behind(text, before):
        return  # "Secretary of State Tom Reed and French Foreign Minister Anna Berg"
    if before.determiner == "possessive" and before.body is not None:
        post.body = before.body if post.body is None else post.body
    elif before.possessor is not None and post.body is None and post.np_start == post.span.start:
        post.determiner, post.possessor = before.determiner, before.possessor  # "its chairman and president Tom Reed"
        before.holder = post.holder if before.holder is None else before.holder
    elif _has_body_of(text, before, post):
        before.body = post.body
    elif _has_holder_of(text, before, post):
        before.holder = post.holder
        bare = post.np_start == post.span.start
        before.body = post.body if before.body is None and bare else before.body


def _is_named_behind(text: _Text, post: Post) -> bool:
    return post.holder is not None and text.names[post.holder].start >= post.span.end


def _has_body_of(text: _Text, before: Post, post: Post) -> bool:
    """ "Anna Berg, president and chief executive of Acme"."""
    if before.body is not None or (before.holder is None and post.holder is not None):
        return False
    if post.body is None or post.span.title.plural:
        return False
    if _may_be_of(text, before, post.body) or post.span.title.name in FIRM_POSTS:
        return True
    return before.span.title.name in FIRMS_TOO and post.span.title.group == "organization"


def _has_holder_of(text: _Text, before: Post, post: Post) -> bool:
    """ "CIA director and secretary of state Mike Pompeo", "the UN envoy and former British minister Anna Berg"; "the
    French president and German minister Anna Berg" are two."""
    if before.holder is not None or before.span.title.plural or not _is_named_behind(text, post):
        return False
    if before.determiner == "the":
        return post.modifier == "former"
    if before.determiner != "" or _is_taken(text.doc, before):
        return False
    if post.np_start == post.span.start:
        return True
    heads = before.span.title.group == post.span.title.group == "state"  # nobody heads two states
    return before.body is not None and (not heads or post.modifier == "former")


def _is_taken(doc: Doc, post: Post) -> bool:
    """Whether the post is what somebody before it does something as: "will succeed Lund as chairman and treasurer Berg
    will stay"."""
    at = post.np_start - 1
    while at > 0 and doc[at].pos_ in {"CCONJ", *NP_NAMES}:
        at -= 1
    verb = doc[at].head
    return doc[at].lower_ == "as" and any(child.dep_ in {"dobj", "nsubjpass"} for child in verb.children)


def _shares_firm(text: _Text, before: Post, post: Post) -> bool:
    """ "Acme named Berg president and chief executive": the second post is of the first one's firm."""
    firm = before.body is not None and text.names[before.body].type == "Organization"
    one = None in {post.holder, before.holder} or post.holder == before.holder
    one = one and not _is_named_behind(text, before)
    return firm and one and post.body is None and (_is_of_firms(post) and _is_of_firms(before))


def _is_of_firms(post: Post) -> bool:
    return post.span.title.name in FIRM_POSTS or post.span.title.name in FIRMS_TOO


def is_predicate(token: Token) -> bool:
    """Whether a title says what somebody is or becomes ("became president", "served as mayor"): stands for nobody."""
    while token.dep_ == "conj" and token.head.pos_ == "NOUN":
        token = token.head
    return token.dep_ in {"attr", "oprd", "acomp", "appos", "compound", "amod"} or (
        token.dep_ == "pobj" and token.head.lower_ in {"as", "for"} and token.head.dep_ == "prep"
    )
