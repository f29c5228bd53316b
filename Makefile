# Two commands: `make demo` shows the main job, `make test` passes every test. Neither needs root; all is written below this folder.
.PHONY: demo test setup build lint fmt bench clean

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
	$(PYTHON) -m pytest -q

# The compiled core is built again when any of its sources changed.
SOURCES := $(shell find rust python pyproject.toml Cargo.toml -type f -not -name '*.so' -not -name '*.pyc' 2>/dev/null)

$(VENV)/bin/python:
	$(PYTHON3) -m venv $(VENV)
	$(PYTHON) -m pip install -q "maturin>=1.16,<2"

$(VENV)/.demo-ready: $(VENV)/bin/python $(SOURCES)
	$(VENV)/bin/maturin develop --release --extras cli -q
	@touch $@

$(VENV)/.dev-ready: $(VENV)/bin/python $(SOURCES)
	$(VENV)/bin/maturin develop --release --extras dev -q
	@touch $@ $(VENV)/.demo-ready

setup: $(VENV)/.dev-ready

fmt:
	cargo fmt --all
	$(VENV)/bin/ruff format python tests benches examples

bench: $(VENV)/.dev-ready
	$(PYTHON) benches/peers/run.py

clean:
	rm -rf target $(VENV) .cache
