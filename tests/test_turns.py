"""A test that compares times runs alone, also where several processes share the tests."""

from __future__ import annotations

import threading
from pathlib import Path

from tests.conftest import turn


def test_one_alone_waits_until_the_others_are_out_and_who_comes_later_waits_for_it(tmp_path: Path):
    entered: list[str] = []

    def go_in(*, alone: bool) -> threading.Thread:
        def inside() -> None:
            with turn(tmp_path, alone=alone):
                entered.append("alone" if alone else "another")

        thread = threading.Thread(target=inside)
        thread.start()
        return thread

    with turn(tmp_path, alone=False):
        go_in(alone=False).join(30)
        waiting = go_in(alone=True)
        waiting.join(0.3)
        late = go_in(alone=False)
        late.join(0.3)
        assert entered == ["another"]
    waiting.join(30)
    late.join(30)
    assert entered == ["another", "alone", "another"]
