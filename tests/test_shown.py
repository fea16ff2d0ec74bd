"""Sentences as they are shown: without the marks of Markdown, and otherwise as the article has them."""

from __future__ import annotations

import pytest

from kg.graph.assemble import assemble
from kg.shown import shown
from tests.worlds import SYMMETRIC, World


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("**October 4** – Anna Berg\nis elected.", "October 4 – Anna Berg is elected."),
        ("__Oslo__: *Anna* met `Tom`.", "Oslo: Anna met Tom."),
        ("Berg told [the Post](https://example.org/a?b=1) so.", "Berg told the Post so."),
        ('See [here](/news "News").', "See here."),
        ("Note [1] and (see below).", "Note [1] and (see below)."),
        ("5 * 3 * 2, 5*3*2 and ** alone", "5 * 3 * 2, 5*3*2 and ** alone"),
        ("“[Berg] said no,” he said.", "“[Berg] said no,” he said."),
    ],
)
def test_only_closed_marks_go(sentence: str, words: str):
    assert shown(sentence) == words
    assert shown(words) == words


def test_evidence_is_shown_while_the_claim_keeps_the_article_s_own_words():
    """Its offsets are into the article."""
    world = World()
    world.article("a1", "2025-10-27").says("**Monday** – [Anna Berg] met [Tom Reed].").claim("MET")
    extractions, resolution, stories = world.build()
    graph = assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
    [met] = [one for one in graph.relationships if one.type == "MET"]
    [claim] = [node for node in graph.nodes if "Claim" in node.labels]
    assert met.properties["evidence"] == ["Monday – Anna Berg met Tom Reed."]
    assert claim.properties["sentence"] == "**Monday** – Anna Berg met Tom Reed."
