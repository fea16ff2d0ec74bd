"""One person behind many names over the corpus, and two people behind one name."""

from __future__ import annotations

from datetime import date

import pytest

from kg.know.leaders import load_leaders
from kg.model import Story
from kg.resolve.people import local_people
from tests.corpora import Written, entity_of, resolved
from tests.reading import Reader


def article(ident: str, *people: tuple[str, str], **about: str) -> Written:
    """An article that names people: (surface, title or "")."""
    written = Written(ident, **about)
    for surface, title in people:
        written.person(surface, title=title)
    return written


def same(*articles: Written, stories: tuple[Story, ...] = ()) -> bool:
    """Whether the first person of each article is one."""
    resolution = resolved(articles, stories=stories)
    firsts = [next(i for i, m in enumerate(a.mentions) if m.type == "Person") for a in articles]
    return len({resolution.of[a.ident][i] for a, i in zip(articles, firsts, strict=True)}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Donald Trump", "Donald J. Trump"),
        ("Robert F. Kennedy", "Robert Kennedy"),
        ("Kim Jong-un", "Kim Jong Un"),
        ("Viktor Orbán", "Viktor Orban"),
        ("Kishida Fumio", "Fumio Kishida"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskiy"),
        ("Jean-Claude Muller", "Jean Claude Müller"),
        ("Bill Hartwell", "William Hartwell"),
        ("Sirus B. Sirus", "Sirus Sirus"),
        ("Karl S. Hartwell III", "Karl Hartwell"),
    ],
)
def test_forms_of_one_name_are_one_person(one: str, other: str):
    assert same(article("a", (one, "")), article("b", (other, "")))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("George Bush", "Laura Bush"),
        ("Robert Kennedy Jr.", "Robert Kennedy Sr."),
        ("Robert Kennedy Jr.", "Robert Kennedy"),
        ("Karl Hartwell III", "Karl Hartwell II"),
        ("Lee Jae Myung", "Lee Hsien Loong"),
        ("Karl Hansen", "Karl Hanson"),
        ("Anna Berg", "Anna Reed"),
    ],
)
def test_names_of_two_people_stay_two(one: str, other: str):
    assert not same(article("a", (one, "")), article("b", (other, "")))


def test_a_longer_name_that_stands_only_beside_the_short_one_is_no_rival():
    long, short = article("a", ("Karl B. Hartwell", "")), article("b", ("Karl Hartwell", ""))
    beside = article("c", ("Karl Hartwell", ""), ("Karl Hartwell Memo", ""))
    assert same(long, short, beside)
    rival = article("d", ("Karl R. Hartwell", ""))
    assert not same(long, short, beside, rival)
    assert not same(long, short, rival)


def test_a_join_says_why():
    a, b = article("a", ("Donald Trump", "")), article("b", ("Donald J. Trump", ""))
    entity = entity_of(resolved([a, b]), a, 0)
    assert entity is not None
    assert [reason for reason in entity.merged_because if "Donald Trump" in reason and "Donald J. Trump" in reason]


def test_namesakes_of_different_sex_are_two():
    a, b = Written("a"), Written("b")
    a.person("Kim Hale", gender="female")
    b.person("Kim Hale", gender="male")
    assert not same(a, b)


def test_namesakes_in_different_walks_of_life_are_two():
    assert not same(article("a", ("Jonas Lind", "striker")), article("b", ("Jonas Lind", "finance minister")))


def test_posts_of_one_walk_of_life_change_hands():
    assert same(article("a", ("Jonas Lind", "foreign minister")), article("b", ("Jonas Lind", "finance minister")))


def test_a_contradiction_keeps_a_third_namesake_from_joining_both():
    """The one without any fact may be either; the striker and the minister are never joined through it."""
    striker, nobody, minister = (
        article("a", ("Jonas Lind", "striker")),
        article("b", ("Jonas Lind", "")),
        article("c", ("Jonas Lind", "finance minister")),
    )
    assert not same(striker, minister)
    resolution = resolved([striker, nobody, minister])
    assert resolution.of["a"][1] != resolution.of["c"][1]


def test_a_bare_surname_alone_does_not_make_somebody():
    assert not same(article("a", ("Anna Berg", "")), article("b", ("Berg", "")))


def test_a_bare_surname_with_the_same_post_is_that_person():
    a, b = Written("a"), Written("b")
    a.person("Anna Berg", title="president", body=a.place("Chile"))
    b.person("Berg", title="president", body=b.place("Chile"))
    assert same(a, b)


def test_a_bare_surname_with_the_same_post_elsewhere_is_somebody_else():
    a, b = Written("a"), Written("b")
    a.person("Anna Berg", title="president", body=a.place("Chile"))
    b.person("Berg", title="president", body=b.place("Peru"))
    assert not same(a, b)


def test_a_bare_surname_in_the_same_company_is_that_person():
    others = [("Tom Reed", ""), ("Luis Soto", "")]
    assert same(article("a", ("Anna Berg", ""), *others), article("b", ("Berg", ""), *others))


