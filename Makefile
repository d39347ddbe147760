# The commands of the older live-chat backend by their names. Each is a thin call of what does it here; there is nothing
# that only make can do.
.DEFAULT_GOAL := help
.PHONY: help deps db-create migrate-up migrate-down migrate-create dev build run test lint fmt docs docker-build docker-run

SERVICE ?= chat-service
IMAGE ?= sapa
URL ?= http://localhost:8080

help: ## Lists these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1 \t/p' $(firstword $(MAKEFILE_LIST)) | expand -t 16

deps: ## Fetches what the build needs
	./mvnw -ntp -q -DskipTests -Dspotless.check.skip test-compile

db-create: ## Says who creates database and roles
	@echo "Nothing to do: ./deploy/up creates database, schemas and roles, also on a server named in SAPA_DB_URL."

migrate-up: ## Says who migrates
	@echo "Nothing to do: each service migrates its own schema when it starts (make run)."

migrate-down: ## Says why there is no way back
	@echo "Migrations only go forward: restore a backup, or add one that undoes the last (make migrate-create)." >&2
	@exit 1

migrate-create: ## Begins a migration: make migrate-create NAME=add_something SERVICE=chat-service
	@test -n "$(NAME)" || { echo "Say what it does: make migrate-create NAME=add_something SERVICE=$(SERVICE)" >&2; exit 1; }
	@folder=$(SERVICE)/src/main/resources/db/migration; \
	last=$$(ls "$$folder" | sed -n 's/^V0*\([0-9][0-9]*\)__.*/\1/p' | sort -n | tail -1); \
	file=$$folder/$$(printf 'V%04d__%s.sql' $$((last + 1)) "$(NAME)"); \
	: > "$$file" && echo "$$file"

dev: run ## Runs everything; after a change run it again, only what changed is built

build: ## Builds everything
	./mvnw -ntp -q -DskipTests package

run: ## Builds what is missing and runs everything
	./deploy/up

test: ## Runs all tests
	./deploy/test

lint: ## Checks format and compiler warnings
	./mvnw -ntp -q -DskipTests verify -DskipITs

fmt: ## Formats the code
	./mvnw -ntp -q spotless:apply

docs: ## Saves the API description of a running suite as target/openapi.json
	@mkdir -p target
	curl --fail --silent --show-error $(URL)/docs/openapi.json --output target/openapi.json

docker-build: ## Builds the image
	docker build --file deploy/images/Containerfile --tag $(IMAGE) .

docker-run: ## Runs the image
	docker run --rm --publish 8080:8080 $(IMAGE)
