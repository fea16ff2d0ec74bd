"""Sums of money in English text: the number in whole units and the currency's ISO 4217 code."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from kg.datafiles import read_yaml
from kg.errors import DataError
from kg.paths import shipped

SPACE = r"[^\S\n]{0,2}"
NUMBER = r"\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,4})?|\d{1,12}(?:\.\d{1,4})?"
SMALL = ("two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
WORDS: Mapping[str, str] = {
    **dict.fromkeys(("a", "an", "one"), "1"),
    **{word: str(number) for number, word in enumerate(SMALL, 2)},
    **{word: str(10 * number) for number, word in enumerate(TENS, 2)},
    **dict.fromkeys(("hundred", "a hundred"), "100"),
    "half a": "0.5",
    "one and a half": "1.5",
    "two and a half": "2.5",
}


@dataclass(frozen=True, slots=True)
class Amount:
    """A sum of money: "$3.2bn" is 3200000000 USD. `value` is an int where it is whole."""

    start: int
    end: int
    value: int | float
    currency: str


@dataclass(frozen=True, slots=True, eq=False)  # compared by identity, so that compiled patterns can be kept for it
class Currencies:
    """lexicon/amounts.yaml with the names of Unicode CLDR: signs and names to codes, multipliers to numbers."""

    symbols: Mapping[str, str]
    names: Mapping[str, str]
    with_multiplier: Mapping[str, str]
    codes: tuple[str, ...]
    multipliers: Mapping[str, int]
    short_multipliers: Mapping[str, int]


def find_amounts(text: str, currencies: Currencies | None = None) -> list[Amount]:
    """All sums of money in `text`, by offset.

    Of a span ("$5-10 billion", "between $5 billion and $10 billion") each end is a sum of its own. Vague sums
    ("billions of dollars") and percentages are none.
    """
    currencies = currencies or read_currencies()
    signed, named = _patterns(currencies)
    found = [amount for match in signed.finditer(text) for amount in _signed(match, currencies)]
    taken = {offset for amount in found for offset in range(amount.start, amount.end)}
    sums = (match for match in named.finditer(text) if match.start() not in taken and _is_sum(match, currencies))
    found += [_named(match, currencies) for match in sums]
    return sorted(found, key=lambda amount: amount.start)


@cache
def read_currencies(path: Path | None = None) -> Currencies:
    """`path` or the lexicon/amounts.yaml that came with kg. Raises DataError naming the field that is wrong."""
    path = path or shipped("lexicon") / "amounts.yaml"
    data = read_yaml(path)
    names = _table(data, "names", str(path))
    return Currencies(
        symbols={key: str(code) for key, code in _table(data, "symbols", str(path)).items()},
        names={name: code for name, code in ({**_cldr_names(), **names}).items() if code},
        with_multiplier=_table(data, "with_multiplier", str(path)),
        codes=_codes(data, str(path)),
        multipliers=_numbers(data, "multipliers", str(path)),
        short_multipliers=_numbers(data, "short_multipliers", str(path)),
    )


def _table(data: Mapping[str, Any], field: str, where: str) -> dict[str, Any]:
    table = data.get(field)
    if not isinstance(table, dict) or not table:
        raise DataError(where, f"field '{field}' is missing or no mapping", "see the shipped lexicon/amounts.yaml")
    for key, code in table.items():
        if (
            field in {"names", "symbols", "with_multiplier"}
            and code is not None
            and not re.fullmatch("[A-Z]{3}", str(code))
        ):
            raise DataError(where, f"{field}.{key}: {code!r}", "an ISO 4217 code such as EUR")
    return table


def _numbers(data: Mapping[str, Any], field: str, where: str) -> dict[str, int]:
    table = _table(data, field, where)
    for key, value in table.items():
        if not isinstance(value, int) or value <= 1:
            raise DataError(where, f"{field}.{key}: {value!r}", "a whole number above 1")
    return table


def _codes(data: Mapping[str, Any], where: str) -> tuple[str, ...]:
    codes = data.get("codes")
    if not isinstance(codes, list) or not all(re.fullmatch("[A-Z]{3}", str(code)) for code in codes):
        raise DataError(where, f"codes: {codes!r}", "a list of ISO 4217 codes")
    return tuple(codes)


def _cldr_names() -> dict[str, str]:
    """The English names, singular and plural, of the currencies in use today: "Kenyan shillings" is KES."""
    from babel.core import get_global  # noqa: PLC0415  only text with numbers and names needs it
    from babel.numbers import get_currency_name  # noqa: PLC0415

    used = {code for entries in get_global("territory_currencies").values() for code, _, end, legal in entries
            if legal and end is None}  # fmt: skip
    return {get_currency_name(code, count, locale="en"): code for code in sorted(used) for count in (1, 2)}


# ------------------------------------------------------------------ patterns


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


@cache
def _patterns(currencies: Currencies) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Sums with a sign or code before the number, and sums with the currency's name after it."""
    long, short = _either(currencies.multipliers), _either(currencies.short_multipliers)
    times = rf"(?:[\s-]?(?P<times>{long})\b|[^\S\n]?(?P<short>{short})\b)?"
    codes = _either(currencies.codes)
    words = _either(WORDS)
    signed = (
        rf"(?<![\w$€£¥])(?P<sign>{_either(currencies.symbols)}|(?:{codes})(?=[^\S\n]?\d)){SPACE}(?P<number>{NUMBER})"
        rf"(?:{SPACE}[-–]{SPACE}(?:{_either(currencies.symbols)})?(?P<to>{NUMBER}))?(?![\d%]){times}"
    )
    number = rf"(?:(?P<number>{NUMBER})|(?P<word>{words}|{words.title()}))"
    named = (
        rf"(?<![\w.,])(?=\d|[a-zA-Z]{{1,7}}[^\S\n]){number}(?:[\s-](?P<times>{long})|(?P<short>{short}))?[\s-]"
        rf"(?P<name>{_either([*currencies.names, *currencies.with_multiplier])}|{codes})(?!\w)"
    )
    return re.compile(signed), re.compile(named)


