# Two commands are enough: make serve, make test. Everything works without make as well: see CONTRIBUTING.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= auto
LOWER := $(VENV)-lower
TOOLS := tests/browser/node_modules/.package-lock.json

.PHONY: help serve test tools build check test-long test-lower snapshots tidy clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/ready ## show the internal site while you edit; broken input shows its findings in the page
	$(BIN)/journeybook serve

test: $(VENV)/ready tools ## check style, types, import contract and run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -n $(JOBS) --dist loadgroup

tools: ## install what looks through scripts and style sheets, where there is Node
	@if command -v npm >/dev/null; then $(MAKE) --silent $(TOOLS); \
	else echo "No Node here: the tests of scripts and style sheets will be skipped."; fi

build: $(VENV)/ready ## build both sites into site/public and site/internal
	$(BIN)/journeybook build

check: $(VENV)/ready ## say everything that is wrong with the journeys
	$(BIN)/journeybook check

test-long: $(VENV)/ready ## run the same tests at their full size
	JOURNEYBOOK_TEST_SIZE=long $(BIN)/pytest -n $(JOBS) --dist loadgroup

test-lower: $(LOWER)/ready ## run the tests on the lowest versions that pyproject.toml allows
	$(LOWER)/bin/pytest -n $(JOBS) --dist loadgroup -m "not browser"

snapshots: $(VENV)/ready ## take new pictures of the pages, and lay old beside new in site/snapshots/index.html
	JOURNEYBOOK_REWRITE=1 $(BIN)/pytest -n 0 tests/site/test_snapshots.py

tidy: $(VENV)/ready ## put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove everything that was made here
	rm -rf $(VENV) $(LOWER) $(dir $(TOOLS)) site dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/ready: pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable ".[test]"
	@touch $@

$(TOOLS): tests/browser/package-lock.json
	npm ci --prefix tests/browser --no-audit --no-fund
	@touch $@

$(LOWER)/ready: pyproject.toml tests/lower_bounds/constraints.txt
	$(PYTHON) -m venv $(LOWER)
	$(LOWER)/bin/python -m pip install --quiet --disable-pip-version-check --constraint tests/lower_bounds/constraints.txt --editable ".[test]"
	@touch $@
