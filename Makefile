# One command each; `make` alone lists them.
#
#   VENV=path       another virtual environment than .venv (it may be empty)
#   PYTHON=command  the Python that creates it: 3.11 or newer
#   DOCUMENTS=path  another folder of articles than the one that ships
#   SIZE=number     questions that `make guard` asks; for `make torture` ci, nightly or release
#   PUBLIC=path     folder of the public question sets, for evals-public and bench
#   ARGS="..."      passed on to article-assistant, pytest or the evaluation

VENV ?= .venv
SIZE ?= 10000
BIN := $(VENV)/bin
# Each candidate is run, since a version manager leaves names on the PATH that start nothing.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	"$$p" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done)
PUBLIC ?= ../shared/evals/public
FOLDER = $(if $(DOCUMENTS),--documents "$(DOCUMENTS)")
SOURCES := documents index assistant ui.py tests benchmarks training
PIP = $(BIN)/python -m pip install --constraint constraints.txt

.DEFAULT_GOAL := help
.PHONY: help setup dev chat index test lint check evals evals-public guard bench torture clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(VENV)/.ready ## Install what the assistant needs (minutes the first time, then instant)

dev: $(VENV)/.ready-dev ## Install the test tools as well

# In place of the recipe's shell, which would pass no signal on to it.
chat: $(VENV)/.ready ## Index the articles and open the chat on 127.0.0.1
	@exec $(BIN)/article-assistant chat $(FOLDER) $(ARGS)

index: $(VENV)/.ready ## Index what is new or changed
	@$(BIN)/article-assistant index $(FOLDER) $(ARGS)

# Two processes, a file in one of them: what a file prepares for its tests is prepared once.
test: $(VENV)/.ready-dev ## Run the tests, the browser's included
	$(BIN)/python -m pytest -n 2 --dist loadfile $(ARGS)

lint: $(VENV)/.ready-dev ## Check rules, layout and types
	$(BIN)/ruff check $(SOURCES)
	$(BIN)/ruff format --check $(SOURCES)
	$(BIN)/mypy

evals: $(VENV)/.ready-dev ## Answer the question sets and compare with the floors
	$(BIN)/python tests/run_evals.py $(ARGS)

evals-public: $(VENV)/.ready-dev ## Answer the public questions on annual reports, where they are
	@if [ -d "$(PUBLIC)" ]; then $(BIN)/python benchmarks/public_figures.py "$(PUBLIC)" $(ARGS); \
	else echo "evals-public: $(PUBLIC) is not here; name the folder of tatqa/ and finqa/ with PUBLIC=path."; fi

guard: $(VENV)/.ready-dev ## Ask SIZE generated questions (10,000) and check every number of every answer
	$(BIN)/python -m tests.generate --questions $(SIZE) $(ARGS)

check: lint test evals torture ## Everything that CI runs

bench: $(VENV)/.ready-dev ## Measure start, indexing, answers and server beside LangChain, LlamaIndex, Haystack and txtai
	$(BIN)/python benchmarks/run.py --public "$(PUBLIC)" $(ARGS)

torture: $(VENV)/.ready-dev ## Try to break it: crashes, damage, hostile files, floods; SIZE=ci, nightly or release
	$(BIN)/python -m benchmarks.torture --size $(if $(filter ci nightly release,$(SIZE)),$(SIZE),ci) $(ARGS)

clean: ## Remove caches and build output; the virtual environment and the indexes stay
	rm -rf build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find $(SOURCES) -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed and none was found; name it with PYTHON=/path/to/python." >&2; exit 1; }
	$(PYTHON) -m venv "$(VENV)"

# The stamps make a second run instant. Torch comes first and alone: once it is there, nothing else pulls in another build of it.
$(VENV)/.ready: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing article-assistant into $(VENV); the first time this takes a few minutes."
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip --upgrade
	$(PIP) torch
	$(PIP) --editable .
	@touch $@

$(VENV)/.ready-dev: $(VENV)/.ready
	$(PIP) --editable ".[dev,eval,mcp,milvus]"
	@touch $@
