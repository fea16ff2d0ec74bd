"""The commands: a module per group, put on the app by `register`."""

from __future__ import annotations

import typer


def register(app: typer.Typer) -> None:
    """Add every command of this package to the app."""
    from kg.commands import (
        ask,
        brief,
        browse,
        build,
        check,
        completion,
        diff,
        export,
        look,
        match,
        query,
        relations,
        report,
        review,
        server,
        start,
        stories,
        view,
        watch,
        why,
    )

    app.command()(start.start)
    app.command()(build.rebuild)
    app.command()(build.extract)
    app.command()(watch.watch)
    app.command()(query.query)
    app.command()(check.check)
    app.command()(look.show)
    app.command()(look.explain)
    app.command()(why.why)
    app.command()(look.find)
    app.command()(match.match)
    extra = {"allow_extra_args": True, "ignore_unknown_options": True}
    app.command(cls=completion.AskCommand, context_settings=extra)(ask.ask)
    app.command()(brief.brief)
    app.command()(browse.browse)
    app.command()(view.view)
    app.command()(stories.stories)
    app.command()(review.review)
    app.command()(report.report)
    app.command()(diff.diff)
    app.command()(export.export)
    app.add_typer(relations.app, name="relations")
    app.add_typer(server.app, name="neo4j")
