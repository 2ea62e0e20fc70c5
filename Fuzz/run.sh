#!/bin/sh
# Coverage-guided damage to the readers' input, with the address sanitizer on.
#
#     Fuzz/run.sh [SECONDS] [CORPUS]
#
# CORPUS is a folder of inputs to begin from and to add to. The fuzzer brings its own main, which a
# package's executable cannot give way to, so the modules are compiled here one by one.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources="$here/../Sources"
seconds=${1:-60}
build="$here/.build"
corpus=${2:-$build/corpus}
mkdir -p "$build" "$corpus"

compile() {
  module=$1
  shift
  swiftc -O -parse-as-library -swift-version 6 -package-name entente -sanitize=fuzzer,address \
    -I "$build" -I "$sources/CZlib" -I "$sources/CReadStat" -module-name "$module" "$@"
}
cd "$build"
compile Machine -emit-module -emit-library -static -o libMachine.a $(find "$sources/Machine" -name "*.swift")
compile Frames -emit-module -emit-library -static -o libFrames.a $(find "$sources/Frames" -name "*.swift")
compile ReadFuzz -o ReadFuzz "$here/ReadFuzz.swift" -L . -lFrames -lMachine -ldispatch
exec ./ReadFuzz -artifact_prefix="$build/" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=4096 "$corpus"
