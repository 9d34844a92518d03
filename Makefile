# A bare `make` lists what there is. Steps whose result is fresh are skipped.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
# Where Python may keep what it has compiled, everything here starts three seconds sooner.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
# Tests spread over the cores there are; those that share a browser stay together.
SPREAD := -n auto --dist loadgroup

.NOTPARALLEL:
.PHONY: help run setup setup-dev demo test test-sqlite test-postgresql test-long check bench docs lock browser

help:  ## list what make can do
	@echo "Twoway. Say one of:"
	@sed -nE 's/^([a-z-]+):.*  ## (.*)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 24

run: setup  ## open Twoway at http://127.0.0.1:8000, on SQLite in a folder of yours
	@exec $(BIN)/twoway serve

demo: setup  ## fill the sample company of twelve and open it
	@$(BIN)/twoway demo
	@exec $(BIN)/twoway serve

setup: .venv/.run  ## make .venv with what running needs

setup-dev: .venv/.dev  ## make .venv with what running, testing and checking need

test: setup-dev browser check test-sqlite test-postgresql  ## everything: checks, SQLite, PostgreSQL 18, Chromium

test-sqlite: setup-dev browser  ## all tests on SQLite, the browser's too
	@echo "Testing on SQLite ..."
	@$(BIN)/python -m pytest -q $(SPREAD)

test-postgresql: setup-dev  ## the tests that use the database, on a PostgreSQL 18 of our own
	@echo "Testing on PostgreSQL ..."
	@$(BIN)/python -m pytest -q $(SPREAD) --database postgresql

test-long: setup-dev browser  ## as test, with the made-up lives a hundred times as many; takes its time
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q $(SPREAD)
	@HYPOTHESIS_PROFILE=long $(BIN)/python -m pytest -q $(SPREAD) --database postgresql

check: setup-dev  ## format, lint, types, who may import what, the shape, missing migrations
	@tools/check.sh

bench: setup-dev  ## measure against named peers; one alone: ONLY=street; in little time: QUICK=yes
	@$(BIN)/python -m bench $(if $(QUICK),--quick) $(ONLY)

docs: setup-dev  ## write docs/reference anew from the code
	@$(BIN)/python tools/reference.py

lock: .venv/.run  ## refresh the locked versions and their hashes
	@tools/lock.sh

browser:  # Chromium for the browser tests, from the system's packages where it is missing
	@tools/browser.sh

.venv/.run: requirements.txt requirements-uv.txt pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py run
	@touch $@

.venv/.dev: requirements-dev.txt requirements-uv.txt pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py dev
	@touch $@ .venv/.run
