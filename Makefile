# Two commands are enough: make serve, make test. Everything works without make as well: see CONTRIBUTING.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
JOBS ?= auto
LOWER := $(VENV)-lower
NEWEST := $(VENV)-newest
LOCKER := $(VENV)-lock
INSTALL := $(PYTHON) requirements/install.py
TOOLS := tests/browser/node_modules/.package-lock.json

unexport PYTHONDONTWRITEBYTECODE # or each of the many processes of the tests compiles its modules anew

.PHONY: help serve test tools build check test-long test-lower test-newest lock upgrade snapshots tidy clean
.DEFAULT_GOAL := help

help: ## say what can be made
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

serve: $(VENV)/serve.ready ## show the internal site while you edit; broken input shows its findings in the page
	$(BIN)/journeybook serve

test: $(VENV)/test.ready tools ## check style, types, import contract and run every test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy & types=$$!; $(BIN)/pytest -n $(JOBS) --dist loadgroup; tests=$$?; \
	wait $$types || { echo "mypy said above what is wrong."; exit 1; }; exit $$tests

tools: ## install what looks through scripts and style sheets, where there is Node
	@if command -v npm >/dev/null; then $(MAKE) --silent $(TOOLS); \
	else echo "No Node here: the tests of scripts and style sheets will be skipped."; fi

build: $(VENV)/serve.ready ## build both sites into site/public and site/internal
	$(BIN)/journeybook build

check: $(VENV)/serve.ready ## say everything that is wrong with the journeys, and which files are not in house form
	$(BIN)/journeybook check
	$(BIN)/journeybook fmt --check

test-long: $(VENV)/test.ready tools ## run the same tests at their full size
	JOURNEYBOOK_TEST_SIZE=long $(BIN)/pytest -n $(JOBS) --dist loadgroup

test-lower: $(LOWER)/lowest.ready tools ## run the tests on the lowest versions that pyproject.toml allows
	JOURNEYBOOK_TEST_SIZE=small $(LOWER)/bin/pytest -n $(JOBS) --dist loadgroup -m "not browser"

test-newest: tools ## run the tests on the newest versions that pyproject.toml allows
	$(PYTHON) -m venv --clear $(NEWEST)
	$(NEWEST)/bin/python -m pip install --disable-pip-version-check --progress-bar off --editable ".[test]"
	$(NEWEST)/bin/pytest -n $(JOBS) --dist loadgroup

lock: $(LOCKER)/ready ## write the locks in requirements/ anew, keeping every version that still fits
	$(LOCKER)/bin/python requirements/lock.py $(LOCKER)/bin/uv

upgrade: $(LOCKER)/ready ## write the locks anew with the newest versions that pyproject.toml allows
	$(LOCKER)/bin/python requirements/lock.py $(LOCKER)/bin/uv --upgrade

snapshots: $(VENV)/test.ready ## take new pictures of the pages, and lay old beside new in site/snapshots/index.html
	JOURNEYBOOK_REWRITE=1 $(BIN)/pytest -n 0 tests/site/test_snapshots.py

tidy: $(VENV)/test.ready ## put the code into the house format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

clean: ## remove everything that was made here
	rm -rf $(VENV) $(LOWER) $(NEWEST) $(LOCKER) $(dir $(TOOLS)) site dist .cache .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

$(VENV)/serve.ready: requirements/serve.txt pyproject.toml
	@$(INSTALL) serve $(VENV)

$(TOOLS): tests/browser/package-lock.json
	npm ci --prefix tests/browser --no-audit --no-fund
	@touch $@

$(VENV)/test.ready: requirements/test.txt pyproject.toml
	@$(INSTALL) test $(VENV)
	@touch $(VENV)/serve.ready # what the tests need holds what serving needs

$(LOWER)/lowest.ready: requirements/lowest.txt pyproject.toml
	@$(INSTALL) lowest $(LOWER)

$(LOCKER)/ready: Makefile
	$(PYTHON) -m venv $(LOCKER)
	$(LOCKER)/bin/python -m pip install --quiet --disable-pip-version-check uv==0.13.9
	@touch $@