def test_a_bare_surname_in_a_copy_of_the_story_is_that_person():
    story = Story("s", ("a", "b"))
    assert same(article("a", ("Anna Berg", "")), article("b", ("Berg", "")), stories=(story,))


def test_a_bare_surname_that_two_fit_equally_is_neither():
    others = [("Tom Reed", ""), ("Luis Soto", "")]
    articles = [
        article("a", ("Anna Berg", ""), *others),
        article("b", ("Karl Berg", ""), *others),
        article("c", ("Berg", ""), *others),
    ]
    resolution = resolved(articles)
    assert resolution.of["c"][0] not in {resolution.of["a"][0], resolution.of["b"][0]}


def test_a_bare_surname_that_its_article_tells_from_the_full_name_is_not_that_person():
    """ "Mr Berg met Anna Berg in Oslo, and Tom Reed and Luis Soto": what both stand beside says nothing."""
    written = article("a", ("Berg", ""), ("Anna Berg", ""), ("Tom Reed", ""), ("Luis Soto", ""))
    resolution = resolved([written], stories=(Story("s", ("a",)),))
    assert resolution.of["a"][0] != resolution.of["a"][1]


def test_a_bare_name_without_any_full_one_is_one_person_throughout():
    assert same(article("a", ("Naruhito", "")), article("b", ("Naruhito", "")))


def test_a_short_form_that_two_longer_names_fit_joins_neither_from_afar():
    articles = [
        article("a", ("John B. Smith", "")),
        article("b", ("John C. Smith", "")),
        article("c", ("John Smith", "")),
    ]
    resolution = resolved(articles)
    assert len({resolution.of[a.ident][0] for a in articles}) == 3


def test_within_an_article_the_short_form_is_the_full_ones():
    written = Written("a")
    full = written.person("Anna Berg")
    short = written.person("Berg", "Anna Berg")
    entity = entity_of(resolved([written]), written, short)
    assert entity == entity_of(resolved([written]), written, full)
    assert entity is not None
    assert entity.name == "Anna Berg"
    assert entity.merged_because == ("Anna Berg = Berg: the only one of this name in an article",)


def test_local_people_keep_posts_and_worlds():
    written = Written("a")
    written.person("Jonas Lind", title="striker", body=written.organization("Hamburg"), gender="male")
    people = local_people(written.extraction(), {1: "Organization:hamburg"}, {"striker": "sport"}, lambda *_: None)
    assert [(p.name, p.gender, p.posts, p.worlds) for p in people] == [
        ("jonas lind", "male", {("striker", "Organization:hamburg")}, {"sport"})
    ]


@pytest.mark.parametrize(
    ("others", "one"), [(("Mark Lindqvist", "Anna Thorvald"), True), (("Mark Solheim", "Anna Grindal"), False)]
)
def test_a_bare_surname_is_told_by_whom_it_is_named_with_and_not_by_their_first_names(
    others: tuple[str, str], one: bool
):
    full = article("a", ("Zak Velten", ""), ("Mark Lindqvist", ""), ("Anna Thorvald", ""))
    assert same(full, article("b", ("Velten", ""), *((other, "") for other in others))) is one


@pytest.mark.parametrize(("names", "one"), [(6, True), (40, False)])
def test_two_names_that_long_lists_share_make_no_company(names: int, one: bool):
    shared = (("Mark Lindqvist", ""), ("Anna Thorvald", ""))
    lists = [
        tuple((f"Tom {side}berg{chr(97 + at // 26)}{chr(97 + at % 26)}", "") for at in range(names)) for side in "XY"
    ]
    assert (
        same(article("a", ("Zak Velten", ""), *shared, *lists[0]), article("b", ("Velten", ""), *shared, *lists[1]))
        is one
    )


@pytest.mark.parametrize("relative", ["Park Ki-jung", "Park Jin-ho", "Park Min-su"])
def test_a_family_name_that_stands_first_is_the_presidents_and_not_his_fathers(read: Reader, relative: str):
    text = f"President Park Hyun-woo of South Korea spoke. Park's father, the economist {relative}, died. Park wept."
    assert read(text).means({"surface": "Park", "occurrence": 4}) == "Park Hyun-woo"


def test_a_leader_goes_by_the_last_two_of_three_names():
    articles = [Written("a", "2023-03-01"), Written("b", "2023-03-02")]
    articles[0].person("Recep Tayyip Erdogan", title="president", body=articles[0].place("Turkey"))
    articles[1].person("Tayyip Erdogan", title="president")
    resolution = resolved(articles, world=True)
    people = [
        {resolution.of[one.ident][i] for i, mention in enumerate(one.mentions) if mention.type == "Person"}
        for one in articles
    ]
    assert people == [{("recep-tayyip-erdogan",)}] * 2


def test_somebody_with_two_of_a_leaders_names_and_another_family_is_nobody_of_the_table():
    assert not load_leaders().terms("recep tayyip", "president", date(2023, 3, 1))
    assert not load_leaders().terms("tayyip yilmaz", "president", date(2023, 3, 1))
