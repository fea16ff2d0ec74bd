"""The lines of `kg extract`: a public format, read by other programs."""

from __future__ import annotations

import json
from typing import Any

from kg.build import Corpus
from kg.extract_format import extract_lines, extract_row
from kg.model import Article, Block, Entity, Extraction, LocalClaim, Mention, Resolution
from tests.worlds import SYMMETRIC, World

ARTICLE_KEYS = ["id", "path", "title", "published", "publisher", "credits", "authors"]
CLAIM_KEYS = {
    "id", "type", "subject", "object", "subject_type", "object_type", "subject_span", "object_span", "status",
    "when_start", "when_end", "when_text", "place", "sentence", "pattern", "confidence", "attributed_to", "quoted",
    "details",
}  # fmt: skip


def corpus(world: World) -> Corpus:
    extractions, resolution, stories = world.build()
    return Corpus(tuple(extractions), tuple(stories), resolution, SYMMETRIC, ())


def rows(world: World) -> list[dict[str, Any]]:
    return [json.loads(line) for line in extract_lines(corpus(world))]


def of_mentions(text: str, *mentions: tuple[Mention, tuple[str, ...]]) -> list[dict[str, Any]]:
    """The rows of mentions with their entities."""
    article = Article("a", text, (Block(0, len(text)),))
    extraction = Extraction(article, tuple(mention for mention, _ in mentions), ())
    known = {ident: Entity(ident, "Person", ident) for _, entities in mentions for ident in entities}
    resolution = Resolution(known, {"a": tuple(entities for _, entities in mentions)})
    found = extract_row(Corpus((extraction,), (), resolution, frozenset(), ()), extraction)["mentions"]
    return list(found)


def test_an_article_is_a_line_with_the_keys_of_the_format():
    world = World()
    world.article(
        "x-1", "2025-10-27", title="A title", publisher="Example Times", credits=("Reuters",), authors=("Ann Ode",),
        path="x/1.txt", url="https://example.org/1",
    ).says("[Anna Berg] met [Tom Reed] in Zürich.")  # fmt: skip
    (row,) = rows(world)
    assert {key: row[key] for key in ARTICLE_KEYS} == {
        "id": "x-1",
        "path": "x/1.txt",
        "title": "A title",
        "published": "2025-10-27",
        "publisher": "Example Times",
        "credits": ["Reuters"],
        "authors": ["Ann Ode"],
    }
    assert row["text"] == world.articles["x-1"].text


def test_articles_keep_the_order_of_the_input():
    world = World()
    for ident in ("b", "a", "c"):
        world.article(ident).says("[Anna Berg] left.")
    assert [row["id"] for row in rows(world)] == ["b", "a", "c"]


def test_letters_are_written_as_they_are_and_a_line_is_one_line():
    world = World()
    world.article("a").says("[Anna Berg] left Zürich\u2028for\nLyon.")
    (line,) = extract_lines(corpus(world))
    assert "Zürich" in line
    assert "\n" not in line


def test_offsets_lead_to_the_words():
    world = World()
    world.article("a").says("[Anna Berg] met [Tom Reed].")
    (row,) = rows(world)
    words = [(row["text"][m["start"] : m["end"]], m["type"], m["kind"], m["entity"]) for m in row["mentions"]]
    assert words == [("Anna Berg", "Person", "name", "anna-berg"), ("Tom Reed", "Person", "name", "tom-reed")]


def test_a_claim_has_the_keys_of_the_format():
    world = World()
    world.entity("oslo", "Place")
    article = world.article("a", "2025-10-27").says(
        "[Anna Berg] met [Tom Reed] in [Oslo|oslo] on Monday, said [Eva Lund]."
    )
    article.claim("MET", at=("2025-10-27", "on Monday"), place=2, speaker=3, details=(("amount", 5),), quoted=True)
    claim = rows(world)[0]["claims"][0]
    assert set(claim) >= CLAIM_KEYS
    assert (claim["type"], claim["subject"], claim["object"], claim["status"]) == (
        "MET",
        "anna-berg",
        "tom-reed",
        "actual",
    )
    assert (claim["when_start"], claim["when_end"], claim["when_text"]) == ("2025-10-27", "2025-10-27", "on Monday")
    assert (claim["place"], claim["attributed_to"], claim["quoted"], claim["details"]) == (
        "oslo",
        "eva-lund",
        True,
        {"amount": 5},
    )
    text = rows(world)[0]["text"]
    assert [text[slice(*claim[span])] for span in ("subject_span", "object_span")] == ["Anna Berg", "Tom Reed"]


