# `make demo` installs and shows the main job; `make test` installs and passes every test.

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV ?= .venv
BIN := $(VENV)/bin
DEMO := build/demo.duckdb

.PHONY: demo test lint install schema models clean

install: $(VENV)/.installed

$(VENV)/.installed: requirements.lock pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	touch $@

demo: install
	mkdir -p build
	$(BIN)/depesche code examples -o $(DEMO)
	$(BIN)/depesche query $(DEMO) --format table "SELECT actor, what, recipient, status, date, according_to FROM who_did_what"
	$(BIN)/depesche query $(DEMO) --format table "SELECT speaker, cue, quote FROM who_said LIMIT 20"

test: install lint
	$(BIN)/python -m pytest

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

schema: install
	$(BIN)/python scripts/write_schema.py

# Trains both pipelines from the treebanks, name corpora and raw text in GOLD (about three hours on two cores).
GOLD ?= ../shared/gold
models: install
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[train]'
	$(BIN)/python -m training.train de --gold $(GOLD)
	$(BIN)/python -m training.train en --gold $(GOLD)

clean:
	rm -rf build .venv .mypy_cache .ruff_cache .pytest_cache
