# Two commands do everything: `make demo` and `make test`. Each sets up what it needs from nothing.
SHELL  := /bin/bash
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN    := .venv/bin
PORT   ?= 8000
SERVE  ?= 1

.PHONY: demo test test-all check bench serve lock clean

demo: .venv/run.stamp
	$(BIN)/lawgate demo $(if $(filter 0,$(SERVE)),--no-serve) --port $(PORT)

# Three workers on two cores: a good part of a test is waiting, for a page, a process, a disk.
test: .venv/dev.stamp .venv/browser.stamp .venv/server.stamp check
	HYPOTHESIS_PROFILE=same $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder

# Also what takes longest.
test-all: .venv/dev.stamp .venv/browser.stamp .venv/server.stamp check
	HYPOTHESIS_PROFILE=same $(BIN)/pytest -n 3 --dist loadfile --no-loadscope-reorder -m ''

check: .venv/dev.stamp
	$(BIN)/ruff check src tests bench
	$(BIN)/ruff format --check src tests bench
	$(BIN)/lint-imports
	$(BIN)/mypy

bench: .venv/dev.stamp
	for b in bench/[a-z]*.py; do $(BIN)/python $$b; done

serve: .venv/run.stamp
	$(BIN)/lawgate serve --port $(PORT)

.venv/run.stamp: requirements.lock pyproject.toml
	bin/venv $(PYTHON) requirements.lock && touch $@

.venv/dev.stamp: requirements-dev.lock pyproject.toml
	bin/venv $(PYTHON) requirements-dev.lock && touch $@ .venv/run.stamp

.venv/browser.stamp:
	bin/browser && mkdir -p .venv && touch $@

.venv/server.stamp:
	bin/postgresql && mkdir -p .venv && touch $@

# Needs uv; the hashes come from whatever index it is configured for, and no index name is written down.
lock:
	uv pip compile pyproject.toml --generate-hashes --no-emit-index-url --python-version 3.11 --no-annotate --no-header -q -o requirements.lock
	uv pip compile pyproject.toml --extra dev --generate-hashes --no-emit-index-url --python-version 3.11 --no-annotate --no-header -q -o requirements-dev.lock

clean:
	rm -rf .venv var build dist .pytest_cache .mypy_cache .ruff_cache
