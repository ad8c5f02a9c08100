# Tongban 通办. `make` lists what there is; `make demo` and `make test` set up all they need.

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
SYSTEM_PYTHON := $(or $(shell command -v python3),python3.11)
BIN := .venv/bin
HOST ?= 127.0.0.1
PORT ?= 8000
WORKERS ?= 2
SCALE ?= 1
PROCESSES ?= 2
ROUNDS ?= 200
SPREAD := -n $(PROCESSES) -p tests.distribution -p tests.slowest --slowest 20
ARGS ?=
CHECKED := $(wildcard tongban config tests tools benchmarks drills frontend) manage.py

.PHONY: help
help: ## this list
	@awk 'BEGIN {FS = ":.*## "} \
	  /^## / {printf "\n%s\n", substr($$0, 4)} \
	  /^[a-z][a-z-]*:.*## / {printf "  make %-15s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo

## Use
.PHONY: demo serve migrate backup stop
demo: export TONGBAN_DEMO = 1
demo: setup ## everything from nothing: set up, load the demo with its year (SCALE=1), audit the 2022 report, serve (PORT=8000)
	@$(BIN)/tongban migrate
	@$(BIN)/tongban demo --year 2022 --scale $(SCALE)
	@exec $(BIN)/tongban serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

serve: setup ## start the server on what is there (HOST=, PORT=, WORKERS=)
	@exec $(BIN)/tongban serve --host $(HOST) --port $(PORT) --workers $(WORKERS)

migrate: setup ## bring the database's structure up to date
	@$(BIN)/tongban migrate

backup: setup ## database, files and keys into one file in var/backups
	@$(BIN)/tongban backup

stop: ## stop an embedded database that was left running
	@$(BIN)/python -c "from config import database, embedded; \
	  [embedded.stop(database.VAR / name) for name in ('postgres', 'postgres-test')]"

## Set up
.PHONY: setup setup-test setup-deep lock clean distclean
setup: ## what the product needs: Python packages, front end, fonts, translations
	@$(SYSTEM_PYTHON) tools/setup.py demo

setup-test: ## the same and what the tests need: tools and a browser
	@$(SYSTEM_PYTHON) tools/setup.py test

setup-deep: ## the same and Spark, a cluster of which the long campaigns start
	@$(SYSTEM_PYTHON) tools/setup.py deep

lock: setup ## write requirements/*.txt anew from pyproject.toml (ARGS=--upgrade for newer versions)
	@$(BIN)/python tools/lock.py $(ARGS)

clean: ## remove caches and gathered static files; data and packages stay
	@rm -rf build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis var/static
	@find tongban config tests tools benchmarks frontend -name node_modules -prune -o \
	  -name __pycache__ -type d -print0 2>/dev/null | xargs -0 rm -rf

distclean: clean ## remove packages as well; the installation's data in var/ stays
	@rm -rf .venv frontend/node_modules tongban/ground/kit/static/vendor

## Develop
.PHONY: test check style format types contracts guards test-postgres coverage deep
test: setup-test ## all checks, all tests, the browser journeys among them, the slowest twenty (ARGS= for pytest)
	@$(MAKE) -j2 tests style types contracts

.PHONY: tests
tests: setup-test ## the tests alone
	@echo "▸ 测试 · tests"
	@$(BIN)/python -m pytest $(SPREAD) $(ARGS)

check: setup-test style types contracts guards ## all checks: style, types, import contracts, guards

coverage: setup-test ## the suite, and which lines no test reaches; takes 1.7 times as long, so `make test` leaves it out
	@mkdir -p var/coverage
	@$(BIN)/python -m pytest $(SPREAD) --cov $(ARGS)

deep: coverage

style: setup-test
	@echo "▸ 代码风格 · style"
	@$(BIN)/ruff check --quiet .
	@$(BIN)/ruff format --check --quiet . || { echo "  make format"; exit 1; }

format: setup-test ## put the code into its form
	@$(BIN)/ruff check --quiet --fix . ; $(BIN)/ruff format .

types: setup-test
	@echo "▸ 类型 · types"
	@$(BIN)/mypy --no-error-summary $(CHECKED)

contracts: setup-test
	@echo "▸ 楼层约定 · import contracts"
	@report=$$($(BIN)/lint-imports 2>&1) || { echo "$$report"; exit 1; }

guards: setup-test
	@echo "▸ 守则、翻译、迁移 · guards, translations, migrations"
	@$(BIN)/python -m pytest tests/guards

test-postgres: setup-test ## the suite on a PostgreSQL ≥ 15: TONGBAN_DATABASE_URL's, or Debian's on a temporary cluster
	@$(BIN)/python tools/with_postgres.py $(BIN)/python -m pytest $(SPREAD) $(ARGS)

deep: setup-deep ## long campaigns: damaged files of every format (ROUNDS=200 of each), a Spark cluster, what the suite only samples
	@ROUNDS=$(ROUNDS) $(BIN)/python -m pytest -m deep $(ARGS)
	@$(BIN)/python -m pytest -m "hypothesis and not deep" --hypothesis-profile long -n $(PROCESSES) $(ARGS)

## Read and write
.PHONY: messages law docs bench drill
messages: setup ## take new texts into the translation and compile it; names what is untranslated
	@$(BIN)/python -m tongban.translations

law: setup ## which place of the code keeps which article
	@$(BIN)/python -m tongban.ground.law

docs: setup ## write every generated page of docs/
	@$(BIN)/python -m tongban.documentation docs

drill: setup ## file 200 applications while the office is killed, starved and misled; count what is lost or doubled (FILINGS=)
	@FILINGS=$(or $(FILINGS),200) $(BIN)/python -m drills

bench: setup-test ## measure speed and memory (NAME= for one)
	@$(BIN)/python -m benchmarks $(NAME)
