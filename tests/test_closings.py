"""What stands around a text about the text is not read; what only resembles it is."""

from __future__ import annotations

import pytest

from kg.read.agencies import read_press_words
from kg.read.layout import read_layout

WORDS = read_press_words()
TITLE = "Lyon opens its bridge"
LEAD = "The mayor of Lyon opened a new bridge over the Rhone on Tuesday, two years later than planned."
MORE = "Its builders blame the high water of the spring and the price of steel for the long delay."
BODY = [("headline", TITLE), ("paragraph", LEAD), ("paragraph", MORE)]


def read(text: str, *authors: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in read_layout(text, WORDS, authors=authors).blocks]


def below(*lines: str, authors: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """The blocks of a text with these lines below it."""
    return read("\n\n".join((TITLE, LEAD, MORE, *lines)), *authors)


@pytest.mark.parametrize(
    "line",
    [
        "Associated Press writer Anna Berg in Paris contributed to this report.",
        "Associated Press writers Anna Berg in Paris, Tom Reed in Oslo and Ida Holm in New York contributed.",
        "AP Sports Writer Tom Reed and video journalist Ida Holm in Lyon contributed to this story.",
        "Anna Berg reported from Oslo and Tom Reed from Paris.",
        "Berg reported from Oslo. Associated Press writer Tom Reed in Paris contributed to this report.",
        "Anna Berg and Tom Reed reported from Oslo, Ida Holm from Geneva and Jo Lee from Lyon, France.",
        "Additional reporting by Anna Berg in Oslo and Tom Reed in Paris",
        "Reporting by Anna Berg in Oslo; Editing by Tom Reed",
        "Reporting was contributed by Anna Berg, Tom Reed and Ida Holm.",
        "Ida Holm contributed research.",
        "Jo Lee, a freelance journalist in Lyon, contributed reporting.",
    ],
)
def test_who_else_reported_is_no_prose(line: str):
    assert below(line) == BODY
    assert below(f"({line})") == BODY
    assert below(line, "© 2024 The Lyon Courier") == BODY


def test_an_agency_whose_writers_contributed_is_credited():
    text = "\n".join((TITLE, LEAD, MORE, "Associated Press writer Anna Berg in Paris contributed to this report."))
    assert [(field, value) for field, value, _ in read_layout(text, WORDS).facts] == [("credits", "Associated Press")]


@pytest.mark.parametrize(
    "prose",
    [
        "Anna Berg, who reported from Oslo for ten years, and Tom Reed left the paper in the spring of 2020.",
        "The storm contributed to the delay of the works, said Anna Berg of Norvik Energy on Monday.",
        "Norvik Energy contributed 30 million to the bridge, and the rest was paid by the state of France.",
        "Tom Reed contributed to the book that Anna Berg had published in Paris the year before her death.",
        "The police reported from Lyon that two people had been hurt when the crane came down.",
    ],
)
def test_sentences_about_contributions_stay(prose: str):
    assert below(prose) == [*BODY, ("paragraph", prose)]


def test_reporters_in_the_middle_of_an_article_are_its_matter():
    prose = "Anna Berg reported from Oslo and Tom Reed from Paris."
    assert below(prose, LEAD) == [*BODY, ("paragraph", prose), ("paragraph", LEAD)]


@pytest.mark.parametrize(
    "line",
    [
        "Anna Berg is a reporter covering energy in northern Europe. Follow her on X @annaberg.",
        "Anna Berg covers the north of Europe for The Lyon Courier. She has lived in Oslo since 2015.",
        "Anna Berg, a fellow at the Hallan Institute, was an adviser to the government of Norway until 2019.",
        "Anna Berg has been with the paper since 2002 and won the Hallan Prize for her work on the fjords.",
        "*Anna Berg is the author of two books on bridges.*",
    ],
)
@pytest.mark.parametrize("told", ["in the text", "by metadata"])
def test_who_the_author_is_is_no_prose(line: str, told: str):
    if told == "by metadata":
        assert below(line, authors=("Anna Berg",)) == BODY
    else:
        assert read("\n\n".join((TITLE, "By Anna Berg", LEAD, MORE, line))) == BODY


@pytest.mark.parametrize(
    "line",
    [
        "The writer is a former ambassador of France to Norway and teaches history in Oslo.",
        "The author is a fellow at the Hallan Institute. The views expressed here are his own.",
        "Tom Reed is a senior reporter at The Lyon Courier. You can email him at tom@ex.org or call the desk.",
    ],
)
def test_what_says_that_it_is_about_the_writer_needs_no_byline(line: str):
    assert below(line) == BODY


@pytest.mark.parametrize(
    "prose",
    [
        "Anna Berg is a reporter at The Lyon Courier, which had asked for the papers for many years.",
        "Tom Reed is a fellow at the Hallan Institute in Oslo, and he was the first to see the cracks.",
        "The author is survived by her husband and two sons, who live in the house by the river in Lyon.",
        "The writer was awarded the prize in 1998 and never wrote another word, her neighbours say.",
    ],
)
def test_people_at_the_end_who_wrote_nothing_stay(prose: str):
    assert below(prose, authors=("Ida Holm",)) == [*BODY, ("paragraph", prose)]


def test_an_article_on_an_author_may_end_with_her():
    prose = "The author is a native of Lyon and left it only once, for a year in Oslo, after the war."
    told = "Nobody had asked the author what she thought of the new bridge over the Rhone, and she was glad."
    assert below(told, prose) == [*BODY, ("paragraph", told), ("paragraph", prose)]


def test_the_author_in_the_middle_of_a_text_stays():
    prose = "Anna Berg is a reporter covering energy in northern Europe, and she was there when it opened."
    assert below(prose, LEAD, authors=("Anna Berg",)) == [*BODY, ("paragraph", prose), ("paragraph", LEAD)]


@pytest.mark.parametrize(
    "line",
    [
        "Sign up for our daily newsletter.",
        "Sign up for the Lyon Courier Morning newsletter and get the news of the day in your inbox.",
        "Subscribe to our weekly newsletter for more on bridges and rivers in the south of France.",
        "Log in to comment",
        "Sign in or register to comment.",
        "You must be logged in to post a comment.",
        "Join the conversation",
        "Comments are closed.",
        "Advertisement 1Story continues below",
        "This advertisement has not loaded yet, but your article continues below.",
        "If you buy through our links, we may earn an affiliate commission.",
        "Our Standards: The Courier Trust Principles.",
        "Follow us on Facebook and X.",
        "Follow her on X: @annaberg.",
        "The views expressed in this column are the author’s own.",
        "10:45 GMT",
        "10.45am",
        "5 minutes ago",
        "2h ago",
        "Read more: Lyon closes its old bridge",
        "RELATED: Who pays for the new bridge?",
        "ALSO READ | Lyon closes its old bridge",
        "Watch: the mayor opens the bridge.",
    ],
)
def test_what_the_page_says_of_itself_is_no_prose_wherever_it_stands(line: str):
    assert below(line) == BODY
    assert read("\n".join((TITLE, LEAD, line, MORE))) == BODY
    assert read("\n".join((line, TITLE, LEAD, MORE))) == BODY


@pytest.mark.parametrize(
    "prose",
    [
        "Sign up for the race by Friday, the mayor told the people of Lyon on the radio in the morning.",
        "Subscribers to the newsletter of the mayor were told first, and many of them came to the river.",
        "Readers may comment on the plan until the end of May; the mayor will answer them herself in June.",
        "Related: the word is used in law for those who share a grandparent. Berg and Reed do not.",
        "The bridge opened at 10:45 GMT.",
        "Advertisement for the bridge began in May, long before the first stone had been laid in the river.",
        "Watch what she does, Reed said, and not what she says about the bridge and about her predecessor.",
    ],
)
def test_sentences_that_resemble_the_pages_own_stay(prose: str):
    assert below(prose, LEAD) == [*BODY, ("paragraph", prose), ("paragraph", LEAD)]


TEASERS = [
    (
        "Old bridge of Lyon is closed",
        "The old bridge of Lyon was closed on Monday after Anna Berg found cracks in its piers.",
    ),
    ("Paris plans a tunnel under the Seine", "Tom Reed met the mayor of Paris to talk about a tunnel under the river."),
    ("Norvik Energy buys a dam", "Norvik Energy bought a dam in the Alps from Courier Power, both companies said …"),
]


@pytest.mark.parametrize(
    "marker",
    [
        "Related stories",
        "More from The Lyon Courier",
        "Also on Courier Online:",
        "You may also like",
        "Most read",
        "READ MORE",
    ],
)
@pytest.mark.parametrize("many", [2, 3])
def test_titles_and_summaries_of_other_articles_are_no_prose(marker: str, many: int):
    lines = [line for pair in TEASERS[:many] for line in pair]
    assert below(marker, *lines) == BODY
    assert below(marker, *(line for pair in TEASERS[:many] for line in (*pair, "March 5, 2024"))) == BODY
    assert below(marker, *(title for title, _ in TEASERS[:many])) == BODY


@pytest.mark.parametrize("marker", ["Related stories", "More from NBC’s TODAY:", "Read more"])
def test_text_that_goes_on_below_a_box_of_links_is_read(marker: str):
    links = [title for title, _ in TEASERS]
    for lines in (
        [*links, LEAD, MORE],
        [links[0], LEAD, MORE, LEAD],
        [LEAD],
        [links[0], LEAD, "What it cost", MORE, LEAD],
    ):
        assert [block for block in below(marker, *lines) if block[0] == "paragraph"] == [
            ("paragraph", line) for line in (LEAD, MORE, *(one for one in lines if one in {LEAD, MORE}))
        ]


def test_the_mark_of_a_retweet_is_no_prose():
    assert read(f"RT @CourierLyon: {LEAD}\n{MORE}") == [("paragraph", LEAD), ("paragraph", MORE)]


def test_an_agency_and_a_city_in_a_line_are_credit_and_dateline():
    assert read(f"{TITLE}\n\nAFP, MANILA\n\n{LEAD}\n\n{MORE}")[1] == ("dateline", "MANILA")
    assert read(f"AFP, MANILA\n\n{LEAD}\n\n{MORE}")[0] == ("dateline", "MANILA")
