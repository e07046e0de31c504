# Two commands matter: `make demo` and `make test`. `make help` lists the rest.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help install demo test lint bench snapshots clean

PORT ?= 8000
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input

help: ## list the targets
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

install: $(VENV)/.project $(VENV)/.font ## make the virtual environment .venv with the locked dependencies

$(VENV)/.project: $(VENV)/.locked pyproject.toml
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.font: $(VENV)/.locked
	@.ci/font
	@touch $@

$(VENV)/.locked: requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; name one with PYTHON=...")'
	@echo "Installing the locked dependencies into $(VENV)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(PIP) --require-hashes --requirement requirements.lock
	@touch $@

demo: install ## serve a demonstration exchange on 127.0.0.1:$(PORT) (PORT=8000)
	@$(BIN)/exchange demo --port $(PORT)

test: install ## lint, types, layers, snapshots and all tests on SQLite and PostgreSQL
	@.ci/test

lint: install ## ruff, mypy and import-linter alone
	@.ci/lint

snapshots: install ## write schema.graphql, the access matrix and the golden plans anew
	@$(BIN)/python -m tests.golden.write

bench: install ## measure against limits and peers (needs PostgreSQL and npm); PART=peers for one part
	@$(BIN)/python -m benchmarks.run $(PART)

clean: ## remove the virtual environment and the caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis var
