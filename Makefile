# Two commands matter: `make demo` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test lint bench snapshots clean

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(STAMP) ## make the virtual environment .venv with the locked dependencies

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=...")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

demo: install ## serve a demonstration exchange on 127.0.0.1:$(PORT) (PORT=8000)
	@$(BIN)/exchange demo --port $(PORT)

test: install ## lint, types, layers, snapshots and all tests on SQLite and PostgreSQL
	@.ci/test

lint: install ## ruff, mypy and import-linter alone
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

snapshots: install ## write schema.graphql, the access matrix and the golden plans anew
	@$(BIN)/python -m tests.golden.write

bench: install ## measure the planned path and the ingest against their limits (needs PostgreSQL)
	@$(BIN)/python -m benchmarks.run

clean: ## remove the virtual environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis var
