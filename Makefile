# Every task of the project. `make` alone lists them.

PY := .venv/bin/python

.PHONY: help run test test-postgres lint types audit audit-graphql schema translations bench lock
.DEFAULT_GOAL := help

help: ## List the tasks
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' Makefile

run: ## Install, prepare and open the shop on http://127.0.0.1:8000 (HOST, PORT, DATA_DIR choose where)
	@deploy/run.sh

test: ## Run every test, browsers included, in parallel
	@deploy/test.sh

test-postgres: ## Run every test on a PostgreSQL of its own
	@deploy/with-postgres.sh deploy/test.sh

lint: ## Judge how the code is written
	@deploy/venv.sh requirements-dev.txt
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .

types: ## Judge the types
	@deploy/venv.sh requirements-dev.txt
	@$(PY) -m mypy

audit-graphql: ## Hold /graphql/ against every audit of the npm package graphql-http
	@deploy/audit-graphql.sh

audit: ## Judge every kind of page: Lighthouse on a phone (median of RUNS), valid HTML (VIEWS="home product" for some)
	@deploy/audit.sh $(VIEWS)

schema: ## Print the API into shop/schema.graphql, whose diff is then read
	@deploy/venv.sh requirements-dev.txt
	@SHOP_DEBUG=1 $(PY) manage.py print_schema > shop/schema.graphql

translations: ## Compile locale/*.po, whose compiled files are committed beside them
	@deploy/venv.sh requirements-dev.txt
	@.venv/bin/pybabel compile -d locale -D django

bench: ## Measure requests, pages and the ledger of goods (SIZE products, DATABASE_URL for PostgreSQL)
	@deploy/venv.sh requirements-dev.txt
	@reached=0; for kind in benchmarks benchmarks.pages benchmarks.shelves; do $(PY) -m $$kind || reached=1; done; exit $$reached

lock: ## Resolve requirements*.in into pinned requirements*.txt
	@deploy/lock.sh
