"""Text in capitals is read like any other: its case comes from the tables, and its offsets stay."""

from __future__ import annotations

import pytest

from kg.mention.capitals import in_capitals
from kg.model import Article, Block, Extraction
from kg.read.articles import read_articles
from kg.run.extract import Extractor, copy_of, extract, parse

ARTICLES = (
    """\
Swedish Foreign Minister Marta Lindqvist met her Finnish counterpart Elina Korhola in Oslo on Tuesday. Lindqvist will
visit Helsinki in May. Korhola was born in Tampere and lives in Helsinki.

Norvik Energy bought Brask Holding for two billion dollars last year. Peter O'Hallan founded Norvik Energy in 2003.
O'Hallan's brother Sean works for the European Commission in Brussels.""",
    """\
President Joseph Mutua accused the opposition leader, Samuel Kiprop, of corruption on Friday. Kiprop, who was arrested
in Mombasa in April, is married to Grace Wanjiru. Wanjiru, a member of parliament, criticized Mutua.

The United Nations condemned the arrest. U.S. Secretary of State John Carver spoke with Mutua on Monday and will travel
to Nairobi. Carver succeeded Ida Holm in 2021.""",
    """\
Anna Berg, the mayor of Lyon, met Tom Reed, the president of Toulouse University, at the town hall on Monday. Reed was
born in Bristol. He succeeded Paul Duval, who resigned in 2022.

Police in London arrested Daniel White, the former chief executive of Harland Bank. White lives in New York. Harland
Bank is based in Edinburgh. Prime Minister Jean Morel flew to South Africa on Sunday and met King Goodwill Dube.""",
)


def article(text: str) -> Article:
    return next(
        iter(read_articles([{"text": text, "published": "2024-03-05"}], on_error=lambda error: pytest.fail(str(error))))
    )


def read(extractor: Extractor, article: Article) -> Extraction:
    [doc] = parse(extractor, [article])
    return extract(extractor, article, doc)


def said(found: Extraction) -> set[tuple[str, str, str]]:
    words = [mention.text.lower() for mention in found.mentions]
    return {(claim.type, words[claim.subject], words[claim.object]) for claim in found.claims}


FLOOR = 0.85
"""Least share of the plain text's claims that its version in capitals gives; 0.97 when it was last raised."""


def test_articles_in_capitals_say_most_of_what_plain_ones_say(extractor: Extractor):
    wanted = found = more = 0
    for text in ARTICLES:
        plain, capitals = said(read(extractor, article(text))), said(read(extractor, article(text.upper())))
        wanted, found, more = wanted + len(plain), found + len(plain & capitals), more + len(capitals - plain)
    assert wanted >= 40
    assert found >= FLOOR * wanted
    assert more <= 0.1 * wanted


def test_names_are_words_with_case_and_spans_lead_to_the_capitals(extractor: Extractor):
    found = read(extractor, article(ARTICLES[0].upper()))
    text = found.article.text
    assert text == ARTICLES[0].upper()
    names = {mention.text: text[mention.start : mention.end] for mention in found.mentions if mention.kind == "name"}
    assert names["Marta Lindqvist"] == "MARTA LINDQVIST"
    assert names["Peter O'Hallan"] == "PETER O'HALLAN"
    assert names["European Commission"] == "EUROPEAN COMMISSION"


@pytest.mark.parametrize(
    "text",
    [
        "He told us that U.S. officials of NATO and the EU met in May. They may meet again on May 3.",
        "The US and the UK will send 300 troops to New Zealand, the WHO said in March.",
        "John said that Mark Young, who rose to lead the bank, met a member of the White House staff.",
        "Mr. Reed's lawyer, Sean McDonald, met J. R. Holm and the ministers of the United Arab Emirates.",
        "Police in Paris arrested the businessman Daniel White, who was born in South Korea.",
        "German and Polish officials said it was nice of Chancellor Ida Holm to read the letter.",
        "The International Monetary Fund and Toulouse University signed a deal with Harland Bank.",
    ],
)
def test_words_get_the_case_that_news_writes_them_in(text: str, extractor: Extractor):
    capitals = Article("a", text.upper(), (Block(0, len(text)),))
    assert copy_of(extractor, capitals).article.text == text


@pytest.mark.parametrize(
    "text",
    [
        "TALKS IN OSLO END WITHOUT A DEAL AS LINDQVIST LEAVES EARLY FOR STOCKHOLM\n\n" + ARTICLES[0],
        ARTICLES[0] + "\n\nCOPYRIGHT 2024 FJORD NEWS",
        "OSLO, March 5 (AFP) - " + ARTICLES[1],
        "NATO, EU, WHO and IMF.",
    ],
)
def test_capitals_in_a_normal_article_change_nothing(text: str):
    assert in_capitals(article(text)) == ()


def test_a_paragraph_in_capitals_gets_its_case_back_by_itself(extractor: Extractor):
    text = f"{ARTICLES[0]}\n\n{ARTICLES[1].partition(chr(10) * 2)[0].replace(chr(10), ' ').upper()}"
    found = copy_of(extractor, article(text)).article
    assert ARTICLES[1].partition("\n\n")[0].replace("\n", " ") in found.text
    assert len(found.text) == len(text)
