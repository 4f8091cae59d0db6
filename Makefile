SWIFT ?= swift
OUTPUT ?= demo

.PHONY: help setup validators build demo gallery docs test test-spark bench bench-identity fuzz faults hostile soak sanitize release format format-check clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-13s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# Where all are there it does nothing; NO_INSTALL=1 stops where one is missing.
setup: ## say which system libraries are missing, and install them
	@scripts/setup.sh

# The tests that need them are skipped without them.
validators: ## install the tools of PyPI that the tests let judge what is written
	@scripts/validators.sh

# Not every toolchain ships the static standard library; the plain build works everywhere.
build: setup ## build the release executable, standard library included
	@$(SWIFT) build -c release --product collab --static-swift-stdlib \
	  || $(SWIFT) build -c release --product collab

demo: build ## analyse seeds/ into the folder demo/
	@$$($(SWIFT) build -c release --show-bin-path)/collab report seeds -o $(OUTPUT)
	@echo "The diagram: $(OUTPUT)/graph.svg; the report around it: $(OUTPUT)/index.html"

gallery: build ## draw maps of real data into gallery/, and check that no name overlaps another
	@scripts/gallery.sh "$$($(SWIFT) build -c release --show-bin-path)/collab"

docs: setup ## write the documentation, the man page and completions into docs/
	@scripts/docs.sh

test: setup ## run the whole suite
	@scripts/tested.sh test

# As `make test-spark NAMES='made-up seeds'`.
test-spark: setup ## test collab-spark against servers of its own; installs Java, Spark and Sail
	@scripts/spark.sh $(NAMES)

bench: setup ## time kernels, readers and layouts beside other tools, and write the tables
	@$(SWIFT) run -c release --package-path Benchmarks kernels
	@Benchmarks/Readers/run.sh --write
	@Benchmarks/Layout/run.sh

bench-identity: setup ## score who is who on the ACL Anthology and IEEE VIS
	@$(SWIFT) build -c release --product collab && $(SWIFT) build -c release --product people-without
	@Benchmarks/Identity/score.py .build/release/collab --without .build/release/people-without

# As `make fuzz SECONDS=30 JOBS=4`; TARGETS='bibtex pipeline' fuzzes only those.
fuzz: setup ## fuzz every reader, the pipeline, corpus files and more, ten minutes each
	@scripts/fuzz.sh $(or $(SECONDS),600) $(TARGETS)

faults: setup ## make every call that writes fail, one by one, and check what is left
	@scripts/faults.sh

hostile: setup ## read hostile inputs, each within 2 s and 500 MB
	@scripts/hostile.sh

# As `make soak IMPORTS=100`.
soak: setup ## import 2,000 files into one corpus, several at a time, while others read it
	@scripts/soak.sh $(IMPORTS)

# As `make sanitize SANITIZERS=thread FILTER=ExecutionTests`.
sanitize: setup ## run the whole suite under the Address-, Thread- and UndefinedBehaviorSanitizer
	@scripts/sanitize.sh "$(SANITIZERS)" "$(FILTER)"

release: setup ## write executable, .deb, wheel, SBOM and checksums into dist/, and try them on bare systems
	@scripts/release.sh

format: ## lay the code out
	@$(SWIFT) format -i -r Package.swift Sources Tests Spark/Package.swift Spark/Sources Spark/Tests

format-check: ## check the layout of the code
	@$(SWIFT) format lint --strict -r Package.swift Sources Tests Spark/Package.swift Spark/Sources Spark/Tests

clean: ## remove what was built
	@rm -rf .build $(OUTPUT) gallery docs dist
