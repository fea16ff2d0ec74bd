"""The command line: every command is in kg/commands; here they come together, and errors become lines and exit codes.

Exit codes: 0 done, 1 some input could not be read or kg failed on it, 2 wrong usage or a faulty rule file, 3 Neo4j not
reachable or load failed. Nothing heavy is imported before a command runs, so that `kg --help` answers at once.
"""

from __future__ import annotations

import errno
import os
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from kg import __version__
from kg.commands import register
from kg.commands.configuration import defaults_of, read_configuration
from kg.commands.telling import DEBUG
from kg.errors import KgError, in_a_line

FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO})
"""What is wrong with a disk, of which Python does not always name the file."""
COMPLETING = "_KG_COMPLETE"
"""Set by a shell that asks how a word may go on."""

app = typer.Typer(
    name="kg",
    help="A knowledge graph of people, offices, places and organizations from news articles, in Neo4j.\n\n"
    "Begin with `kg start FOLDER`, then look around with `kg ask`, `kg show NAME` and `kg explain NAME NAME`.\n\n"
    "Exit codes: 0 done; 1 some input could not be read (the rest was done); 2 wrong usage or a faulty rule file; "
    "3 Neo4j not reachable or load failed.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)


def main() -> None:
    """Entry point: run a command; show an error as one line and its exit code."""
    try:
        command = typer.main.get_command(app)
        # a shell that completes a word wants no line about kg.toml
        given = {} if COMPLETING in os.environ else read_configuration()
        command(standalone_mode=True, default_map=defaults_of(command, given))
    except KgError as error:
        _show(error)
        _fail(str(error), error.exit_code)
    except BrokenPipeError:
        # the reader of our output has had enough (`kg extract | head`): nothing to say, and nobody to say it to
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as error:
        if error.filename is None and error.errno not in FULL:
            _unforeseen(error)
        _show(error)
        _fail(": ".join(str(part) for part in (error.filename, error.strerror) if part), 2)
    except Exception as error:  # noqa: BLE001  nobody is helped by a traceback that he did not ask for
        _unforeseen(error)


def _show(error: Exception) -> None:
    if DEBUG.get():
        traceback.print_exception(error)


def _unforeseen(error: Exception) -> NoReturn:
    _show(error)
    ask = "" if DEBUG.get() else "; with --debug the traceback is shown"
    _fail(f"{in_a_line(error)}; a fault of kg, please report it{ask}", 1)


def _fail(message: str, code: int) -> NoReturn:
    print(f"kg: {' '.join(message.split())}", file=sys.stderr)
    sys.exit(code)


def _version(show: bool) -> None:
    if show:
        print(f"kg {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    debug: Annotated[
        bool, typer.Option("--debug", envvar="KG_DEBUG", help="Show the traceback of a fault of kg, for a report.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Options of kg itself."""
    DEBUG.set(debug)


register(app)

if __name__ == "__main__":
    main()
