# Everything that is done with the checkout. The environment is .venv, made from requirements.lock; where
# packages come from is pip's own configuration.

PYTHON ?= python3
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready

.DEFAULT_GOAL := help
.PHONY: help demo test long lint types docs bench mutants generated lock wheel clean

help: ## list what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

demo: $(READY) ## the reference case with synthetic delegates, to a report (ARGS=--no-serve, ARGS="--out DIR")
	@$(BIN)/dissensus demo $(ARGS)

test: $(READY) ## the tests (ARGS are pytest's, such as ARGS="-k ladders")
	$(BIN)/python -m pytest -n 2 $(ARGS)

long: $(READY) ## the tests at full size: exhaustive enumerations, a wheel in an environment of its own
	$(BIN)/python -m pytest -n 2 -m long $(ARGS)

lint: $(READY) ## style, format and the contracts between the layers
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY) ## strict types
	$(BIN)/mypy

docs: $(READY) ## the documentation, to docs/_build/html; a warning is an error
	$(BIN)/sphinx-build -W --keep-going -n -q -b html docs docs/_build/html

bench: $(READY) ## the speed limits, each against its baseline in the same run
	$(BIN)/python -m benchmarks

mutants: $(READY) ## change the measures and the case reader bit by bit, and count which changes the tests notice
	$(BIN)/mutmut run
	$(BIN)/python -m tools.mutants

generated: $(READY) ## write anew what is generated and kept: schema, help texts, pictures
	$(BIN)/python -m tools.generated

lock: $(READY) ## choose the newest versions that fit pyproject.toml, and write them to requirements.lock
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/uv pip compile --quiet --upgrade --universal \
		--python-version 3.11 --fork-strategy fewest --generate-hashes --group dev \
		--output-file requirements.lock pyproject.toml

wheel: $(READY) ## the package as it is published, to dist/
	$(BIN)/python -m build --no-isolation --wheel

clean: ## remove what was made, the environment included
	rm -rf $(VENV) build dist docs/_build docs/api mutants .mutmut-cache
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Dissensus needs Python 3.11 or newer; name one: make PYTHON=python3.11" >&2; exit 1; }
	@echo "Setting up $(VENV) ..." >&2
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements.lock
	@$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
