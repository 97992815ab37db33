# `make` reads seeds/ into corpus/, runs the notebooks and draws the figures. It needs Python >= 3.11.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
STAMP  := .make

LEXICONS  := $(wildcard lexicons/*)
CODINGS   := $(shell find codings -newer $(STAMP)/figures 2>/dev/null | head -n 1)
CODE      := $(shell find src -name '*.py')
NOTEBOOKS := $(wildcard notebooks/*.ipynb)
# A browser saves pages under their titles, with blanks, which no prerequisite may have. So find is
# asked whether anything in seeds/ is newer; a folder is when a page was put in or taken out.
SEEDS     := $(shell find seeds -newer $(STAMP)/corpus 2>/dev/null | head -n 1)

.PHONY: changed all env build notebooks figures lab test browser check lint bench lock clean

all: $(STAMP)/done

# What was made, and what to open: five lines, only when something was made.
$(STAMP)/done: $(STAMP)/corpus $(STAMP)/figures $(STAMP)/notebooks
	@$(BIN)/python -m wucheng summary
	@touch $@

env: $(STAMP)/env
build: $(STAMP)/corpus
figures: $(STAMP)/figures
notebooks: $(STAMP)/notebooks

# JupyterLab is told not to fetch news or look for updates, since the workbook is used offline, and
# to start the kernel of a notebook without asking which.
$(STAMP)/env: requirements.txt pyproject.toml src/wucheng/lab.json
	@$(PYTHON) -c "import sys; sys.exit(sys.version_info < (3, 11) and 'Wucheng needs Python 3.11 or newer; this is ' + sys.version.split()[0] + '. Try: make PYTHON=python3.11')"
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@mkdir -p $(STAMP) $(VENV)/share/jupyter/lab/settings
	@cp src/wucheng/lab.json $(VENV)/share/jupyter/lab/settings/overrides.json
	@touch $@

$(STAMP)/corpus: $(STAMP)/env $(if $(SEEDS),changed) $(LEXICONS) $(CODE)
	$(BIN)/wucheng build --keep-going
	@touch $@

$(STAMP)/figures: $(STAMP)/corpus $(if $(CODINGS),changed)
	$(BIN)/wucheng figures
	@touch $@

$(STAMP)/notebooks: $(STAMP)/corpus $(if $(CODINGS),changed) $(NOTEBOOKS)
	$(BIN)/wucheng notebooks
	@touch $@

lab: all
	$(BIN)/jupyter lab notebooks/00_overview.ipynb

test: $(STAMP)/env
	$(BIN)/python -m pytest -n auto

# each notebook in JupyterLab, controls and marks, in a real Chromium, which must be installed
browser: $(STAMP)/env
	$(BIN)/python -m pytest -m browser tests/test_browser.py

lint: $(STAMP)/env
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

# lint, types, and all tests, among them that what is committed is what a rebuild gives
check: lint test

# how fast each room is, as ratios in one run
bench: $(STAMP)/env
	$(BIN)/python benchmarks/speed.py
	$(BIN)/python benchmarks/counts.py
	$(BIN)/python benchmarks/exploring.py

lock: $(STAMP)/env
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/python -m uv pip compile --quiet --universal --python-version 3.11 --no-emit-index-url \
	  --custom-compile-command "make lock" requirements.in -o requirements.txt

clean:
	rm -rf $(VENV) $(STAMP)
