"""The commands: a module per group, put on the app by `register`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add every command of this package to the app."""
    from kg.commands import build, check, look, query, relations, server

    app.command()(build.rebuild)
    app.command()(build.extract)
    app.command()(query.query)
    app.command()(check.check)
    app.command()(look.show)
    app.command()(look.explain)
    app.command()(look.find)
    app.add_typer(relations.app, name="relations")
    app.add_typer(server.app, name="neo4j")
