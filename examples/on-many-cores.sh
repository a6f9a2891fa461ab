#!/bin/sh
# Extraction spread over processes with GNU parallel, then one build of what they found. The site is the same,
# byte for byte, as that of `demarche build` over the articles themselves.
#
#   examples/on-many-cores.sh articles.jsonl out
#
# articles.jsonl holds an object a line: {"path": "a.txt", "text": "…", "published": "2025-03-20"}
set -eu
articles=$1
out=$2
read=$(mktemp "${TMPDIR:-/tmp}/read.XXXXXX")
trap 'rm -f "$read"' EXIT
parallel --pipepart --arg-file "$articles" --block -1 --keep-order demarche extract --reading --jobs 1 > "$read"
demarche build --from "$read" --out "$out"
