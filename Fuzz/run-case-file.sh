#!/bin/sh
# Coverage-guided damage to files of case evidence, with the address sanitizer on.
#
#     Fuzz/run-case-file.sh [SECONDS] [CORPUS]
#
# The fuzzer brings its own main, which a package's executable cannot give way to, so the modules are
# compiled here one by one: of Evidence what has no files built in. The YAML reader, and the facts that
# are built into Panels, are those that `swift build` has fetched and made.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
sources="$here/../Sources"
yaml="$here/../.build/checkouts/Yams/Sources"
facts=$(find "$here/../.build/" -path '*/Panels.build/DerivedSources/embedded_resources.swift' | head -n 1)
[ -d "$yaml" ] && [ -n "$facts" ] || {
  echo "run 'swift build' first: it fetches the YAML reader and makes the built-in facts" >&2
  exit 1
}
seconds=${1:-60}
build="$here/.build/case-file"
corpus=${2:-$build/corpus}
mkdir -p "$build" "$corpus"
cd "$build"

library() {
  module=$1
  shift
  swiftc -O -parse-as-library -swift-version "${language:-6}" -package-name entente -sanitize=fuzzer,address \
    -I "$build" -I "$sources/CZlib" -I "$sources/CReadStat" -I "$yaml/CYaml/include" \
    -Xcc -DYAML_DECLARE_STATIC -module-name "$module" -emit-module -emit-library -static \
    -o "lib$module.a" "$@"
}
for file in "$yaml"/CYaml/src/*.c; do
  clang -O1 -g -fsanitize=address -DYAML_DECLARE_STATIC -I "$yaml/CYaml/include" -c "$file"
done
ar rcs libCYaml.a ./*.o
language=5 library Yams -D SWIFT_PACKAGE "$yaml"/Yams/*.swift
library Machine $(find "$sources/Machine" -name "*.swift")
library Frames $(find "$sources/Frames" -name "*.swift")
library Documents $(find "$sources/Documents" -name "*.swift")
library Panels "$facts" $(find "$sources/Panels" -name "*.swift")
evidence="$sources/Evidence"
# shellcheck disable=SC2046
library Evidence "$evidence"/EvidenceError*.swift "$evidence"/Audit/*.swift \
  "$evidence"/Tracing/*.swift "$evidence"/Timeline/*.swift \
  $(find "$evidence/CaseFile" -name '*.swift' ! -name CaseFileLibrary.swift)
swiftc -O -parse-as-library -swift-version 6 -package-name entente -sanitize=fuzzer,address -I "$build" \
  -I "$sources/CZlib" -I "$sources/CReadStat" -I "$yaml/CYaml/include" -module-name CaseFileFuzz -o CaseFileFuzz "$here/CaseFileFuzz.swift" -L . \
  -lEvidence -lPanels -lDocuments -lFrames -lMachine -lYams -lCYaml -lz -lreadstat -ldispatch

if [ -z "$(ls -A "$corpus")" ]; then
  printf '\000' | cat - "$evidence/Cases/causal-clues.yaml" > "$corpus/model"
  printf '\000' | cat - "$evidence/Cases/loyalty.yaml" > "$corpus/whole"
  printf '\000{"ledger": "j", "exclusivity": "so", "hypotheses": {"h": {"statement": "a"},
    "o": {"statement": "b", "other": true}}, "cases": {"x": {}}, "sources": {"s": {"citation": "\\u00e9"}},
    "items": []}' > "$corpus/json"
  printf '\001id,case,date,kind,brief,source,p_h,p_other,because\n1,x,1970,claim,b,S,.2,.4,so\n' \
    > "$corpus/table"
fi
exec ./CaseFileFuzz -artifact_prefix="$build/" -max_total_time="$seconds" -timeout=20 -rss_limit_mb=4096 "$corpus"
