# Two commands do everything on a fresh machine with a Swift toolchain: make demo, make test.
.PHONY: demo test setup build bench format clean

OUT ?= report

demo: setup
	swift build -c release --product entente
	.build/release/entente demo --out $(OUT)

test: setup
	swift test

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
