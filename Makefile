# shuangsuiji: `make run` starts everything, `make test` tests everything that
# this machine can, `make help` lists the rest.

SHELL := /bin/bash
export CGO_ENABLED := 0
export GOFLAGS := -mod=readonly -buildvcs=false

BIN := bin/shuangsuiji
VERSION := $(shell git describe --always --dirty 2>/dev/null || echo dev)
TOOLS := $(CURDIR)/.cache/bin
DATA ?=
DATA_FLAG := $(if $(DATA),--data $(DATA))
FULL ?=
FULL_FLAG := $(if $(FULL),--full)
GOLANGCI := v2.15.0
WORKFLOWCHECK := v0.6.0
GOVULNCHECK := v1.9.0

.DEFAULT_GOAL := help
# Temporal's own programs, of the version that is embedded.
TEMPORAL := go.temporal.io/server/cmd

.PHONY: help run build slim temporal demo pictures processes chaos hostile test race lint determinism vulnerabilities fuzz model mutants bench clean

help: ## list the targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: build ## build and start the demonstration: Temporal, UI, worker, API, sample data
	@./$(BIN) up --demo $(DATA_FLAG)

demo: build ## play plan 2024001 through the API of the running demonstration; FULL=1: a year with everything that the procedure knows
	@./$(BIN) demo $(DATA_FLAG) $(FULL_FLAG)

pictures: ## take the pictures of the manual anew, by going through its first hour
	@.ci/prerequisites
	go test ./e2e -run '^TestLesson$$' -count 1 -args -pictures

build: ## build the binary with everything embedded
	@mkdir -p bin
	@if [ ! -x $(BIN) ]; then \
	  echo "首次编译需要几分钟（内嵌流程服务较大），请稍候。"; \
	  echo "The first build takes minutes (the embedded server is large); packages are listed as they finish."; \
	  go build -v -ldflags "-s -w -X main.version=$(VERSION)" -o $(BIN) ./cmd/shuangsuiji 2>&1 \
	    | awk '{ n++; if (n % 50 == 0) { printf "  %d packages, now %s\n", n, $$0; fflush() } else if (/^#/ || /\.go:[0-9]/) { print; fflush() } }'; \
	  exit $${PIPESTATUS[0]}; \
	else \
	  go build -ldflags "-s -w -X main.version=$(VERSION)" -o $(BIN) ./cmd/shuangsuiji; \
	fi

slim: ## build the binary for separate processes, without the embedded server
	@mkdir -p bin
	go build -tags slim -ldflags "-s -w -X main.version=$(VERSION)" -o bin/shuangsuiji-slim ./cmd/shuangsuiji

temporal: ## build the Temporal server and its schema tool, for separate processes
	@mkdir -p $(TOOLS)
	go build -ldflags "-s -w" -o $(TOOLS)/temporal-server $(TEMPORAL)/server
	go build -ldflags "-s -w" -o $(TOOLS)/temporal-sql-tool $(TEMPORAL)/tools/sql

processes: slim temporal ## run the system of docker-compose.yml as plain processes, with sample data
	@.ci/prerequisites
	@go run ./cmd/processes

test: slim temporal ## all tests; those that need Python 3, Java, MariaDB or a browser fail with one line if it is missing
	@.ci/with-mariadb go test -timeout 25m ./...

# What the race detector has no say in, since other processes do it, not built with it.
UNRACED := ^(TestMemoryOfHostileFiles|TestDemonstration)$$
race: ## the race detector on what does not link the embedded server (needs gcc)
	.ci/with-mariadb env CGO_ENABLED=1 go test -race -short -skip "$(UNRACED)" -timeout 20m ./seal ./inspection/calendar ./inspection/creditcode ./documents ./notify ./settings ./apiclient ./columns ./store ./workflows ./topology ./chaos ./waiting ./door ./bureau ./attachments ./activities ./mutual ./upkeep

lint: $(TOOLS)/golangci-lint ## formatting, vet, linters, import directions
	@test -z "$$(gofmt -l $$(git ls-files '*.go'))" || { echo "not gofmt'd:"; gofmt -l $$(git ls-files '*.go'); exit 1; }
	go vet ./...
	$(TOOLS)/golangci-lint run ./...

determinism: $(TOOLS)/workflowcheck ## static check that workflow code is deterministic
	$(TOOLS)/workflowcheck -config workflows/workflowcheck.yaml ./workflows/...

vulnerabilities: $(TOOLS)/govulncheck ## known vulnerabilities, where the database can be reached
	$(TOOLS)/govulncheck ./...

model: ## random walks through the workflows against a small model of the procedure; MODEL='-walk.seed 7 -walk.count 1000'
	go test ./workflows -run 'Walk' -v -timeout 2h -args $(MODEL) | grep -v '^=== RUN\|^    --- PASS'

fuzz: ## each fuzz target for a short time
	@.ci/fuzz

mutants: ## small changes of the law, the calendar, the draw and the credit codes, one at a time: a test must notice each
	@nice go run ./.ci/mutants ./inspection/calendar ./inspection/creditcode
	@nice go run ./.ci/mutants -by "$(addprefix ./inspection/,law registers plans tasks cases proceedings) ./inspection" $(addprefix ./inspection/,law registers plans tasks cases proceedings)
	@nice go run ./.ci/mutants -files '^beside\.go$$' ./inspection/planyear
	@nice go run ./.ci/mutants -skip '^TestPython|^TestEveryByte|^TestNumberOfCores|HasTheSameChance$$' \
	  -files '^(afterwards|commit|draw|evidence|inspectors|quotas|rank|ratio|strata|teams|verify|verify_inside)\.go$$' ./inspection/draw

CHAOS ?= -for 3m
chaos: build slim temporal ## fault runs on both topologies; CHAOS='-for 10m -seed 7 -topology processes' (root: fills a disk of its own)
	@.ci/prerequisites
	@go run ./cmd/chaos $(CHAOS)

hostile: build ## attack an office with sample data from the network, the machine, within and by its database; HOSTILE=-keep (root: as another user too)
	go build -o bin/hostile ./cmd/hostile
	@.ci/hostile $(HOSTILE)

bench: build slim temporal ## figures as ratios taken in one run, written into docs/benchmarks.md
	@.ci/bench

clean: ## remove what was built here
	rm -rf bin .cache

$(TOOLS)/golangci-lint:
	GOBIN=$(TOOLS) GOFLAGS= go install github.com/golangci/golangci-lint/v2/cmd/golangci-lint@$(GOLANGCI)
$(TOOLS)/workflowcheck:
	GOBIN=$(TOOLS) GOFLAGS= go install go.temporal.io/sdk/contrib/tools/workflowcheck@$(WORKFLOWCHECK)
$(TOOLS)/govulncheck:
	GOBIN=$(TOOLS) GOFLAGS= go install golang.org/x/vuln/cmd/govulncheck@$(GOVULNCHECK)
