"""One key from the keyboard, without Enter."""

from __future__ import annotations

import os
import sys


def read_key() -> str:
    """The next key as typed; "" at the end of input. Ctrl-C comes as "\\x03" where the terminal passes it on."""
    try:
        import termios  # noqa: PLC0415  not on Windows
        import tty  # noqa: PLC0415  as above
    except ImportError:
        import msvcrt  # noqa: PLC0415  only on Windows

        return str(msvcrt.getwch())  # type: ignore[attr-defined,unused-ignore]
    before = termios.tcgetattr(sys.stdin)
    try:
        # TCSADRAIN keeps what was typed ahead, and reading past Python's buffer leaves the rest for the next prompt
        tty.setcbreak(sys.stdin, termios.TCSADRAIN)
        return os.read(sys.stdin.fileno(), 1).decode(errors="replace")
    except KeyboardInterrupt:
        return "\x03"
    finally:
        termios.tcsetattr(sys.stdin, termios.TCSADRAIN, before)
