"""The commands with which a person looks around in a graph: a module per group, put on the app by `register`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add every command of this package to the app."""
    from kg.commands import look, relations

    app.command()(look.show)
    app.command()(look.explain)
    app.command()(look.find)
    app.add_typer(relations.app, name="relations")
