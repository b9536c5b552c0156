# Every target sets up what it needs: the first call makes .venv, later ones are silent.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev
READY_TRAIN := $(VENV)/.ready-train
PIP := $(BIN)/python -m pip --disable-pip-version-check install --quiet
LIBRARY_FLAG := $(if $(LIBRARY),--library "$(LIBRARY)")
OUT ?= out/eval
BASELINE := out/baseline
QUESTIONS ?= evals/questions/dev.jsonl

.PHONY: install chat ask ingest doctor test lint eval baseline train docs clean
.DEFAULT_GOAL := install

install: $(READY)

chat: $(READY)
	@$(BIN)/pandu chat $(LIBRARY_FLAG)

ask: $(READY)
	@$(BIN)/pandu ask "$(Q)" $(LIBRARY_FLAG)

ingest: $(READY)
	@$(BIN)/pandu ingest $(FILES) $(LIBRARY_FLAG)

doctor: $(READY)
	@$(BIN)/pandu doctor $(LIBRARY_FLAG)

test: $(READY_DEV)
	@$(BIN)/python -m pytest -q

lint: $(READY_DEV)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python docs/make_reference.py --check || (echo "README 或 docs/measurements.md 里由命令生成的表过时了，请运行 make docs"; exit 1)

eval: $(READY)
	@$(BIN)/pandu eval $(QUESTIONS) --out $(OUT) $(LIBRARY_FLAG)

# What the dev questions reach now becomes what the tests hold later answers to.
baseline: $(READY_DEV)
	@rm -rf $(BASELINE)
	@$(BIN)/pandu ingest --samples --library $(BASELINE)/library --json >/dev/null
	@$(BIN)/pandu eval evals/questions/dev.jsonl --out $(BASELINE)/run --library $(BASELINE)/library --model none
	@$(BIN)/python docs/make_baseline.py $(BASELINE)/run/metrics.json
	@$(BIN)/python docs/make_reference.py

train: $(READY_TRAIN)
	@OMP_NUM_THREADS=1 $(BIN)/python -m retrieval.model.train --data ../shared/data --out retrieval/model/weights --seed 7

docs: $(READY_DEV)
	@$(BIN)/python docs/make_reference.py

clean:
	rm -rf $(VENV) out build dist tests/node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit("判读需要 Python 3.11 或更新的版本，这里是 %d.%d。请安装后用 make PYTHON=python3.11 … 再试。" % sys.version_info[:2] if sys.version_info < (3, 11) else 0)'
	@echo "正在建立 $(VENV) …"
	@$(PYTHON) -m venv $(VENV)

# torch first and by its exact version: later requirements then find it there, and no build with
# GPU libraries of several gigabytes is fetched beside it.
$(READY): pyproject.toml constraints.txt | $(BIN)/python
	@echo "正在安装组件（首次需要几分钟）…"
	@$(PIP) -c constraints.txt torch
	@$(PIP) -c constraints.txt -e .
	@touch $@

$(READY_DEV): $(READY)
	@$(PIP) -c constraints.txt -e ".[dev]"
	@touch $@

$(READY_TRAIN): $(READY)
	@$(PIP) -c constraints.txt -e ".[train]"
	@touch $@
