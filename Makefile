# Two commands: `make site` builds the site, `make test` runs every test.
# Each sets up what it needs, once. The only prerequisites are make and Python 3.12 or newer.

PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
# The first Python on the path that is new enough; PYTHON=... overrides it.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 12))' 2>/dev/null && { echo $$p; break; }; done)
export PATH := $(CURDIR)/$(BIN):$(PATH)

.DEFAULT_GOAL := help
.PHONY: help site check serve test lint format bench lock clean

help: ## list the commands
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

site: $(VENV)/.site ## build the site into site/
	@$(BIN)/python build.py build $(ARGS)

check: $(VENV)/.site ## check the framework, without building
	@$(BIN)/python build.py check $(ARGS)

serve: $(VENV)/.site ## preview with live reload on http://127.0.0.1:8000 (PORT to change)
	@$(BIN)/python build.py serve --port $(PORT)

test: $(VENV)/.test lint site ## lint, check types, build the site and run all tests
	@$(BIN)/pytest --numprocesses=auto $(ARGS)

lint: $(VENV)/.test ## ruff, mypy and the JavaScript type check
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/node node_modules/typescript/bin/tsc --project sitegen/theme/js

format: $(VENV)/.test ## put the Python code into its standard form
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

bench: $(VENV)/.test benchmarks/lighthouse/node_modules/.ready site ## measure, and print each figure beside its peer
	@$(BIN)/python -m benchmarks

lock: ## renew the Python locks (needs uv; `npm install` renews the other)
	uv pip compile --upgrade --universal --generate-hashes --python-version 3.12 --no-header \
		--group site -o requirements.txt pyproject.toml
	uv pip compile --upgrade --universal --generate-hashes --python-version 3.12 --no-header \
		-c requirements.txt --group site --group test -o requirements-test.txt pyproject.toml

clean: ## remove what was built and installed
	rm -rf $(VENV) node_modules benchmarks/lighthouse/node_modules site build .cache

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "error: Python 3.12 or newer was not found on the path." >&2; \
		echo "help: install it, or name it: make site PYTHON=/path/to/python3.13" >&2; exit 3; }
	@echo "Setting up: Python environment"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.packages: requirements.txt | $(VENV)/bin/python
	@echo "Setting up: Python packages of the site"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@touch $@

# npm itself is one of the Python packages.
node_modules/.ready: package-lock.json package.json $(VENV)/.packages
	@echo "Setting up: Node packages, the Nu Html Checker and Pyodide"
	@$(BIN)/npm ci --ignore-scripts --loglevel=error --silent
	@touch $@

benchmarks/lighthouse/node_modules/.ready: benchmarks/lighthouse/package-lock.json $(VENV)/.packages
	@echo "Setting up: Lighthouse"
	@cd benchmarks/lighthouse && $(CURDIR)/$(BIN)/npm ci --ignore-scripts --loglevel=error --silent
	@touch $@

$(VENV)/.site: pyproject.toml $(VENV)/.packages node_modules/.ready
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.test: requirements-test.txt $(VENV)/.site
	@echo "Setting up: Python packages of the tests"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-test.txt
	@$(BIN)/python tests/browser/install.py
	@touch $@
