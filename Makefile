# The commands of this house. `make` alone prints them. The work is in scripts/ and in the crates.

ARGS ?=
.DEFAULT_GOAL := help

help: ## this list
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: ## a film is made, paid and divided on the embedded chain (ARGS="--holders FILE …")
	@scripts/demo $(ARGS)

test: ## everything CI checks
	@scripts/test

test-client: ## CosmJS, a browser and our TypeScript client against the devnet (ARGS=--wasmd: against wasmd as well)
	@scripts/test-client $(ARGS)

e2e-wasmd: ## the same scenarios, clients and commands on a real chain: wasmd, built from pinned sources
	@scripts/e2e-wasmd

fmt: ## format the sources
	@cargo fmt --all

lint: ## format check and clippy, warnings refused
	@cargo fmt --all --check
	@cargo clippy --locked --workspace --all-targets -- -D warnings

schema: ## write schema/*.json anew
	@scripts/schema

artifacts: ## build artifacts/*.wasm and write artifacts/checksums.txt
	@scripts/artifacts

bench: ## measure gas on the embedded chain, print the table, write target/bench/gas.json
	@scripts/bench $(ARGS)

docs: ## the documentation of all crates, warnings refused
	@RUSTDOCFLAGS="-D warnings" cargo doc --locked --workspace --no-deps

clean: ## remove what was built
	@cargo clean
	@rm -f artifacts/*.wasm

.PHONY: help demo test test-client e2e-wasmd fmt lint schema artifacts bench docs clean
