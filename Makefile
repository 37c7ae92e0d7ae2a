# make run    environment, install, all stages on the corpus that ships
# make test   lint, types and tests (EXTRAS=1: also those that need torch)
# make models the trained models anew, from public data; needs torch and, on two cores, some hours
# make lint   ruff and mypy only
# make sample the files of the sample corpus, from their sources
# make lock   the lock file, from pyproject.toml

PYTHON ?= python3
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
export DVC_NO_ANALYTICS := 1
export PATH := $(BIN):$(PATH)

.PHONY: run test models lint sample lock clean

run: $(VENV)/.installed
	dvc repro
	@rapportgruvan check outputs
	@echo "Open outputs/report.html or outputs/rapportgruvan.xlsx; scores: dvc metrics show"

test: lint $(if $(EXTRAS),$(VENV)/.extras)
	pytest

models: $(VENV)/.extras
	python -m pipeline.train fit
	python -m pipeline.train pack
	python -m pipeline.train stanza
	python -m pipeline.train.statements fit
	python -m pipeline.train.statements fit --fold 0
	python -m pipeline.train.statements pack

lint: $(VENV)/.installed
	ruff check .
	ruff format --check .
	mypy

sample: $(VENV)/.installed
	python corpus/build_sample.py

$(VENV)/.installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Rapportgruvan needs Python 3.11 or later; choose one with: make PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.extras: $(VENV)/.installed requirements-models.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-models.txt
	@touch $@

# Needs uv on the path, and the package registry. `--universal` covers every platform and Python from 3.11.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url --generate-hashes \
	  --no-annotate --extra repro --extra dev pyproject.toml --output-file requirements.lock

clean:
	rm -rf $(VENV) outputs/stages outputs/text
