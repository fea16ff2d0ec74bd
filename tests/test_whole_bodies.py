"""Whole names of bodies, and what looks like a name and is none."""

from __future__ import annotations

import pytest

from kg.run.extract import Extractor
from tests.corpora import Written, entity_of, resolved
from tests.test_names import found


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Anna Berg is executive director of Forensics for Justice.", "Forensics for Justice"),
        (
            "She was a fellow at the Washington Institute for Near East Policy.",
            "Washington Institute for Near East Policy",
        ),
        ("Amnesty International UK's chief executive Tom Hale praised her.", "Amnesty International UK"),
        ("Democratic Party for the People leader Yuki Tanabe resigned.", "Democratic Party for the People"),
        ("Data from U.S. Customs and Border Protection show it.", "U.S. Customs and Border Protection"),
        ("The Israeli military denied it.", "Israeli military"),
        ("The Russian army shelled Kharkiv.", "Russian army"),
        ("U.S. District Court Judge Carl Nolan ruled on Monday.", "U.S. District Court"),
        ("McDonald's opened a restaurant in Leeds.", "McDonald's"),
        ("The Ninth Circuit ruled on Monday.", "Ninth Circuit"),
        ("She is a professor at King's College London.", "King's College London"),
        ("Acme bought Len M. House and Associates for an unknown sum.", "Len M. House and Associates"),
        ("The medical journal Neurology published the study.", "Neurology"),
        ("He posted it on the online forum Brindle.", "Brindle"),
        ("He left the White House. White House Economics Advisor Peter Novak stayed.", "White House"),
    ],
)
def test_a_body_has_its_whole_name(extractor: Extractor, text: str, name: str):
    assert name in dict(found(extractor, text))


@pytest.mark.parametrize(
    ("text", "names"),
    [
        (
            "The Department of Homeland Security and Social Security Administration answered.",
            {"Department of Homeland Security", "Social Security Administration"},
        ),
        ("The departments of Justice, Trade, and Home Affairs need money.", {"Justice", "Trade", "Home Affairs"}),
        (
            "The departments of Justice, Health and Human Services, and Trade need money.",
            {"Justice", "Health and Human Services", "Trade"},
        ),
        ("Tom Reed heads Idea (Institute of Trade Affairs).", {"Tom Reed", "Idea", "Institute of Trade Affairs"}),
        ("The United Nations (UN) General Assembly met.", {"United Nations", "UN", "General Assembly"}),
        ("Luton 0 Hull 2. Luton played better than Hull.", {"Luton", "Hull"}),
    ],
)
def test_several_names_in_one_are_parted(extractor: Extractor, text: str, names: set[str]):
    assert set(dict(found(extractor, text))) == names


def test_ministries_whose_names_have_an_and_stay_one(extractor: Extractor):
    text = "The Department of Health and Human Services sued. The Ministry of Trade and Industry did not."
    assert {"Department of Health and Human Services", "Ministry of Trade and Industry"} <= set(
        dict(found(extractor, text))
    )


@pytest.mark.parametrize(
    ("text", "nobody"),
    [
        ("The Safeguarding Ballots Act, proposed by Anna Berg, was rejected.", "Safeguarding Ballots Act"),
        ("The Stop Foreign Funds in Election Act passed.", "Stop Foreign Funds"),
        ("It repeals President Reed's Executive Order 14001.", "Executive Order"),
        ("The Bill will also remove restrictions, he said. An Employment Rights Bill follows.", "Bill"),
        ("CHINESE AGGRESSION: Manila accused Beijing of sideswiping a boat.", "AGGRESSION"),
        ("The Rear Admiral thanked Rear Admiral Dan Levi.", "Rear Admiral"),
        ("He played the video game “Valdheim.” It sold well.", "Valdheim"),
        ("Black voters and Latino voters stayed home.", "Black"),
        ("THE FACTS: After two years it is over.", "FACTS"),
        ("He sold 40 mln dlrs of U.S. Dlrs in June.", "U.S. Dlrs"),
        ("New Home Secretary Tom Reed spoke.", "New"),
        ("He was charged with Contempt of Congress.", "Contempt of Congress"),
    ],
)
def test_laws_units_peoples_and_labels_are_nobody(extractor: Extractor, text: str, nobody: str):
    assert not any(nobody in words for words, _ in found(extractor, text))


def test_a_bill_is_nobody_though_somebody_is_called_so(extractor: Extractor):
    names = [words for words, _ in found(extractor, "The Bill passed. Bill Reed voted for the Bill. The Bill is long.")]
    assert names == ["Bill Reed"]


def test_people_called_law_and_june_are_people(extractor: Extractor):
    names = dict(found(extractor, "Jude Law met June Berg in Leeds. June praised him."))
    assert names["Jude Law"] == names["June Berg"] == names["June"] == "Person"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kazakh President Kassym-Jomart Tulenov met him.", "Kassym-Jomart Tulenov"),
        ("Paul King and Mark Page were arrested.", "Paul King"),
        ("Mary Prince wept in court.", "Mary Prince"),
        ("Prime Minister Datuk Seri Farid Hamid met Tan Sri Lim Wei.", "Farid Hamid"),
        ("Prime Minister Datuk Seri Farid Hamid met Tan Sri Lim Wei.", "Lim Wei"),
        ("Tory co-chairman Liam Hale spoke.", "Liam Hale"),
        ("He is accused of stabbing 21-year-old Kaylee Berg of Rathdrum, Idaho on Monday.", "Kaylee Berg"),
    ],
)
def test_a_person_has_the_whole_name_and_no_title(extractor: Extractor, text: str, name: str):
    assert dict(found(extractor, text)).get(name) == "Person"


def test_a_surname_that_is_a_title_stays_one(extractor: Extractor):
    names = [words for words, _ in found(extractor, "Paul King was arrested. King was freed on Monday.")]
    assert names == ["Paul King", "King"]


def test_a_king_beside_somebody_called_king_is_none(extractor: Extractor):
    names = [words for words, _ in found(extractor, "Paul King was arrested. The King thanked the police.")]
    assert names == ["Paul King"]


def test_a_large_city_behind_from_is_a_place(extractor: Extractor):
    text = "One of the protesters, Hayley Wells, 42, a lecturer from Nottingham, said so."
    assert dict(found(extractor, text))["Nottingham"] == "Place"


def test_a_thing_is_nobody_wherever_it_stands(extractor: Extractor):
    text = "Anna AI Berg sells software. AI will change schools, and AI is here, said Tom Reed."
    assert "AI" not in dict(found(extractor, text))


def test_a_name_of_a_firm_is_shown_whole():
    written = Written("a")
    indices = [written.organization(name) for name in ("Cairndale", "Cairndale Energy", "Cairndale")]
    entity = entity_of(resolved([written]), written, indices[0])
    assert entity is not None
    assert entity.name == "Cairndale Energy"
