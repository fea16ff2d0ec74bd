"""Which lines of a news text are prose, and what the others say about it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read.agencies import read_press_words
from kg.read.layout import Layout, read_layout

WORDS = read_press_words()
LEAD = "The mayor of Lyon opened a new bridge over the Rhone on Tuesday, two years later than planned."
MORE = "Its builders blame the high water of the spring and the price of steel for the long delay."


def layout(text: str) -> Layout:
    return read_layout(text, WORDS)


def pairs(text: str) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout(text).blocks]


def facts(text: str) -> list[tuple[str, str]]:
    return [(field, value) for field, value, _ in layout(text).facts]


def test_a_single_line_is_one_paragraph_whatever_it_looks_like():
    for text in ("Port authority says no", "ROME IS CLOSED", "By Anna Berg", LEAD):
        assert pairs(text) == [("paragraph", text)]


def test_date_caption_photographer_and_byline_before_the_first_sentence():
    text = (
        " date 2024-03-05 Workers hang flags on the new bridge in Lyon, France, March 4, 2024. REUTERS/Anna Berg\n\n"
        f"By Tom Reed, Maria van den Berg and Luis O'Hara\n\n{LEAD}\n\n{MORE}\n"
    )
    assert pairs(text) == [
        ("caption", "Workers hang flags on the new bridge in Lyon, France, March 4, 2024."),
        ("paragraph", LEAD),
        ("paragraph", MORE),
    ]
    assert facts(text) == [
        ("published", "2024-03-05"),
        ("credits", "Reuters"),
        ("authors", "Tom Reed"),
        ("authors", "Maria van den Berg"),
        ("authors", "Luis O'Hara"),
    ]


def test_every_fact_names_the_line_it_stands_in():
    text = f"Lyon opens its bridge\nMarch 5, 2024\nBy Tom Reed\n\n{LEAD}\n{MORE}\n\n(Reporting by Ida Holm)"
    assert layout(text).facts == (("published", "2024-03-05", "line 2"), ("authors", "Tom Reed", "byline, line 3"))
    assert [kind for kind, _ in pairs(text)] == ["headline", "paragraph", "paragraph"]


def test_a_headline_printed_twice_is_a_heading_the_second_time():
    text = f"Lyon opens its new bridge at last\n\nLyon opens its new bridge at last\n{LEAD}\nAFP\n\n{MORE}\n{MORE}"
    assert [kind for kind, _ in pairs(text)] == ["headline", "heading", "caption", "paragraph", "paragraph"]
    assert layout(text).title == "Lyon opens its new bridge at last"
    assert layout(text).facts == (("credits", "Agence France-Presse", "photo credit, line 5"),)


@pytest.mark.parametrize(
    ("dateline", "place", "found"),
    [
        ("LYON, France — ", "LYON, France", []),
        ("LYON (Reuters) - ", "LYON", [("credits", "Reuters")]),
        ("LYON, March 5 (Reuters) – ", "LYON", [("credits", "Reuters")]),
        ("Lyon, March 5: ", "Lyon", []),
        ("Lyon, March 5, 2024 (AFP) -- ", "Lyon", [("credits", "Agence France-Presse"), ("published", "2024-03-05")]),
        ("PARIS: ", "PARIS", []),
        ("(AP) — ", None, [("credits", "Associated Press")]),
        ("NEW YORK/PARIS (Reuters) - ", "NEW YORK/PARIS", [("credits", "Reuters")]),
        ("LYON 2024-03-05 — ", "LYON", [("published", "2024-03-05")]),
        ("Lyon, 2024-03-05: ", "Lyon", [("published", "2024-03-05")]),
        ("LYON, France, 27.3.2024 – ", "LYON, France", [("published", "2024-03-27")]),
        ("NEW YORK, 2024-03-05 (AP) - ", "NEW YORK", [("credits", "Associated Press"), ("published", "2024-03-05")]),
        ("Lyon, 05.03.2024, Kyodo - ", "Lyon", [("credits", "Kyodo News"), ("published", "2024-03-05")]),
    ],
)
def test_a_dateline_is_a_place_of_its_own_and_the_sentence_starts_after_it(
    dateline: str, place: str | None, found: list[tuple[str, str]]
):
    text = f"{dateline}{LEAD}\n{MORE}"
    places = [("dateline", place)] if place else []
    assert pairs(text) == [*places, ("paragraph", LEAD), ("paragraph", MORE)]
    assert facts(text) == found


FORMS = [
    "OSLO (%s) - ",
    "Oslo (%s) -- ",
    "OSLO, March 5 (%s) – ",
    "Oslo, Mar 5 (%s) ",
    "OSLO, Norway, March 5 (%s) — ",
    "Oslo, 5 Mar. (%s).- ",
    "OSLO, March 5. /%s/. ",
    "OSLO. March 5 (%s) - ",
    "OSLO, 5th March, 2024 (%s) -- ",
    "OSLO, (%s)- ",
    "Oslo, %s - ",
    "Oslo, %s- ",
    "OSLO, Mar. 5, %s - ",
    "Oslo, March 5, %s – ",
    "Oslo, March 05, 2024, %s -- ",
    "OSLO. %s – ",
    "OSLO [%s] _ ",
    "(%s) ",
    "(%s) — ",
    "(%s).- ",
    "(%s) - OSLO, MAR 5 - ",
]
SENDERS = sorted((spelling, name) for spelling, name in WORDS.agencies.items() if WORDS.kinds[name] == "text")


@pytest.mark.parametrize("form", FORMS)
def test_every_agency_is_credited_in_every_form_of_a_dateline(form: str):
    for spelling, name in SENDERS:
        start = form % spelling
        text = f"{start}{LEAD}\n{MORE}"
        *places, lead, more = pairs(text)
        assert (lead, more) == (("paragraph", LEAD), ("paragraph", MORE)), start
        assert [("credits", name), *([("published", "2024-03-05")] if "2024" in start else [])] == facts(text), start
        assert [surface.upper().removesuffix(", NORWAY") for _, surface in places] == ["OSLO"] * ("O" in form), start
        assert all(kind == "dateline" for kind, _ in places), start


def test_a_dateline_may_stand_in_a_line_of_its_own():
    assert pairs(f"Baku, March 5, AZERTAC\n{LEAD}\n{MORE}")[0] == ("dateline", "Baku")
    assert facts(f"Baku, March 5, AZERTAC\n{LEAD}\n{MORE}") == [("credits", "Azertac")]


@pytest.mark.parametrize(
    "start",
    [
        "Anna Berg (Reuters) President of the club and Tom Reed ",
        "Oslo, Kyoto - ",
        "Reed (AP) ",
        "By AFP - ",
        "UPDATE: ",
        "Anna Berg (first mayor): ",
        "Lyon - ",
        "In May 2020 - ",
        "The city: ",
        "Berlin and Paris: ",
    ],
)
def test_what_only_resembles_a_dateline_stays_in_the_sentence(start: str):
    assert pairs(f"{start}{LEAD}\n{MORE}")[0] == ("paragraph", start + LEAD)


@pytest.mark.parametrize(
    ("tail", "found"),
    [
        (" ab/cde (AFP, dpa)", [("credits", "Agence France-Presse"), ("credits", "dpa")]),
        (" (ANI)", [("credits", "Asian News International")]),
        (" – Reuters", [("credits", "Reuters")]),
        (
            " Author: Anna Berg, Tom Reed (dpa) Editor: Ida Holm",
            [("authors", "Anna Berg"), ("authors", "Tom Reed"), ("credits", "dpa")],
        ),
        (" (Reporting by Ida Holm in Paris; Editing by Jo Lee)", []),
        (" (With inputs from PTI)", [("credits", "Press Trust of India")]),
        ("\nWith information from Reuters.\n", [("credits", "Reuters")]),
        ("\n\n© Thomson Reuters 2024.", [("credits", "Reuters")]),
        ("\n© 2024 The Lyon Courier. All rights reserved.", [("publisher", "The Lyon Courier")]),
        ("\nReuters/AFP", [("credits", "Reuters"), ("credits", "Agence France-Presse")]),
        ("\nTags\nBridges\nLyon, Rhone", []),
        ("\nRead more:\nAnother bridge falls", []),
        ("\n* * *", []),
    ],
)
def test_credits_after_the_last_sentence_are_no_prose(tail: str, found: list[tuple[str, str]]):
    text = f"Lyon opens its bridge\n{LEAD}\n{MORE}{tail}"
    assert pairs(text)[1:] == [("paragraph", LEAD), ("paragraph", MORE)]
    assert sorted(facts(text)) == sorted(found)


@pytest.mark.parametrize(
    "prose",
    [
        "With reports of new floods in the valley, the government of the canton sent soldiers to the dams.",
        "By Friday, Berlin and Paris had agreed on how to share the cost of the new line between them.",
        "Sources: the government has none, the mayor of the town told the council on Monday evening.",
        "Reuters and AFP reported that the two companies are in talks about a merger of their shipping arms.",
        "He paid for the photo: it was the only one of his father that had survived the fire of 1951.",
        "The AP quoted an official who asked not to be named because he may not speak to the press.",
        "Copyright law will change in the spring, the minister of culture told the parliament on Monday.",
        "She said the report came from Kyodo (the agency had it from the ministry) and was mostly right.",
        "The prize went to Anna Berg and Tom Reed, who contributed to the study of glaciers in the Alps.",
    ],
)
def test_sentences_that_resemble_credits_stay(prose: str):
    for text in (f"A title of some words\n{prose}\n{LEAD}", f"A title of some words\n{LEAD}\n{MORE}\n{prose}"):
        assert ("paragraph", prose) in pairs(text)


@pytest.mark.parametrize(
    "sentence",
    [
        "Swedish Foreign Minister Marta Lindqvist met Alain Dubreuil in Oslo on Tuesday.",
        "Norvik Energy Chief Executive Tom Reed won the Hallan Prize on Monday.",
        "Former Lyon Mayor Ida Holm led Courier Press from Paris.",
        "Prime Minister Anna Berg and President Jo Lee are in Geneva.",
        "Anna Berg, Mayor of Lyon, sued Norvik Energy Group on Friday.",
    ],
)
def test_a_first_sentence_of_many_names_is_no_headline(sentence: str):
    assert pairs(f"{sentence}\n{LEAD}\n{MORE}")[0] == ("paragraph", sentence)
    assert layout(f"{sentence}\n{LEAD}\n{MORE}").title is None


@pytest.mark.parametrize(
    "title", ["Lyon Mayor Opens Bridge Over the Rhone.", "Norvik Energy Met by Protests at Its Plant."]
)
def test_a_headline_in_title_case_may_have_a_stop(title: str):
    assert pairs(f"{title}\n{LEAD}\n{MORE}")[0] == ("headline", title)


@pytest.mark.parametrize(
    "line",
    [
        "(Corrects paragraph 2 to say that Anna Berg met Tom Reed)",
        "(Adds details of the visit, comments by the mayor in paragraphs 3 and 4.)",
        "[Updates with a statement of the company]",
        "BC-FRA--Lyon Bridge, 1st Ld",
        "AM-SWEDEN-FINLAND, 240",
        "US-LYON-BRIDGE,0320",
        "1 of 2 DOCUMENTS",
    ],
)
def test_notes_of_the_desk_are_no_titles(line: str):
    text = f"{line}\n\nLyon opens its bridge\n\n{LEAD}\n\n{MORE}"
    assert pairs(text) == [("headline", "Lyon opens its bridge"), ("paragraph", LEAD), ("paragraph", MORE)]
    assert [kind for kind, _ in pairs(f"{line}\n\n{LEAD}\n\n{MORE}")] == ["paragraph", "paragraph"]


def test_an_agency_that_no_list_knows_is_known_by_its_place():
    caption = "Workers hang flags on the bridge in Lyon. COASTAL PRESS/Anna Berg"
    text = f"{caption}\n\nBy Tom Reed, The Lyon Courier\n\nLYON (Coastal Press) - {LEAD}\n{MORE}"
    assert [kind for kind, _ in pairs(text)] == ["caption", "dateline", "paragraph", "paragraph"]
    assert facts(text) == [
        ("credits", "Coastal Press"),
        ("authors", "Tom Reed"),
        ("publisher", "The Lyon Courier"),
        ("credits", "Coastal Press"),
    ]


def test_subheads_in_capitals_and_with_colons_are_headings():
    text = f"{LEAD}\n\nA BRIDGE FOR EVERYONE\n\n{MORE}\n\nWhat's Next:\n{LEAD}"
    assert [kind for kind, _ in pairs(text)] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


def test_the_date_of_an_archive_picture_dates_nothing():
    text = f"Lyon opens its bridge\nFILE PHOTO: The old bridge in Lyon on May 3, 2001. REUTERS/Anna Berg\n{LEAD}"
    assert pairs(text)[1] == ("caption", "The old bridge in Lyon on May 3, 2001.")
    assert ("published", "2001-05-03") not in facts(text)


def test_lines_of_a_fixed_width_are_joined_to_paragraphs():
    paragraph = (
        "The mayor of Lyon opened a new bridge over the Rhone on\n"
        "Tuesday, two years later than planned, with a walk across\n"
        "the water in the company of her predecessor and of many\n"
        "hundred others who had waited for it."
    )
    text = f"A bridge at last\n\n{paragraph}\n\n{paragraph}\n"
    assert pairs(text) == [("headline", "A bridge at last"), ("paragraph", paragraph), ("paragraph", paragraph)]


def test_lines_that_are_sentences_are_not_joined():
    text = "Lyon opens its bridge\nIt is open.\nIt cost more than was planned.\nMany walked over it."
    assert [kind for kind, _ in pairs(text)] == ["headline", "paragraph", "paragraph", "paragraph"]


def test_markdown_marks_are_no_prose():
    text = f"# Lyon opens its bridge\n\n{LEAD}\n\n## What it cost\n\n- {MORE}\n\n---\n"
    assert pairs(text) == [
        ("headline", "Lyon opens its bridge"),
        ("paragraph", LEAD),
        ("heading", "What it cost"),
        ("paragraph", MORE),
    ]


def test_a_word_too_long_for_any_language_is_left_out():
    text = f"{LEAD}\n{MORE} {'x' * 2000} {LEAD}"
    assert pairs(text) == [("paragraph", LEAD), ("paragraph", MORE), ("paragraph", LEAD)]


LINES = st.sampled_from(
    [LEAD, MORE, "By Anna Berg", "Reuters", "(AP Photo/Tom Reed)", "Tags", "WHAT NOW", "", "  ", "2024-03-05", "# "]
) | st.sampled_from(["LYON (AFP) - " + LEAD, "© 2024 dpa", "x" * 700, "- item one", "Photo: ", "FILE PHOTO: ", "(((("])
TEXTS = st.one_of(
    st.text(max_size=600),
    st.lists(LINES, max_size=12).map("\n".join),
    st.lists(st.text(max_size=90)).map("\r\n".join),
)


@settings(deadline=None)
@given(TEXTS)
def test_blocks_are_sorted_inside_the_text_and_apart(text: str):
    last = 0
    for block in layout(text).blocks:
        assert last <= block.start < block.end <= len(text)
        assert text[block.start : block.end].strip()
        last = block.end


@settings(deadline=None)
@given(
    st.lists(st.sampled_from([LEAD, MORE]), min_size=1, max_size=6), st.sampled_from(["\n", "\n\n", "\r\n", " \n \n"])
)
def test_no_prose_is_lost(sentences: list[str], separator: str):
    text = separator.join(sentences)
    assert [surface for _, surface in pairs(text)] == sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("March 5\tBerg met Reed\tOslo\nMarch 6\tHolm left\tBern",
         ["March 5", "Berg met Reed", "Oslo", "March 6", "Holm left", "Bern"]),
        ("Friday:\tAnna Berg met Tom Reed in Oslo to talk of the bridge.",
         ["Friday:", "Anna Berg met Tom Reed in Oslo to talk of the bridge."]),
        ("The mayor,\tAnna Berg,\tmet Tom Reed in Oslo to talk of the bridge.",
         ["The mayor,\tAnna Berg,\tmet Tom Reed in Oslo to talk of the bridge."]),
        (f"\t{LEAD}\n\n\t{MORE}\t", [LEAD, MORE]),
    ],
)  # fmt: skip
def test_tabs_part_the_cells_of_a_row_and_nothing_in_a_sentence(text: str, expected: list[str]):
    assert [words for _, words in pairs(text)] == expected


def test_whose_message_is_repeated_is_no_part_of_it():
    assert pairs(f"RT @FjordNews: {LEAD}") == [("paragraph", LEAD)]
    assert pairs(f"{LEAD}\n\nRT @Ida_Holm: {MORE}") == [("paragraph", LEAD), ("paragraph", MORE)]


def test_blanks_and_marks_in_credits_and_datelines_change_nothing():
    text = f"OSLO,\u00a0March 5\u00a0 (Reuters)\u2009-  {LEAD}\r\n  By  Anna\u00a0Holm \r\n"
    assert pairs(text) == [("dateline", "OSLO"), ("paragraph", LEAD)]
    assert facts(text) == [("credits", "Reuters"), ("authors", "Anna Holm")]


def test_a_dateline_may_go_over_two_lines():
    lines = (
        "OSLO, March 5\n(Reuters) - The mayor of\nLyon opened a new bridge\nover the Rhone on Tuesday,\ntwo years late."
    )
    assert pairs(lines)[0] == ("dateline", "OSLO")
    assert facts(lines) == [("credits", "Reuters")]


def test_a_dateline_stands_before_a_firm_in_angle_brackets_as_well():
    lead = "<Varnholm Steel Inc> said it filed a suit against the harbour of the town on Monday."
    assert pairs(f"BOSTON, March 9 - {lead}\n{MORE}") == [
        ("dateline", "BOSTON"), ("paragraph", lead), ("paragraph", MORE),
    ]  # fmt: skip