def test_a_claim_without_time_has_nulls():
    world = World()
    world.article("a").says("[Anna Berg] met [Tom Reed].").claim("MET")
    claim = rows(world)[0]["claims"][0]
    assert (claim["when_start"], claim["when_end"], claim["when_text"], claim["place"]) == (None, None, None, None)


def test_adjectives_plurals_and_unresolved_words_are_not_written():
    found = of_mentions(
        "Japanese he two Berg",
        (Mention(0, 8, "Japanese", "Place", "demonym"), ("japan",)),
        (Mention(9, 11, "he", "Person", "pronoun"), ()),
        (Mention(12, 15, "two", "Person", "description", plural=True), ("a", "b")),
        (Mention(16, 20, "Berg", "Person"), ("berg",)),
    )
    assert found == [{"start": 16, "end": 20, "type": "Person", "kind": "name", "entity": "berg"}]


def test_a_trade_without_a_body_goes_by_its_title():
    found = of_mentions("film director", (Mention(0, 13, "film director", "Office", title="film director"), ()))
    assert [row["entity"] for row in found] == ["film-director"]


def test_an_undated_article_has_no_date():
    world = World()
    world.article("a").says("[Anna Berg] left.")
    assert rows(world)[0]["published"] is None


def test_a_claim_has_a_row_for_each_pair_of_words_that_stand_for_its_ends():
    world = World()
    world.entity("oslo", "Place")
    article = world.article("a").says("[Anna Berg] said [she|anna-berg] was born in [Oslo|oslo].")
    article.claim("BORN_IN", subject=1, other=2)
    article.says("[Berg|anna-berg] left.")
    (row,) = rows(world)
    words = [[row["text"][slice(*claim[span])] for span in ("subject_span", "object_span")] for claim in row["claims"]]
    assert words == [["she", "Oslo"], ["Anna Berg", "Oslo"]], "what was read first; nothing from other sentences"
    assert len({claim["id"] for claim in row["claims"]}) == 1


def test_the_graph_has_a_claim_once_however_often_its_sentence_names_the_ends():
    world = World()
    world.entity("oslo", "Place")
    article = world.article("a").says("[Anna Berg] said [she|anna-berg] was born in [Oslo|oslo].")
    article.claim("BORN_IN", subject=1, other=2)
    built = corpus(world)
    (row,) = [json.loads(line) for line in extract_lines(built)]
    assert len(row["claims"]) == 2
    assert len(built.claims(built.extractions[0])) == 1


def test_an_adjective_of_a_country_stands_alone():
    text = "The Norwegian Anna Berg left Norway."
    marked = (("Norwegian", "Place", "demonym"), ("Anna Berg", "Person", "name"), ("Norway", "Place", "name"))
    mentions = tuple(Mention(at := text.index(w), at + len(w), w, t, k) for w, t, k in marked)  # type: ignore[arg-type]
    said = LocalClaim("CITIZEN_OF", 1, 0, "actual", (0, len(text)), (4, 13), "CITIZEN_OF/test", 0.9)
    ids = ("norway", "anna-berg", "norway")
    entities = {ident: Entity(ident, mention.type, ident) for ident, mention in zip(ids, mentions, strict=True)}
    extraction = Extraction(Article("a", text, (Block(0, len(text)),)), mentions, (said,))
    resolution = Resolution(entities, {"a": tuple((ident,) for ident in ids)})
    (row,) = extract_row(Corpus((extraction,), (), resolution, frozenset(), ()), extraction)["claims"]
    assert text[slice(*row["object_span"])] == "Norwegian"
