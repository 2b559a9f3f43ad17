# Commands for people. `make` alone lists them.

PYTHON ?= python3
PORT ?= 4566
STAGE ?= prod
ENDPOINT ?=
TABLE ?=
EXPORT ?=
HEADS ?=
KEY ?=
LIVE ?=
REPLACE ?=
ADOPT ?=
AT_ONCE ?=
CHANNEL ?=
OPEN ?=
FRESH ?=
YES ?=
PART ?= chat
ONLY ?=
AT ?=
VENV := .venv
BIN := $(VENV)/bin
INSTALLED := $(VENV)/installed
CHECKOV := .local/checkov/bin/checkov
SUPPLY := .local/supply
# What a person declares, without its ending: NAME.txt becomes NAME.lock, those that others build on first.
LOCKED := requirements requirements-sign-in requirements-package infra/anonymiser/requirements requirements-dev \
	infra/anonymiser/requirements-lists infra/checkov-requirements infra/local/ministack-requirements infra/supply/requirements
# Only what the lock file names, with its hash, and nothing that runs code to be installed.
PIP_INSTALL := pip install --quiet --require-hashes --only-binary :all:
UPGRADE ?=
VERSION ?= Unreleased
NODE_INSTALLED := node_modules/.package-lock.json
STAGES := test prod
# Rooms with servers and browsers: what they share there is once, and goes to one worker (tests/side_by_side.py).
SHARED := tests/edge tests/packaging tests/promises tests/stories tests/web
# Sixty-four at once need the whole machine, or what is slow is taken for what fails; and a table is printed for who looks.
ALONE := tests/alarms tests/races
WORKERS ?= auto
export PORT

.DEFAULT_GOAL := help
.PHONY: help run deploy-local test test-unit test-store test-web counts bench soak check format docs package deploy smoke rollback deploy-roles forget swap restore \
	verify-audit edge deploy-edge screenshots pictures check-templates check-supply lock version release-notes hooks drift browsers clean

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1|\2/' | \
		while IFS='|' read -r command words; do printf '%-22s %s\n' "$$command" "$$words"; done

run: $(INSTALLED) ## bring up the local cloud with the deployed package, until Ctrl-C (PORT=4566)
	@exec $(BIN)/python -m infra.local run

deploy-local: $(INSTALLED) ## put changed code into the running local cloud (PORT=4566)
	@exec $(BIN)/python -m infra.local deploy

test: $(INSTALLED) browsers ## run every test: rules, store, stories on a local cloud of its own, pages in browsers
	@$(MAKE) --no-print-directory test-pages
	$(BIN)/pytest --numprocesses $(WORKERS) --dist worksteal $(SHARED:%=--ignore %) $(ALONE:%=--ignore %)
	$(BIN)/pytest --numprocesses $(WORKERS) --dist loadgroup $(SHARED)
	$(BIN)/pytest $(ALONE)

test-unit: $(INSTALLED) ## run the tests that need no cloud and no browser (seconds)
	$(BIN)/pytest --ignore tests/stories --ignore tests/web

test-store: $(INSTALLED) ## run the store tests on any DynamoDB (ENDPOINT=http://127.0.0.1:8000)
	@test -n "$(ENDPOINT)" || { echo "name the engine: make test-store ENDPOINT=http://127.0.0.1:8000"; exit 2; }
	AWS_ENDPOINT_URL_DYNAMODB=$(ENDPOINT) $(BIN)/pytest tests/store

test-web: $(INSTALLED) browsers ## run the pages in Chromium, Firefox and WebKitGTK, and their modules in Node
	@$(MAKE) --no-print-directory test-pages
	$(BIN)/pytest tests/web

counts: $(INSTALLED) ## print what each thing costs at each size of the service, in units, calls and pushes
	@$(BIN)/python -m tests.counts.table

bench: $(INSTALLED) ## measure messages, starts, cold functions and money beside reference programs (minutes)
	$(BIN)/python -m bench

soak: $(INSTALLED) ## run the long tests: state machines and load on the local cloud (SEED=… plays the same games again)
	SEED=$(SEED) SOAK=1 $(BIN)/pytest -m soak -s

check: $(INSTALLED) ## format, lint, types, import contract, templates
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(MAKE) --no-print-directory check-pages
	@for stage in $(STAGES); do \
		$(BIN)/python -m infra.packaging --template-only $$stage && $(BIN)/cfn-lint build/$$stage/template/template.json || exit 1; \
	done

