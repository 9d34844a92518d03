#!/usr/bin/env bash
# What is quick to check without running the product. All of it is run, so that one call shows every complaint.
set -uo pipefail
cd "$(dirname "$0")/.."

home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export TWOWAY_HOME=$home DJANGO_SETTINGS_MODULE=twoway.settings
bin=.venv/bin
failed=()

check() {
    local name=$1 said
    shift
    local from=$SECONDS
    if said=$("$@" 2>&1); then
        printf '  %-28s fine (%s s)\n' "$name" $((SECONDS - from))
    else
        printf '  %-28s not fine\n%s\n' "$name" "$said"
        failed+=("$name")
    fi
}

echo "Checking ..."
# Types take as long as everything else together, so they are looked at meanwhile.
types=$home/types
$bin/mypy >"$types" 2>&1 &
typing=$!
check "format" $bin/ruff format --check --quiet .
check "lint" $bin/ruff check --quiet .
check "who may import what" $bin/lint-imports --no-logo
check "missing migrations" $bin/python -m django makemigrations --check --dry-run
check "shape" $bin/python -m pytest -q -p no:randomly tests/test_shape.py
if wait "$typing"; then
    printf '  %-28s fine (%s s)\n' "types" "$SECONDS"
else
    printf '  %-28s not fine\n%s\n' "types" "$(cat "$types")"
    failed+=("types")
fi

if [ ${#failed[@]} -gt 0 ]; then
    printf 'Not fine: %s.\n' "$(IFS=,; echo "${failed[*]}" | sed 's/,/, /g')" >&2
    exit 1
fi
