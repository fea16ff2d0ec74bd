"""The commands with which a person looks around in a graph: a module per group, put on the app by `register`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add every command of this package to the app."""
    from kg.commands import look  # noqa: PLC0415  the app asks for this once

    app.command()(look.show)
    app.command()(look.explain)
    app.command()(look.find)
