# make serve        set up what is missing, then serve on http://127.0.0.1:8000/ (PORT=, HOST=)
# make test         set up what is missing, then everything that must hold
# make lint         the style, the types and the directions only
# make residue      what Chromium, Firefox and WebKitGTK leave behind on a shared computer
# make bench        measure, and print the ratios
# make faults       kill, fill up, turn back and cut off what can be, and print what was lost
# make access       every page state, in every language and at every width, by axe and vnu
# make pictures     the pictures of the README and of docs/languages.md
# make hostile      send 100,000 hostile answers, and print what came of them
# make questions    3,000 people answer the interview: is too little asked, or one too many?
# make scan         read the code and try the served portal for known sorts of holes
# make translations every sentence of the code into every catalog
# make lock         pin the newest releases that pyproject.toml allows
# make clean        remove what can be made again; cases, secrets and fonts in instance/ stay

PYTHON ?= python3
PORT ?= 8000
HOST ?= 127.0.0.1
export HOST PORT
MAKEFLAGS += --no-print-directory

.PHONY: serve test lint residue access bench faults hostile questions pictures scan translations lock clean python

serve: python
	@exec $(PYTHON) -m setup.serve

test: python
	@$(PYTHON) -m setup.test

lint: python
	@$(PYTHON) -m setup.test lint

access: python
	@$(PYTHON) -m setup.access

residue: python
	@$(PYTHON) -m setup.residue

bench: python
	@$(PYTHON) -m setup.test bench

faults: python
	@$(PYTHON) -m setup.test faults

pictures: python
	@$(PYTHON) -m setup.test pictures

translations: python
	@$(PYTHON) -m setup.test translations

hostile: python
	@HOSTILE=$${HOSTILE:-100000} $(PYTHON) -m setup.test hostile

questions: python
	@PEOPLE=$${PEOPLE:-3000} $(PYTHON) -m setup.test questions

scan: python
	@$(PYTHON) -m setup.test scan

lock: python
	@$(PYTHON) -m setup.lock

clean:
	@rm -rf .venv build dist fresh_page.egg-info .mypy_cache .ruff_cache .pytest_cache \
	    .import_linter_cache .hypothesis
	@find portal setup tests bench faults scan -name __pycache__ -type d -prune -exec rm -rf {} +
	@find translations -name '*.mo' -delete

python:
	@command -v $(PYTHON) >/dev/null || \
	    { echo "Fresh Page needs Python 3.11 or newer, and there is no $(PYTHON) here."; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(None if sys.version_info >= (3, 11) else \
	    "Fresh Page needs Python 3.11 or newer; $(PYTHON) here is %d.%d." % sys.version_info[:2])'
