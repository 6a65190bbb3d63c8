# The desk's commands. `make` or `make help` lists them. Each makes the environment that it needs.

PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null && echo $$p && break; done)
UV := $(shell command -v uv 2>/dev/null)
RUN := .venv/bin/python
# A notice about a future MkDocs, which is pinned below it here.
export NO_MKDOCS_2_WARNING := 1
SAM := SAM_CLI_TELEMETRY=0 AWS_DEFAULT_REGION=eu-west-2 .venv-local/bin/sam

# $(call environment,FOLDER,LOCK): a virtual environment that holds exactly what the lock file names.
define environment
@test -n "$(PYTHON)" || { echo "Results Desk needs Python 3.11, 3.12 or 3.13; set PYTHON=/path/to/python3"; exit 1; }
@echo "Making $(1) from $(2) (once, and again when the lock changes)"
$(if $(UV),uv venv --quiet --clear --seed --python $(PYTHON) $(1),$(PYTHON) -m venv --clear $(1))
$(if $(UV),VIRTUAL_ENV=$(1) uv pip install --quiet --no-deps --require-hashes -r $(2),$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r $(2))
@touch $(1)/ready
endef

.DEFAULT_GOAL := help
.PHONY: help serve serve-fresh test pictures check bench lighthouse features mutants catalogue schema site package deploy clean lock chromium environments

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

serve: environments ## run the whole desk on http://127.0.0.1:8000 (PORT=..., CLOCK=2022-09-20T23:50 for another desk time, EMPTY=1 for no enquiries yet)
	@$(RUN) -m infra.local $(if $(PORT),--port $(PORT)) $(if $(CLOCK),--clock $(CLOCK)) $(if $(EMPTY),--empty)

serve-fresh: environments ## the same, forgetting everything that was entered before
	@$(RUN) -m infra.local --fresh $(if $(PORT),--port $(PORT)) $(if $(CLOCK),--clock $(CLOCK)) $(if $(EMPTY),--empty)

test: environments chromium ## run every test (ARGS="tests/domain -k deadline" for some)
	$(RUN) -m pytest $(ARGS)

pictures: environments chromium ## take the guides' pictures anew, after a page that they show or a step in content/guidance has changed
	DESK_PICTURES=take $(RUN) -m pytest tests/browser/test_guide_pictures.py

check: environments ## lint, types, template, site and locks: what must be clean beside the tests
	$(RUN) -m ruff check
	$(RUN) -m ruff format --check
	$(RUN) -m mypy
	.venv/bin/cfn-lint template.yaml
	$(SAM) validate --lint --template template.yaml
	$(RUN) -m infra.site

bench: environments ## measure start-up, processor time, site build, page weight, units of the table and a storm of submissions (ARGS="log units" for some); writes build/bench.json
	$(RUN) -m bench $(ARGS)

lighthouse: environments ## Lighthouse's judgement of five pages on a phone, against goals (needs node with npx)
	@$(RUN) -m infra.lighthouse

features: .venv/ready ## each behaviour in tests/features.yml, and the tests that prove it
	@$(RUN) -m infra.features

mutants: .venv/ready ## change rules of functions/domain one at a time, and report what no test noticed (SEED=1 N=120 ONLY=functions/domain/...); writes build/mutants.json
	@$(RUN) -m infra.mutants $(if $(SEED),--seed $(SEED)) $(if $(N),--size $(N)) $(if $(ONLY),--only $(ONLY)) $(ARGS)

catalogue: .venv/ready ## what the catalogue says in plain sentences, what is not known, what was checked longest ago (BODY=ncfe for one body)
	@$(RUN) -m infra.catalogue $(BODY)

schema: .venv/ready ## write the schema of the catalogue files anew, after a model of functions/domain/catalogue has changed
	@$(RUN) -m infra.catalogue --schema

site: .venv/ready ## build the site into build/site
	$(RUN) -m infra.site

package: .venv/ready ## stage what the functions carry to AWS, under build/, with sizes
	$(RUN) -m infra.package

deploy: environments ## deploy to the AWS account that you are signed in to; asks before it acts (STAGE=..., ARGS="--mail-from ...")
	$(RUN) -m infra.deploy $(if $(STAGE),--stage $(STAGE)) $(ARGS)

clean: ## delete what was built (not the local desk's state: that is serve-fresh)
	rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis

lock: ## bring the locks up to date with pyproject.toml (needs uv; UPGRADE=1 takes newer releases)
	@command -v uv >/dev/null || { echo "make lock needs uv: python3 -m pip install uv"; exit 1; }
	infra/locks/make $(if $(UPGRADE),--upgrade)

environments: .venv/ready .venv-local/ready

.venv/ready: infra/locks/dev.lock
	$(call environment,.venv,$<)

.venv-local/ready: infra/locks/local.lock
	$(call environment,.venv-local,$<)

chromium: .venv/ready
	@$(RUN) -m infra.chromium
