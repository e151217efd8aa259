# The two commands that everybody needs: `make run` and `make test`.
PORT ?= 8000
HOST = 127.0.0.1

# The first Python that is new enough; the commands below say so in one sentence where there is none.
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then echo $$python; break; fi; done)

RUN = .venv/bin/python
TEST = .venv-test/bin/python

# An environment whose Python is gone (the system was upgraded) is made again.
$(shell for venv in .venv .venv-test; do [ ! -d $$venv ] || $$venv/bin/python -c "" 2>/dev/null || rm -rf $$venv; done)

.PHONY: run test check bench docs lock screenshots clean

run: .venv/installed
	@exec $(RUN) manage.py serve --host $(HOST) --port $(PORT)

test: .venv-test/installed
	@exec $(TEST) -m tests.run

check: .venv-test/installed
	@exec $(TEST) -m tests.run check

bench: .venv-test/installed
	@exec $(TEST) -m tests.benchmarks

screenshots: .venv-test/installed
	@exec $(TEST) docs/screenshots.py

docs: .venv-test/installed
	@$(TEST) docs/formats_table.py && $(TEST) docs/schemes_table.py && $(TEST) docs/problems_table.py

# The locks: what pyproject.toml (and requirements-test.in) need today, with everything that those need.
lock:
	rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock
	$(PYTHON) -c 'import tomllib; print("\n".join(tomllib.load(open("pyproject.toml", "rb"))["project"]["dependencies"]))' > .venv-lock/direct.txt
	.venv-lock/bin/pip install --quiet -r .venv-lock/direct.txt
	.venv-lock/bin/pip freeze > requirements.txt
	.venv-lock/bin/pip install --quiet -r requirements.txt -r requirements-test.in
	.venv-lock/bin/pip freeze > requirements-test.txt
	rm -rf .venv-lock

.venv/installed: requirements.txt
	$(call install,.venv,requirements.txt)

.venv-test/installed: requirements-test.txt
	$(call install,.venv-test,requirements-test.txt)

define install
@if [ -z "$(PYTHON)" ]; then echo "Argmap needs Python 3.11 or newer; install it and run this again." >&2; exit 1; fi
@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "$(PYTHON) lacks venv and pip; install them (Debian and Ubuntu: the package python3-venv) and run this again." >&2; exit 1; }
@echo "Installing what Argmap needs into $(1) (once, about a minute) …"
@$(PYTHON) -m venv $(1) || { echo "Argmap cannot write to $(1); make this folder writable and run this again." >&2; exit 1; }
@$(1)/bin/python -m pip install --quiet --disable-pip-version-check --no-warn-script-location -r $(2) || { echo "The packages in $(2) could not be installed; see above, check the network and run this again." >&2; exit 1; }
@touch $@
endef

clean:
	rm -rf .venv .venv-test .venv-peers
