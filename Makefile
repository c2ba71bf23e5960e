# Every target says what it does: make help.
.DEFAULT_GOAL := help

release := $(shell git describe --tags --always --dirty 2>/dev/null || echo development)
fuzztime ?= 20s

# The styles and scripts of the pages, which the program embeds.
pages := internal/web
built := $(pages)/dist/palier.js
fetched := $(pages)/node_modules/.package-lock.json

.PHONY: help build run test lint bench fuzz profile pictures clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

build: $(built) ## build bin/palier
	go build -ldflags "-X main.release=$(release)" -o bin/palier ./cmd/palier

run: build ## build, import a made-up shop, show what Palier sees in it and serve its pages
	bin/palier demo --workspace bin/demo

$(built): $(fetched) $(pages)/build.mjs $(wildcard $(pages)/script/*.js $(pages)/script/*/*.js) $(wildcard $(pages)/style/*)
	cd $(pages) && node build.mjs

$(fetched): $(pages)/package.json $(pages)/package-lock.json
	cd $(pages) && npm ci --ignore-scripts --no-audit --no-fund

test: $(built) ## run all tests
	go test -timeout 20m ./...

lint: ## check the format, and look for mistakes
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); [ -z "$$unformatted" ] || { echo "not gofmt-ed: $$unformatted"; exit 1; }
	go vet ./...
	go tool staticcheck ./...

bench: ## measure the figures of the architecture, each against its bar
	go run ./cmd/figures

fuzz: ## run every fuzz target for fuzztime (20s, or so many tries: 3000x)
	@git grep -o '^func Fuzz[A-Za-z]*' -- '*_test.go' | while IFS=: read -r file function; do \
		echo "$$file $${function#func }"; \
		go test -run '^$$' -fuzz "^$${function#func }$$" -fuzztime $(fuzztime) ./$$(dirname $$file) || exit 1; \
	done

profile: ## profile the kernel's pass over a whole base: bin/kernel.prof
	@mkdir -p bin
	go test -run '^$$' -bench 'Lifecycle|Everything' -cpuprofile bin/kernel.prof -o bin/timeline.test ./timeline
	go tool pprof -top -nodecount 25 bin/timeline.test bin/kernel.prof

pictures: build ## take the pictures of the pages that the README shows: docs/img
	bin/palier demo --workspace bin/demo --no-serve --quiet >/dev/null
	@mkdir -p docs/img
	go run ./cmd/pictures bin/demo docs/img

clean: ## remove what was built
	rm -rf bin $(pages)/node_modules
	find $(pages)/dist -type f ! -name .gitkeep -delete