def _signed(match: re.Match[str], currencies: Currencies) -> list[Amount]:
    currency = _code(match["sign"], currencies)
    factor = _factor(match, currencies)
    if match["to"] is None:
        return [Amount(match.start(), match.end(), _value(match["number"], factor), currency)]
    first = Amount(match.start(), match.end("number"), _value(match["number"], factor), currency)
    return [first, Amount(match.start("to"), match.end(), _value(match["to"], factor), currency)]


def _named(match: re.Match[str], currencies: Currencies) -> Amount:
    currency = _code(match["name"], currencies)
    number = match["number"] or WORDS[match["word"].lower()]
    return Amount(match.start(), match.end(), _value(number, _factor(match, currencies)), currency)


def _is_sum(match: re.Match[str], currencies: Currencies) -> bool:
    """ "A dollar store" and "20 pounds" are no sums; "a million dollars" and "20 million pounds" are."""
    if match["times"] or match["short"]:
        return True
    return match["name"] not in currencies.with_multiplier and (match["word"] or "").lower() not in {"a", "an"}


def _code(name: str, currencies: Currencies) -> str:
    for table in (currencies.symbols, currencies.names, currencies.with_multiplier):
        if name in table:
            return table[name]
    return "CNY" if name == "RMB" else name


def _factor(match: re.Match[str], currencies: Currencies) -> int:
    if match["times"]:
        return currencies.multipliers[match["times"]]
    return currencies.short_multipliers[match["short"]] if match["short"] else 1


def _value(number: str, factor: int) -> int | float:
    value = Decimal(number.replace(",", "")) * factor
    return int(value) if value == value.to_integral_value() else float(value)
