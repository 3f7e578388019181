# Everything that a fresh clone needs is set up here: Python 3.10 or newer and make are enough.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
P ?= examples/shop
WORKERS ?= 2
N ?= 50000

.PHONY: run test bench fuzz ecosystem fix-ecosystem run-ecosystem labels generate tables clean
.DEFAULT_GOAL := run

# Lint the example project, or any path: make run P=path/to/project
run: $(VENV)/.run
	$(BIN)/asynclint $(P) || test $$? -eq 1

test: $(VENV)/.test
	$(BIN)/ruff check src tests scripts
	$(BIN)/ruff format --check src tests scripts
	$(BIN)/mypy
	$(BIN)/pytest -n $(WORKERS)

# Generate N programs, run them on real Django and lint them: both must agree (half an hour).
fuzz: $(VENV)/.test
	$(BIN)/python scripts/fuzz.py --programs $(N)

# Run on pinned packages of the package index and compare with the reviewed verdicts (minutes).
ecosystem: $(VENV)/.test
	$(BIN)/python scripts/ecosystem.py

# Apply all safe fixes to copies of those packages, and look at what came of it (minutes).
fix-ecosystem: $(VENV)/.test
	$(BIN)/python scripts/fix_ecosystem.py

# The same for packages whose modules are imported and whose own tests are run before and after the
# fixes. This runs their code, in environments of their own (many minutes).
run-ecosystem: $(VENV)/.test
	$(BIN)/python scripts/fix_ecosystem.py --run

# Time and memory beside other tools, into docs/performance.md (many minutes).
bench: $(VENV)/.test
	$(BIN)/python scripts/bench.py --write

# Recall and precision on the labelled places of those packages (minutes).
labels: $(VENV)/.test
	$(BIN)/python scripts/labels.py

# Write again what is generated from the rules: docs/rules.
generate: $(VENV)/.test
	$(BIN)/python scripts/generate.py

# Write again what is known of Django by version, from every release on the package index (minutes).
tables: $(VENV)/.test
	$(BIN)/python scripts/django_tables.py

clean:
	rm -rf $(VENV) .cache build dist

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	touch $@

$(VENV)/.test: pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[test]'
	touch $@ $(VENV)/.run
