"""Work during which nobody looks for cycles of objects that refer to one another."""

from __future__ import annotations

import gc
from collections.abc import Generator
from contextlib import contextmanager


@contextmanager
def without_looking_for_cycles() -> Generator[None]:
    """A build's values are many, live to its end and hold no cycles: looking for some takes a third of the time.

    Of a function it is best a decorator: what was made is gone, without being looked through, when it ends.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
