# Two commands do everything on a fresh machine with a Swift toolchain: make demo, make test.
.PHONY: demo test setup build bench format clean

OUT ?= report

demo: setup
	swift build -c release --product entente
	.build/release/entente demo --out $(OUT)

# Tests that read tables of others skip where these are not: ENTENTE_TABLES names their folder.
test: setup
	@scripts/test

setup:
	@scripts/setup

build: setup
	swift build -c release --product entente

bench: setup
	$(MAKE) -C Benchmarks

format:
	swift format -i -r Sources Tests Benchmarks/Sources

clean:
	rm -rf .build report
