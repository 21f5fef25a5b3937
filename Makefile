# `make demo` and `make test` do all the set-up themselves on a machine that has make, git and a Python.
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
CORPORA := $(or $(RASHOMON_CORPORA),$(wildcard ../shared/benchmarks))

.PHONY: help demo serve test check evaluate format lock clean

help:
	@echo "make demo      brief the sample coverage, write out/portsmouth.html, and open the reading room on it"
	@echo "make serve     show the sample coverage as pages on this machine"
	@echo "make test      set up and run the tests"
	@echo "make check     ruff, mypy, import-linter"
	@echo "make evaluate  score the stages over the labelled corpora in RASHOMON_CORPORA, against their floors"
	@echo "make format    let ruff format the code"
	@echo "make lock      pin the requirements anew"

$(STAMP): pyproject.toml requirements.lock scripts/setup
	@sh scripts/setup $(VENV)
	@touch $@

demo: $(STAMP)
	@mkdir -p out
	@$(BIN)/rashomon brief examples/portsmouth-1905
	@$(BIN)/rashomon brief examples/portsmouth-1905 --format html --output out/portsmouth.html
	@echo "The same as a page, each line linked to its sentence: out/portsmouth.html"
	@if [ -t 0 ] && [ -t 1 ] && [ -z "$$CI" ]; then \
		echo "Opening the reading room on it; Ctrl-C ends it."; $(MAKE) --no-print-directory serve; \
	else \
		echo "To read, check and cite it in a browser: make serve"; \
	fi

serve: $(STAMP)
	@$(BIN)/rashomon serve examples/portsmouth-1905 --open

test: $(STAMP)
	$(BIN)/python -m pytest

check: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

evaluate: $(STAMP)
	RASHOMON_CORPORA="$(CORPORA)" $(BIN)/python -m evaluation

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: $(STAMP)
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --extra dev pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) out .mypy_cache .ruff_cache .pytest_cache .hypothesis
