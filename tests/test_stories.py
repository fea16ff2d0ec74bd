"""Which articles are copies or rewrites of one another, and why."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import permutations
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.model import Article, Story
from kg.read.agencies import read_press_words
from kg.read.articles import make_article
from kg.read.records import Record
from kg.read.stories import find_overlaps, find_stories, group, sign

WORDS = read_press_words()

WIRE = """LYON, March 5 (Reuters) - The mayor of Lyon opened a new bridge over the Rhone on Tuesday, two years later
than planned and at nearly twice the price, after floods had washed away the first pillars and a builder had
gone bankrupt.

The bridge carries trams, bicycles and people on foot but no cars, and links the old quarter of the silk weavers with
the university hospital on the eastern bank, where eleven thousand people work in three shifts around the clock.

Engineers from Grenoble designed the flat arch of weathering steel, which was welded on a barge and swung into place at
night in November while the river was closed to shipping for nine hours.

"We have waited long, and it was worth it," the mayor told hundreds of guests before the first tram crossed the river.
"""
REWRITE = """Lyon gets its car-free bridge

The mayor of Lyon opened a new bridge over the Rhone on Tuesday, nearly twice as expensive as thought and two years
later than planned. Floods had washed away the first pillars, and one builder went bankrupt.

Trams, bicycles and people on foot may use it. It links the old quarter of the silk weavers with the university hospital
on the eastern bank, where eleven thousand people work.

The flat arch of weathering steel was designed by engineers from Grenoble.

With information from Reuters.
"""
LOOSE = """Trams cross the Rhone

Lyon has a new bridge without cars. Floods washed away pillars and a builder went bankrupt, so that it cost nearly twice
the planned sum. Engineers from Grenoble had the idea of a flat arch in weathering steel for trams and bicycles.

The university hospital on the eastern bank employs eleven thousand people, many of whom live near the silk weavers of
the old quarter and used to wait for the ferry.

(With inputs from Reuters)
"""
OWN = """A walk over the water

I was there when the tram came out of the fog, and I will not forget it. An old woman beside me had brought a folding
chair. She had been born in a house which stood where the ramp is now, she said.

"We have waited long, and it was worth it," the mayor told hundreds of guests before the first tram crossed the river.

Nobody around us seemed to mind the rain, the speeches, or that the coffee had run out an hour before.
"""


def article(text: str, day: str = "2024-03-05", name: str = "") -> Article:
    record = Record(name or text[:12], text, {"published": day, "id": name or None}, "test")
    return make_article(record, WORDS)


WIRE_A, REWRITE_A, LOOSE_A, OWN_A = (
    article(text, name=name) for text, name in ((WIRE, "wire"), (REWRITE, "rewrite"), (LOOSE, "loose"), (OWN, "own"))
)


def stories(articles: Iterable[Article]) -> list[tuple[str, ...]]:
    return sorted(story.articles for story in find_stories(articles, WORDS))


def the_story(articles: Iterable[Article], member: str) -> Story:
    return next(story for story in find_stories(articles, WORDS) if member in story.articles)


def test_a_report_and_its_rewrites_are_one_story_and_a_witness_is_another():
    assert stories([WIRE_A, REWRITE_A, LOOSE_A, OWN_A]) == [("loose", "rewrite", "wire"), ("own",)]


def test_every_article_of_a_story_but_one_has_its_reason():
    story = the_story([WIRE_A, REWRITE_A, LOOSE_A, OWN_A], "wire")
    assert len(story.reasons) == 2
    assert all("Reuters" in reason for reason in story.reasons)
    assert {reason.partition(" share ")[2].partition(": ")[2].partition(";")[0] for reason in story.reasons} <= {
        "the same text", "text of the other", "rewritten from one report",
    }  # fmt: skip
    assert not any(" 0%" in reason for reason in story.reasons)
    assert story.agency == "Reuters"


def test_a_reason_names_articles_by_their_titles_and_says_what_binds_them():
    one, other = (
        article(f"{title}\n\n{LOOSE}", name=name) for title, name in (("Tram runs", "x1"), ("River crossed", "x2"))
    )
    [reason] = the_story([one, other], "x1").reasons
    assert "“Tram runs” and “River crossed” share" in reason
    assert "100% of the shorter one's: the same text" in reason


def test_a_shared_statement_alone_binds_nothing():
    quoting = article("Mayor speaks\n\n" + OWN.split("\n\n")[2] + " She left soon after.", name="quoting")
    assert stories([OWN_A, quoting]) == [("own",), ("quoting",)]


def test_a_copy_is_a_copy_years_later_but_a_loose_rewrite_is_not():
    late_copy = article(WIRE.replace("LYON, March 5 (Reuters) - ", ""), "2026-01-01", "late")
    assert stories([WIRE_A, late_copy]) == [("late", "wire")]
    late_rewrite = article(LOOSE, "2024-05-01", "late")
    assert stories([WIRE_A, late_rewrite]) == [("late",), ("wire",)]


def test_words_in_common_without_an_agency_in_common_bind_nothing():
    elsewhere = article(LOOSE.replace("Reuters", "dpa"), name="elsewhere")
    assert stories([WIRE_A, elsewhere]) == [("elsewhere",), ("wire",)]


def test_unnamed_agencies_count_with_the_agency_the_text_names():
    byline = "By Staff, Agencies\n\nAccording to Reuters, the river was closed for nine hours. "
    taken = article(byline + LOOSE.split("\n\n")[1] + "\n\n" + LOOSE.split("\n\n")[2], name="taken")
    story = the_story([WIRE_A, taken], "wire")
    assert story.articles == ("taken", "wire")
    assert "” credits agencies and names and wire credits Reuters" in story.reasons[0]


def test_an_agencys_own_report_is_one_story_with_the_paper_that_credits_it():
    own = make_article(
        Record("w", WIRE.replace("(Reuters) ", ""), {"id": "wire", "publisher": "Coast Wire"}, "test"), WORDS
    )
    taken = article(LOOSE.replace("Reuters", "Coast Wire"), name="taken")
    assert the_story([own, taken], "wire").articles == ("taken", "wire")
    assert the_story([own, taken], "wire").agency == "Coast Wire"


def test_two_reports_of_one_paper_that_credits_nobody_are_two_stories():
    one, other = (
        make_article(Record("w", text, {"id": text[:4], "publisher": "Coast Wire"}, "test"), WORDS)
        for text in (WIRE.replace("(Reuters) ", ""), LOOSE.replace("(With inputs from Reuters)", ""))
    )
    assert len(find_stories([one, other], WORDS)) == 2


def test_a_hundred_copies_are_one_story():
    copies = [
        article(f"{WIRE}\n\nPrinted in town number {n} of the region by its own paper.", name=f"{n:03}")
        for n in range(100)
    ]
    assert len(find_stories(copies, WORDS)) == 1


def test_a_chain_of_followups_is_not_one_endless_story():
    """Each day's report repeats a third of the day before; the first and the tenth have nothing in common."""
    parts = [f"On day {n} " + " ".join(f"alpha{n}x{i} beta{n}x{i}" for i in range(40)) + "." for n in range(23)]
    chain = [article("\n\n".join(parts[2 * n : 2 * n + 3]), f"2024-03-{n + 1:02}", f"{n:02}") for n in range(11)]
    assert max(len(story.articles) for story in find_stories(chain, WORDS)) <= 3


