#!/usr/bin/env bash
# CPython ends a process by SIGINT although its KeyboardInterrupt was caught, once that passed through `exec` or `eval` of a
# string: the note "an interrupt was not handled" is set there and cleared only by the next such call. Dataclasses and named
# tuples are made by it, so that Ctrl-C while a library is imported leaves a program that ends itself in order with status 130.
# `sys.exit` does not help with -m, and does with a file. Seen on 1 December 2026 with CPython 3.8.18, 3.9.18, 3.10.13, 3.11.7,
# 3.12.1 and 3.13.0 (3.7.16 ends with 0); fails when that changes.
set -uo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat > caught.py <<'PYTHON'
import sys

try:
    exec("raise KeyboardInterrupt")
except KeyboardInterrupt:
    pass
if "forget" in sys.argv:
    exec("")
sys.exit(0)
PYTHON
ended() {
  python3 "$@"
  echo $?
}
seen="$(ended -m caught) $(ended -m caught forget) $(ended caught.py)"
echo "$(python3 -V): $seen"
[ "$seen" = "130 0 0" ]
