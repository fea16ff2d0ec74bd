"""A small invented world in which each question of cypher/explore has an answer."""

from __future__ import annotations

from kg.graph.assemble import assemble
from kg.model import Graph
from tests.worlds import SYMMETRIC, World


def _entities() -> World:
    world = World(events=frozenset({"MET", "SPOKE_WITH", "VISITED", "ATTACKED"}))
    for ident, name in (
        ("norland", "Norland"),
        ("sudria", "Sudria"),
        ("portville", "Portville"),
        ("quay", "Quay Hall"),
    ):
        world.entity(ident, "Place", name)
    for ident, name in (("acme", "Acme"), ("acme-labs", "Acme Labs"), ("green-party", "Green Party")):
        world.entity(ident, "Organization", name)
    world.entity("president:norland", "Office", "President of Norland", title="president", body="norland")
    world.entity("anna-berg", aliases=(("Anna Berg", 9), ("Berg", 4)))
    world.entity("tom-reed", aliases=(("Tom Reed", 5), ("Mr. Reed", 2)))
    world.entity("eva-lund").entity("eva-lund-2", name="Eva Lund").entity("jon-dahl").entity("ida-moe")
    return world


def _plans(world: World) -> None:
    draft = world.article("a1", "2025-03-03", title="Talks planned", publisher="Daily")
    draft.says("[Anna Berg], [president of Norland|president:norland], is to meet [Tom Reed] in [Portville] on Friday.")
    draft.claim("HOLDS_OFFICE", 0, 1).claim("MET", 0, 2, "planned", place=3, at="2025-03-07", pattern="MET/to-meet")
    draft.says("[Anna Berg] is to visit [Sudria] next month.").claim(
        "VISITED", 0, 1, "planned", at="2025-04-01..2025-04-30"
    )
    draft.says("[Jon Dahl] was to meet [Ida Moe] on Tuesday.").claim("MET", status="planned", at="2025-03-04")
    draft.says("[The envoy|] spoke of [Norland].")


def _talks(world: World) -> None:
    draft = world.article("a2", "2025-03-08", title="Talks held", publisher="Herald")
    draft.says("[Anna Berg] met [Tom Reed] at [Quay Hall|quay] on Friday.").claim("MET", place=2, at="2025-03-07")
    draft.says("[Anna Berg] travelled to [Portville] with [Jon Dahl].")
    draft.claim("VISITED", 0, 1, at="2025-03-07").claim("ACCOMPANIED", 2, 0, at="2025-03-07")
    draft.says('"[Tom Reed] is a friend," said [Anna Berg].').quote("Tom Reed is a friend,", speaker=1, about=[0])
    draft.claim("PRAISED", 1, 0, speaker=1, quoted=True)
    draft.says("[Norland] and [Sudria] signed a trade pact.")
    draft.claim("SIGNED_WITH", 0, 1, at="2025-03-07", details=(("instrument", "trade pact"),))
    draft.says("[Norland] pledged 5 million euros to [Sudria].")
    draft.claim("PLEDGED_TO", 0, 1, at="2025-03-07", details=(("amount", 5_000_000), ("currency", "EUR")))


def _rewrites(world: World) -> None:
    draft = world.article("a3", "2025-03-09", title="Talks held again", publisher="Echo")
    draft.says("[Anna Berg] met [Tom Reed] in [Portville] on Friday.").claim("MET", place=2, at="2025-03-07")
    draft.says("[Norland] pledged 7 million euros to [Sudria].")
    draft.claim("PLEDGED_TO", 0, 1, at="2025-03-07", details=(("amount", 7_000_000), ("currency", "EUR")))
    draft.says("[Jon Dahl] denied that [Anna Berg] met [Tom Reed].")
    draft.claim("MET", 1, 2, "denied", speaker=0, at="2025-03-07")
    world.article("a4", "2025-03-09", title="Talks held once more").says("[Norland] was in the news.")
    for ident, title in (("a6", "Rain expected"), ("a7", "Rain likely")):
        world.article(ident, "2025-01-09", title=title).says("Rain is on its way.")
    world.story("s4", "a6", "a7", agency="Wire")
    world.story("s1", "a1").story("s2", "a2").story("s3", "a3", "a4", agency="Wire")


def _background(world: World) -> None:
    draft = world.article("a5", "2025-01-10", title="Who is who")
    draft.says("[Anna Berg] succeeded [Eva Lund] as [president of Norland|president:norland].")
    draft.claim("SUCCEEDED", 0, 1, details=(("office", "president of Norland"),))
    draft.claim("HOLDS_OFFICE", 1, 2, "former", details=(("since", "2019"), ("until", "2024-12")))
    draft.says("[Anna Berg], married to [Jon Dahl], leads the [Green Party].")
    draft.claim("SPOUSE_OF", 0, 1).claim("LEADS", 0, 2)
    draft.says("[Ida Moe] of [Norland] works for [Acme Labs], part of [Acme].")
    draft.claim("CITIZEN_OF", 0, 1).claim("WORKS_FOR", 0, 2).claim("PART_OF", 2, 3)
    draft.says("[Norland] is an ally of [Sudria]; [Eva Lund|eva-lund-2] is not [Eva Lund].").claim("ALLY_OF", 0, 1)
    draft.says("[Anna Berg] was born in May 1970.").claim("BORN", 0, 0, at="1970-05-01..1970-05-31", of_day=True)
    draft.says("[Norland]'s price war with [Sudria] goes on.")
    draft.claim("LINKED", 0, 1, open=True, details=(("predicate", "price war with"),))
    draft.says("[Sudria] attacked [Portville] in January.").claim("ATTACKED", 0, 1, at="2025-01-05")
    draft.says("[Tom Reed] phoned [Ida Moe].").claim("SPOKE_WITH", 0, 1, at="2025-01-06")
    draft.claim("SPOUSE_OF", 0, 1).claim("PARENT_OF", 0, 1)


def news_world() -> Graph:
    """Five articles on a state visit, with plans, copies, contradictions and background."""
    world = _entities()
    for told in (_plans, _talks, _rewrites, _background):
        told(world)
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
