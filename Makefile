# Everything runs in .venv, made once from the lock; a stamp named after what was installed makes
# the next run start at once, and makes it again when the lock, the project's metadata or its
# place on disk changes.

PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
ARGS ?=
# One more than cores: tests wait for processes that they start.
WORKERS ?= 3

INSTALL := $(PY) -m pip install --quiet --disable-pip-version-check --no-input
RUN_ID := $(shell { pwd; cat requirements/run.lock pyproject.toml; } | cksum | cut -d' ' -f1)
DEV_ID := $(shell { pwd; cat requirements/run.lock requirements/dev.lock pyproject.toml; } | cksum | cut -d' ' -f1)
RUN := $(VENV)/.run-$(RUN_ID)
DEV := $(VENV)/.dev-$(DEV_ID)

.DELETE_ON_ERROR:
.PHONY: help run setup test test-long check format bench words pictures lock clean

help:
	@echo "make run         set up and open the app (ARGS=... are passed on)"
	@echo "make test        set up and run the tests"
	@echo "make test-long   the tests that take minutes, an hour in all"
	@echo "make check       format, lint, types, import rules"
	@echo "make format      put the format right"
	@echo "make bench       ratios of start, memory and typing"
	@echo "make words       compile tui/content/*/*.po"
	@echo "make pictures    draw docs/pictures anew, from the app itself"
	@echo "make lock        resolve requirements/*.lock anew (UPGRADE=--upgrade for newer versions)"
	@echo "make clean       remove what these commands made"

$(RUN):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Alongside needs Python 3.11 or later as '$(PYTHON)'; try: make $(MAKECMDGOALS) PYTHON=python3.11"; exit 1; }
	@echo "Setting up in $(VENV): once, about half a minute."
	@$(PYTHON) -m venv $(VENV)
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/run.lock
	@$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@$(PY) -m compileall -q tui backend_stub
	@rm -f $(VENV)/.run-*
	@touch $@

$(DEV): $(RUN)
	@echo "Adding what the tests and checks use."
	@$(INSTALL) --require-hashes --only-binary :all: -r requirements/dev.lock
	@rm -f $(VENV)/.dev-*
	@touch $@ $(VENV)/.ready

setup: $(DEV)

run: $(RUN)
	@$(VENV)/bin/alongside $(ARGS)

test: $(DEV)
	$(PY) -m pytest -q -n $(WORKERS) --dist loadfile $(ARGS)

test-long: $(DEV)
	$(PY) -m pytest -q -n $(WORKERS) --dist loadfile -o faulthandler_timeout=1800 -m long $(ARGS)

check: $(DEV)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports --no-logo

format: $(DEV)
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .

bench: $(DEV)
	$(PY) -m tests.benchmarks $(ARGS)

words: $(DEV)
	$(PY) -m tools.compile_words

pictures: $(DEV)
	$(PY) -m tools.pictures

# The resolver lives in a place of its own, since nothing else needs it. No index address is
# written into a lock: each machine's own pip settings say where packages come from.
LOCK_VENV := .venv-lock
COMPILE = $(LOCK_VENV)/bin/uv pip compile pyproject.toml --universal --python-version 3.11 \
  --generate-hashes --no-header --quiet $(UPGRADE)

lock:
	@$(PYTHON) -m venv $(LOCK_VENV)
	@$(LOCK_VENV)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/lock-tool.txt
	$(COMPILE) --group build --output-file requirements/run.lock
	$(COMPILE) --group build --group dev --constraint requirements/run.lock --output-file requirements/dev.lock

clean:
	rm -rf $(VENV) $(LOCK_VENV) build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache snapshot_report.html
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
