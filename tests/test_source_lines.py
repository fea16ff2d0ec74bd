"""Source lines of monitoring services: city and outlet are told apart, and nothing else is taken for one."""

from __future__ import annotations

import pytest

from tests.reading import Reader


def based(read: Reader, text: str) -> set[tuple[str, str]]:
    """(outlet, city) of every seat that the text itself states."""
    spans = [(claim.subject_span, claim.object_span) for claim in read(text).claims("BASED_IN")]
    return {(text[slice(*outlet)], text[slice(*city)]) for outlet, city in spans}


@pytest.mark.parametrize(
    ("text", "city", "outlet"),
    [
        ("Oslo NORSK TIDENDE in Norwegian 5 May 94 p 4", "Oslo", "NORSK TIDENDE"),
        ("Harbour Strike Ends XY2104113094 Lagos Radio Kora Network in English 1600 GMT 21 Apr 94", "Lagos",
         "Radio Kora Network"),
        ("QA0102030405 New Delhi THE MORNING HERALD in English 7 May 94 p 13", "New Delhi", "THE MORNING HERALD"),
        ("London THE EVENING POST 30 Jan 94 pp 1, 15", "London", "THE EVENING POST"),
        ("Buenos Aires LA VOZ DEL SUR (SCIENCE) in Spanish 13 Apr 94", "Buenos Aires", "LA VOZ DEL SUR"),
        ("XY2104113094 Madrid TPX International in Spanish 0800 GMT 22 Apr 94", "Madrid", "TPX International"),
        ("Nairobi Radio Tamu Network", "Nairobi", "Radio Tamu Network"),
        ("Tunis AL-QALAM", "Tunis", "AL-QALAM"),
    ],
)  # fmt: skip
def test_a_source_line_gives_its_city_and_its_outlet(read: Reader, text: str, city: str, outlet: str):
    assert based(read, text) == {(outlet, city)}


@pytest.mark.parametrize(
    "text",
    [
        "Police in Oslo arrested three men in Norwegian uniforms on 5 May 94.",
        "OSLO TIDENDE",
        "Oslo Says NO",
        "Paris Talks End in Failure",
        "He read it in Paris in THE MORNING HERALD.",
    ],
)
def test_prose_and_headlines_are_no_source_lines(read: Reader, text: str):
    assert not based(read, text)
