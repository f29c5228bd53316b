# Two commands: `make demo` shows the main job, `make test` passes every test. Neither needs root; all is written below this folder.
.PHONY: demo test setup build lint fmt compare faults durability bench relevance analyzers clean

VENV := .venv
PYTHON := $(VENV)/bin/python
PYTHON3 ?= python3
export PIP_DISABLE_PIP_VERSION_CHECK := 1
export CARGO_TARGET_DIR := $(CURDIR)/target

demo: $(VENV)/.demo-ready
	@$(VENV)/bin/commerce-search demo

test: $(VENV)/.dev-ready
	cargo test --workspace --exclude commerce-search-python
	cargo clippy --workspace --all-targets -- -D warnings
	# A file stays with one process: its tests share what they built.
	$(PYTHON) -m pytest -q -n auto --maxprocesses 4 --dist loadfile

# The compiled core is built again when any of its sources changed.
SOURCES := $(shell find rust python .cargo pyproject.toml Cargo.toml Cargo.lock -type f -not -name '*.so' -not -name '*.pyc' 2>/dev/null)

$(VENV)/bin/python:
	@$(PYTHON3) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "commerce_search needs Python 3.11 or newer: make PYTHON3=python3.11 ...")'
	$(PYTHON3) -m venv $(VENV)
	$(PYTHON) -m pip install -q "maturin>=1.16,<2"

$(VENV)/.demo-ready: $(VENV)/bin/python $(SOURCES)
	$(VENV)/bin/maturin develop --release --extras cli -q
	@touch $@

$(VENV)/.dev-ready: $(VENV)/bin/python $(SOURCES)
	$(VENV)/bin/maturin develop --release --extras cli,arrow,fit,dev -q
	@touch $@ $(VENV)/.demo-ready

setup: $(VENV)/.dev-ready

build: setup

# The part of `make test` that reads the code instead of running it.
lint: $(VENV)/.dev-ready
	cargo clippy --workspace --all-targets -- -D warnings
	$(VENV)/bin/ruff check python tests benches
	$(VENV)/bin/ruff format --check python tests benches
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-cache --no-logo
	$(PYTHON) -m pytest -q tests/meta

fmt:
	cargo fmt --all
	$(VENV)/bin/ruff format python tests benches

# 20,000 random searches on the library and on the slow oracle; `make test` runs 2,500.
compare: $(VENV)/.dev-ready
	ORACLE_COMPARISONS=20000 $(PYTHON) -m pytest -q tests/oracle/test_storefront_against_oracle.py --timeout 7200

# Mistakes are made on purpose in copies of the engine; the comparison with the oracle must find each of them. Compiles for minutes.
faults: $(VENV)/.dev-ready
	$(PYTHON) tests/faults/run.py

# 5,000 damaged stores of each kind and 500 killed writers; `make test` runs 100 and 10.
durability: $(VENV)/.dev-ready
	DAMAGES=5000 KILLS=500 $(PYTHON) -m pytest -q tests/durability --timeout 7200

bench: $(VENV)/.dev-ready
	$(PYTHON) benches/peers/run.py

# DATA is a folder with `chorus_electronics/`.
relevance: $(VENV)/.dev-ready
	$(PYTHON) benches/relevance/run.py $(or $(DATA),$(error name the folder: make relevance DATA=FOLDER))

# With DATA the titles of `chorus_electronics/` too.
analyzers: $(VENV)/.dev-ready
	$(PYTHON) benches/analyzers/run.py $(DATA)

clean:
	rm -rf target $(VENV) .cache