check-templates: $(INSTALLED) $(CHECKOV) ## look for what is unsafe in the templates (checkov, in an environment of its own)
	@for stage in $(STAGES); do \
		test -f build/$$stage/template/template.json || $(BIN)/python -m infra.packaging --template-only $$stage || exit 1; \
		$(BIN)/python -m infra.edge $$stage || exit 1; \
		$(BIN)/cfn-lint -r us-east-1 -- build/$$stage/edge/template.json || exit 1; \
		for part in template edge; do \
			$(CHECKOV) --config-file infra/checkov.yaml -f build/$$stage/$$part/template.json || exit 1; \
		done; \
	done
	$(BIN)/cfn-lint -r eu-central-1 -- infra/pipelines/account.yaml
	$(CHECKOV) --config-file infra/checkov.yaml -f infra/pipelines/account.yaml

check-supply: $(SUPPLY)/installed ## look for keys that were committed, and for what is wrong or unsafe in the pipelines
	infra/supply/scan
	$(SUPPLY)/bin/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(SUPPLY)/bin/check-jsonschema --builtin-schema vendor.gitlab-ci --data-transform gitlab-ci .gitlab-ci.yml
	$(SUPPLY)/bin/zizmor --offline --quiet .github/workflows

hooks: $(INSTALLED) $(SUPPLY)/installed ## let git check each commit before it is made: keys, format, lint, lock files
	$(SUPPLY)/bin/pre-commit install

format: $(INSTALLED) ## put the sources into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(INSTALLED) $(NODE_INSTALLED) ## write the documents of both APIs, the frames' types for the pages and the table of settings
	$(BIN)/python -m infra.documents
	$(BIN)/python -m infra.documents.wire

package: $(INSTALLED) ## make the package and template of a stage in build/ (STAGE=prod)
	$(BIN)/python -m infra.packaging $(STAGE)
	$(BIN)/cfn-lint build/$(STAGE)/package/template.json

deploy: $(INSTALLED) ## show what a release changes and put it on AWS (STAGE=prod; REPLACE="…" ADOPT=yes AT_ONCE=yes FRESH=yes YES=yes)
	@$(BIN)/python -m infra.deployment $(STAGE) $(if $(REPLACE),--replace "$(REPLACE)") $(if $(ADOPT),--adopt) \
		$(if $(AT_ONCE),--at-once) $(if $(FRESH),--fresh) $(if $(YES),--yes)

smoke: $(INSTALLED) ## try on a stage what no test before a release could show (STAGE=prod; CHANNEL=jac OPEN=yes)
	@$(BIN)/python -m infra.smoke $(STAGE) --port $(PORT) $(if $(CHANNEL),--channel $(CHANNEL)) $(if $(OPEN),--open)

rollback: $(INSTALLED) ## bring back the release before the running one (STAGE=prod)
	@$(BIN)/python -m infra.deployment $(STAGE) --back $(if $(REPLACE),--replace "$(REPLACE)") $(if $(YES),--yes)

deploy-roles: $(INSTALLED) ## make the role that a stage is released under, once, as an administrator of the account (STAGE=prod)
	@$(BIN)/python -m infra.deployment $(STAGE) --roles

forget: $(INSTALLED) ## make a restored table forget what has expired or was erased (STAGE=prod TABLE=…)
	@test -n "$(TABLE)" || { echo "name the restored table: make forget STAGE=$(STAGE) TABLE=…"; exit 2; }
	@$(BIN)/python -m infra.retention forget $(STAGE) $(TABLE) --port $(PORT) $(if $(LIVE),--also-live)

swap: $(INSTALLED) ## copy what was lost out of a restored table that has forgotten (STAGE=prod PART=chat TABLE=… ONLY=…)
	@test -n "$(TABLE)" || { echo "name the restored table: make swap STAGE=$(STAGE) PART=$(PART) TABLE=…"; exit 2; }
	@$(BIN)/python -m infra.retention swap $(STAGE) $(PART) $(TABLE) --port $(PORT) --only "$(ONLY)"

restore: $(INSTALLED) ## bring back what was lost: table of a moment, forget, swap, delete it (STAGE=prod PART=chat AT=… ONLY=…)
	@$(BIN)/python -m infra.retention restore $(STAGE) $(PART) --port $(PORT) --only "$(ONLY)" $(if $(AT),--at $(AT))

verify-audit: $(INSTALLED) ## is the audit trail the one that was signed? (STAGE=prod KEY=public.pem, or offline: EXPORT=… HEADS=… too)
	@$(BIN)/python -m infra.audit $(STAGE) --port $(PORT) $(if $(KEY),--key $(KEY)) $(if $(EXPORT),--export $(EXPORT)) \
		$(if $(HEADS),--heads $(HEADS))

drift: $(INSTALLED) ## say what of a stage is no longer as it was released (STAGE=prod)
	@$(BIN)/python -m infra.pipelines.drift $(STAGE)

edge: $(INSTALLED) ## make what stands before a stage: its template, and the page for outages (STAGE=prod)
	@$(BIN)/python -m infra.edge $(STAGE)

