# Every target does the set-up that it needs, once: what is set up is done again only when the file
# that it was made from changes. `make help` lists the targets.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run test quick coverage javascript check hooks lint types imports templates translations messages migrations assets \
        catalogues chromium old-engines format lock clean

PORT ?= 8000
export PORT
# What is compiled is kept: a process that compiles all of it again takes twice as long to start.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
# A worker waits for a browser, a database or a process for a third of its time, so that there is one
# more for every two processors.
PROCESSORS := $(shell getconf _NPROCESSORS_ONLN)
AT_ONCE := -n $(shell expr $(PROCESSORS) + \( $(PROCESSORS) + 1 \) / 2) --dist worksteal
PIP := $(BIN)/python -m pip -qq --disable-pip-version-check
CATALOGUES := $(wildcard translations/*/LC_MESSAGES/*.po)
ASSET_SOURCES := $(shell find static/js static/css -type f 2>/dev/null)
LETTER_SOURCES := app/web/letters.py translations/languages.txt $(CATALOGUES) $(shell find surveys -name '*.yaml' -o -name '*.po')
LOCKED_INSTALL := install --require-hashes --no-deps -r
PIP_COMPILE := $(BIN)/pip-compile --quiet --upgrade --strip-extras --generate-hashes \
               --allow-unsafe --no-header --no-emit-options --no-emit-index-url \
               --no-emit-find-links --no-emit-trusted-host

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | awk -F '\t' '{printf "make %-14s%s\n", $$1, $$2}'

run: .venv/.installed static/dist/manifest.json static/fonts/.built translations ## Set up, load the demonstration, serve it on 127.0.0.1:$PORT and read what comes in
	@$(BIN)/ownwords demo
	@$(BIN)/ownwords worker >/dev/null & worker=$$!; $(BIN)/ownwords serve --port $(PORT) & server=$$!; \
	trap "kill $$worker $$server 2>/dev/null" EXIT; trap "exit 0" INT TERM; wait $$server

test: .venv/.tested chromium javascript static/dist/manifest.json static/fonts/.built translations ## All tests: unit, integration on two databases, JavaScript, browser
	$(BIN)/pytest $(AT_ONCE)

# Counting takes as long again as what is counted, so what must pass before a change lands does
# without. PostgreSQL and the browser run the same lines once more.
coverage: .venv/.tested static/dist/manifest.json static/fonts/.built translations ## Which lines and branches the unit tests and those on SQLite run
	$(BIN)/pytest $(AT_ONCE) -m "not (postgresql or browser)" --cov --cov-report=term

javascript: node_modules/.installed .venv/.tested ## Tests of the JavaScript modules that need no browser
	@$(BIN)/python -m scripts.javascript

quick: .venv/.tested translations javascript ## Tests of the rooms that differ from main, on SQLite and without a browser
	@tests=$$($(BIN)/python -m scripts.changed_tests) && \
	if [ -n "$$tests" ]; then $(BIN)/pytest -q $(AT_ONCE) -m "not (postgresql or browser)" $$tests; else echo "No room was changed"; fi

hooks: ## Run `make lint types` before each commit
	git config core.hooksPath scripts/hooks

check: lint types imports templates messages migrations test ## Everything that must pass before a change lands

lint: .venv/.tested ## Style and common mistakes
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/.tested ## Types
	$(BIN)/mypy

imports: .venv/.tested ## The stack of folders: who may import whom
	$(BIN)/lint-imports

templates: .venv/.tested ## Mistakes in the HTML templates
	$(BIN)/djlint app/templates --lint --quiet

translations: .venv/.installed $(CATALOGUES:.po=.mo) ## Compile the interface's translations

messages: .venv/.tested ## Every message and every text of a survey is translated, whole, in every language
	$(BIN)/python -m scripts.check_translations
	$(BIN)/ownwords survey catalogues --check >/dev/null

catalogues: .venv/.tested ## Bring the translation files up to date with the code and the surveys
	$(BIN)/python -m scripts.check_translations --update
	$(BIN)/ownwords survey catalogues

migrations: .venv/.tested ## Migrations up and down on SQLite and PostgreSQL; no model change without one
	$(BIN)/python -m scripts.check_migrations

assets: static/dist/manifest.json static/fonts/.built ## Build what browsers load, and the fonts that are printed with

format: .venv/.tested ## Put the code into its form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: .venv/.tested ## Choose the newest versions of all dependencies and lock them
	$(PIP_COMPILE) -o requirements/run.txt requirements/run.in
	$(PIP_COMPILE) -o requirements/test.txt requirements/test.in
	$(PIP_COMPILE) -o requirements/node.txt requirements/node.in

clean: ## Remove everything that was set up or built; the data in instance/ stays
	rm -rf .venv node_modules static/dist static/fonts build *.egg-info .mypy_cache .pytest_cache .ruff_cache \
	       .import_linter_cache .coverage .hypothesis $(CATALOGUES:.po=.mo)

chromium: .venv/.installed
	@$(BIN)/python -m scripts.chromium

old-engines: .venv/.tested chromium static/dist/manifest.json build/old-engines/69 build/old-engines/77 build/old-engines/83 ## Look at the pages in Chromium 69, 77 and 83 (a gigabyte; Linux on x86-64)
	$(BIN)/pytest tests/browser/test_old_engines.py

build/old-engines/%: requirements/old-engine-%.txt
	@echo "Installing Chromium $*"
	@$(BIN)/python -m venv $@
	@$@/bin/python -m pip -qq --disable-pip-version-check $(LOCKED_INSTALL) $<

.venv/bin/python:
	@python=$$(scripts/choose-python) && echo "Making .venv with $$python" && "$$python" -m venv .venv

.venv/.locked: requirements/run.txt | .venv/bin/python
	@echo "Installing the locked dependencies"
	@$(PIP) $(LOCKED_INSTALL) requirements/run.txt
	@touch $@

.venv/.installed: .venv/.locked pyproject.toml
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

.venv/.tested: .venv/.installed requirements/test.txt
	@echo "Installing the locked test dependencies"
	@$(PIP) $(LOCKED_INSTALL) requirements/test.txt
	@touch $@

node_modules/.installed: package.json package-lock.json .npmrc scripts/node.py .venv/.installed
	@echo "Installing the locked browser libraries"
	@$(BIN)/python -m scripts.node
	@touch $@

static/dist/manifest.json: node_modules/.installed static/fonts/.built scripts/build_assets.py $(ASSET_SOURCES) $(LETTER_SOURCES)
	@$(BIN)/python -m scripts.build_assets

static/fonts/.built: node_modules/.installed scripts/build_fonts.py
	@$(BIN)/python -m scripts.build_fonts
	@touch $@

%.mo: %.po | .venv/.installed
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