def test_grouping_kept_signatures_equals_grouping_articles():
    everything = [WIRE_A, REWRITE_A, LOOSE_A, OWN_A]
    signed = [sign(one, WORDS) for one in everything]
    assert group(signed, find_overlaps(signed)) == find_stories(everything, WORDS)


def test_the_order_of_the_articles_does_not_matter():
    everything = [WIRE_A, REWRITE_A, LOOSE_A, OWN_A]
    assert all(find_stories(order, WORDS) == find_stories(everything, WORDS) for order in permutations(everything))


def test_overlaps_tell_numbers():
    (overlap,) = find_overlaps([sign(WIRE_A, WORDS), sign(REWRITE_A, WORDS)])
    assert (overlap.one, overlap.other, overlap.agencies, overlap.days) == ("rewrite", "wire", ("Reuters",), 0)
    assert overlap.runs > 12
    assert 0.1 < overlap.run_share < 1


def test_two_reports_of_one_agency_are_two_stories_that_name_it():
    other = article(OWN.replace("\n\nI was", "\n\nROME (Reuters) - I was"), name="rome")
    first, second = find_stories([WIRE_A, other], WORDS)
    assert first.agency == second.agency == "Reuters"
    assert the_story([OWN_A], "own").agency is None


def test_no_articles_are_no_stories():
    assert find_stories([], WORDS) == []


def test_undated_articles_are_compared_by_their_text():
    undated = make_article(Record("x", REWRITE, {"id": "undated"}, "test", path=str(Path("x.txt"))), WORDS)
    assert undated.published is None
    assert stories([WIRE_A, undated]) == [("undated", "wire")]


TEXTS = st.lists(st.sampled_from((WIRE + REWRITE + LOOSE + OWN).split("\n\n")), min_size=1, max_size=5).map("\n\n".join)


@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, st.dates(date(2024, 3, 1), date(2024, 3, 9))), max_size=8))
def test_every_article_is_in_exactly_one_story(texts: list[tuple[str, date]]):
    articles = [article(text, day.isoformat(), str(n)) for n, (text, day) in enumerate(texts)]
    found = find_stories(articles, WORDS)
    assert sorted(member for story in found for member in story.articles) == sorted(one.id for one in articles)
    assert len({story.id for story in found}) == len(found)
    assert all(len(story.reasons) == len(story.articles) - 1 for story in found)