deploy-edge: $(INSTALLED) ## put what stands before a stage on AWS (STAGE=prod)
	@$(BIN)/python -m infra.edge $(STAGE) --deploy

screenshots: $(INSTALLED) browsers ## photograph every page and state into screenshots/
	SCREENSHOTS=1 $(BIN)/pytest tests/web -m screenshots

pictures: $(INSTALLED) browsers ## photograph the three pages that README shows, into docs/pictures/
	$(BIN)/pytest tests/web/staff/test_pictures.py -m screenshots

train: $(INSTALLED) ## train the anonymiser from the labelled chats, the same bytes each time
	$(BIN)/python -m infra.anonymiser.training

score-anonymiser: $(INSTALLED) ## print what the anonymiser hides, on conversations it was not trained on (minutes)
	$(BIN)/python -m infra.anonymiser.score

lock: $(SUPPLY)/installed ## write the lock files anew from what is declared (UPGRADE=--upgrade renews what others bring along)
	@for list in $(LOCKED); do \
		$(SUPPLY)/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-strip-extras $(UPGRADE) \
			--custom-compile-command "make lock" --output-file $$list.lock $$list.txt || exit 1; \
	done
	$(SUPPLY)/bin/python -m infra.supply.notices

version: $(SUPPLY)/installed ## close what is unreleased as a version (VERSION=1.2.0)
	@$(SUPPLY)/bin/python -m infra.supply.version "$(VERSION)" --make $$(date +%F)
	@$(SUPPLY)/bin/python -m infra.supply.notices

release-notes: ## print what a version changed (VERSION=1.2.0, or Unreleased)
	@$(PYTHON) -m infra.supply.version "$(VERSION)"

word-lists: ## build the anonymiser's word lists in an environment of its own
	$(PYTHON) -m venv build/word-lists
	build/word-lists/bin/$(PIP_INSTALL) -r infra/anonymiser/requirements-lists.lock
	npm install --silent --no-audit --no-fund --no-save --prefix build/word-lists $$(node -p \
		"Object.entries(require('./infra/anonymiser/package.json').dependencies).map(p => p.join('@')).join(' ')")
	build/word-lists/bin/python infra/anonymiser/build_lists.py infra/anonymiser/data/words.marisa \
		build/word-lists/node_modules/@zxcvbn-ts/language-nl-be

browsers: $(INSTALLED) ## install the browsers the page tests use, where this user may
	@$(BIN)/python -m infra.local.browsers

clean: ## forget the local cloud's state, builds and environments
	rm -rf .local build screenshots $(VENV) node_modules .pytest_cache .mypy_cache .ruff_cache .hypothesis \
		.import_linter_cache

# --- not for people -----------------------------------------------------------------------------------

# A copy of the lock says what is installed: dates say nothing after a checkout, and comments change nothing.
.PHONY: always
$(INSTALLED): always
	@grep -v '^ *#' requirements-dev.lock | cmp -s - $@ || $(MAKE) --no-print-directory tools

.PHONY: tools
tools:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
		{ echo "Python 3.11 or newer is needed: install it, or name it with PYTHON="; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "this Python makes no environments: apt-get install python3-venv"; exit 1; }
	@echo "installing the tools into $(VENV) (once; about two minutes)"
	@$(PYTHON) -m venv --clear $(VENV)
	@$(BIN)/$(PIP_INSTALL) -r requirements-dev.lock 2>$(VENV)/pip.log || \
		{ tail -3 $(VENV)/pip.log; echo "pip failed: check the connection to the package index, then run it again"; exit 1; }
	@grep -v '^ *#' requirements-dev.lock > $(INSTALLED)

$(CHECKOV): infra/checkov-requirements.lock
	@$(PYTHON) -m venv --clear .local/checkov
	@.local/checkov/bin/$(PIP_INSTALL) -r infra/checkov-requirements.lock
	@touch $@

$(SUPPLY)/installed: infra/supply/requirements.lock
	@$(PYTHON) -m venv --clear $(SUPPLY)
	@$(SUPPLY)/bin/$(PIP_INSTALL) -r infra/supply/requirements.lock
	@touch $@

# The pages' own tools run in Node; without it the pages are served all the same, only unchecked.
.PHONY: test-pages check-pages
test-pages: $(if $(wildcard package.json),$(NODE_INSTALLED))
	@$(if $(wildcard package.json),npm run --silent test,true)

check-pages: $(if $(wildcard package.json),$(NODE_INSTALLED))
	@$(if $(wildcard package.json),$(BIN)/python -m infra.documents.wire --check && npm run --silent types && npm run --silent lint,true)

$(NODE_INSTALLED): package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: apt-get install npm (Node 18.18 or newer)"; exit 1; }
	@npm ci --silent --no-audit --no-fund
