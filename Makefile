# A bare `make` lists what there is. Steps whose result is fresh are skipped.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory
PYTHON ?= python3
BIN := .venv/bin
PYTEST := $(BIN)/python -m pytest

.PHONY: help run setup setup-dev demo test test-long check bench docs lock browser

help:  ## list what make can do
	@sed -nE 's/^([a-z-]+):.*  ## (.*)$$/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

setup: .venv/.run  ## make .venv with what running needs

setup-dev: .venv/.dev  ## make .venv with what running, testing and checking need

.venv/.run: requirements.txt requirements-uv.txt pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py run
	@touch $@

.venv/.dev: requirements-dev.txt requirements-uv.txt pyproject.toml tools/setup.py
	@$(PYTHON) tools/setup.py dev
	@touch $@ .venv/.run

lock: .venv/.run  ## refresh the locked versions and their hashes
	@tools/lock.sh
