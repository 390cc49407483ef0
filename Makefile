# Everything one needs: make demo, make test, make lint. Each sees to .venv itself.

VENV := .venv
BIN := $(VENV)/bin
ARGS ?=
# The interpreter .venv is made with, where the first suitable one is not wanted. The system's own
# is asked first: a distribution compiles it with a profile, which saves a fifth of the time or more;
# pyenv, for one, does not unless it is told to.
PYTHON ?=
CANDIDATES := /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python
UV := $(shell command -v uv 2>/dev/null)
# Test processes at once: all cores, but no more than is worth a server of each.
JOBS ?= auto

# Without bytecode every process compiles all it imports: seconds each, where images of machines
# have this set.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help demo test test-slow lint format bench bench-peers lock gallery clean
.DEFAULT_GOAL := help

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## /{printf "  make %-10s %s\n", $$1, $$2}' Makefile

demo: $(VENV)/.runtime ## Play every command once, on this machine alone
	$(BIN)/apolo demo $(ARGS)

test: $(VENV)/.dev ## Run the test suite
	$(BIN)/python -m pytest -q -n $(JOBS) --maxprocesses 4 -m "not slow" $(ARGS)

# pytest's 5 is "no tests were collected": nothing slow is no failure.
test-slow: $(VENV)/.dev ## Run the long tests: demo, chaos, soak, failover
	$(BIN)/python -m pytest -q -m slow --timeout 900 $(ARGS) || [ $$? -eq 5 ]

lint: $(VENV)/.dev ## Check style, types and who imports whom
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev ## Put the code into the project's style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.runtime ## Run the benchmarks
	@for file in benchmarks/[!_]*.py; do \
		[ -e "$$file" ] || { echo "no benchmarks yet"; break; }; \
		name=$$(basename "$$file" .py); echo "== $$name"; \
		$(BIN)/python -m "benchmarks.$$name" $(ARGS) || exit 1; \
	done

bench-peers: ## Install what the benchmarks compare Apolo with (needs node)
	@command -v npm >/dev/null || { echo "make bench-peers needs node and npm" >&2; exit 1; }
	cd benchmarks/peers && npm ci --no-audit --no-fund

# Hashes of every platform's files, and no address of any: pip's own configuration says where from.
LOCK := --universal --python-version 3.11 --generate-hashes --no-strip-extras \
	--no-emit-index-url --no-header --quiet
lock: ## Write the lock files anew from pyproject.toml (needs uv)
	@[ -n "$(UV)" ] || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	echo 'setuptools>=77' | $(UV) pip compile $(LOCK) --no-annotate $(ARGS) \
		pyproject.toml - -o requirements.lock
	echo 'setuptools>=77' | $(UV) pip compile $(LOCK) --no-annotate $(ARGS) --extra dev \
		-c requirements.lock pyproject.toml - -o requirements-dev.lock

gallery: $(VENV)/.runtime ## Draw every kind of picture into docs/gallery.md
	$(BIN)/python scripts/gallery.py

clean: ## Remove .venv, caches and what the demo wrote; the data stay
	rm -rf $(VENV) build dist *.egg-info demo-output test-output .coverage
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment. A stamp says what is installed, so a second call has nothing to do.

SUITABLE := import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))
WORKS := import sys; sys.exit(sys.version_info < (3, 11))

$(VENV)/.made:
	@if $(BIN)/python -c "$(WORKS)" 2>/dev/null; then touch $@; exit 0; fi; \
	rm -rf $(VENV); \
	if [ -n "$(UV)" ]; then \
		"$(UV)" venv --quiet --python "$(or $(PYTHON),>=3.11)" $(VENV) || exit 1; \
	else \
		for candidate in $(or $(PYTHON),$(CANDIDATES)); do \
			"$$candidate" -c "$(SUITABLE)" 2>/dev/null && found=$$candidate && break; \
		done; \
		if [ -z "$$found" ]; then \
			echo "Apolo needs Python 3.11 or newer with its venv module (Debian: python3-venv), or uv." >&2; \
			exit 1; \
		fi; \
		"$$found" -m venv $(VENV) || exit 1; \
	fi; \
	touch $@

# $(call install,LOCK): what the lock names, each file checked by its hash, then Apolo itself. The
# lock is whole, so nothing is resolved: an older pip may prefer a newer release to the pinned one.
ifneq ($(UV),)
PIP_INSTALL := "$(UV)" pip install --quiet --python $(BIN)/python
else
# An environment that uv made has no pip of its own.
HAVE_PIP := $(BIN)/python -c "import pip" 2>/dev/null || $(BIN)/python -m ensurepip >/dev/null
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-compile
endif
define install
	@echo "installing $(1) into $(VENV)"
	@$(or $(HAVE_PIP),true)
	@$(PIP_INSTALL) --no-deps --require-hashes -r $(1)
	@$(PIP_INSTALL) --no-deps --no-build-isolation -e .
	@touch $@
endef

$(VENV)/.runtime: requirements.lock pyproject.toml | $(VENV)/.made
	$(call install,requirements.lock)

$(VENV)/.dev: requirements-dev.lock requirements.lock pyproject.toml | $(VENV)/.made
	$(call install,requirements-dev.lock)
	@touch $(VENV)/.runtime
