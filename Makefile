# Two commands matter: `make run` and `make test`. Needs Python 3.11 or newer, git and make; nothing else.

VENV := .venv
BIN := $(VENV)/bin
CODE := engine handlers forms web cli tests
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
LOCK := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
	--no-emit-index-url --no-emit-find-links --no-strip-extras --custom-compile-command "make lock" --extra build
PORT := 8000
UV := uv==0.13.9

.DEFAULT_GOAL := help
.PHONY: help run test bench check lint lock bundles oracle fuzz clean

help: ## List what can be made
	@sed -n 's/^\([a-z][a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-16s %s\n", $$1, $$2 }'

run: $(VENV)/.ready-to-run ## Serve Homeward with made-up cases on http://127.0.0.1:8000, data in var/homeward.db (PORT=8001 for another)
	@$(BIN)/homeward db upgrade
	@$(BIN)/homeward demo
	@HOMEWARD_DEMONSTRATION=on $(BIN)/homeward serve --port $(PORT)

test: lint ## Everything CI runs: set-up, lint, then all tests with coverage
	@$(BIN)/python tests/setup/system.py
	$(BIN)/python -m pytest -m "not slow" -n auto --maxprocesses 4 --dist loadscope --cov --cov-report=term

lint: $(VENV)/.ready-to-test ## Ruff, mypy --strict and the import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy --strict
	$(BIN)/lint-imports --no-logo

check: $(VENV)/.ready-to-run ## Check diagrams, forms, handlers and calendar
	@$(BIN)/homeward check

bench: $(VENV)/.ready-to-test ## Print how the engine compares with the disk and with the stock serialiser
	@$(BIN)/python tests/setup/system.py
	@$(BIN)/python -m tests.bench

fuzz: $(VENV)/.ready-to-test ## The slow tests, and the property tests with much longer budgets
	$(BIN)/python -m pytest -m "slow or hypothesis" --hypothesis-profile=fuzz

lock: $(BIN)/python ## Pin every version anew in requirements.lock and requirements-test.lock
	@$(PIP_INSTALL) $(UV)
	@$(LOCK) --output-file requirements.lock
	@$(LOCK) --extra test --constraint requirements.lock --output-file requirements-test.lock

bundles: ## Rebuild the committed scripts and styles (needs node 20 and npm)
	cd web/bundles && npm ci --ignore-scripts && npm run build

oracle: ## Ask the reference FEEL interpreter again and rewrite its committed answers (needs node 20 and npm)
	cd tests/engine/feel/oracle && npm install --ignore-scripts --no-package-lock && npm run make

clean: ## Remove the environment and what tools left behind; your data in var/ stays
	rm -rf $(VENV) build *.egg-info .coverage htmlcov .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find $(CODE) -name __pycache__ -type d -prune -exec rm -rf {} +

$(BIN)/python:
	@sh tests/setup/environment.sh $(VENV)

$(VENV)/.ready-to-run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what Homeward needs into $(VENV) (once; a minute or so)"
	@$(PIP_INSTALL) -r requirements.lock
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.ready-to-test: requirements-test.lock $(VENV)/.ready-to-run
	@echo "Installing what the tests need into $(VENV) (once; a minute or so)"
	@$(PIP_INSTALL) -r requirements-test.lock
	@touch $@
