#!/usr/bin/env bash
# Writes the three lock files anew: exact versions with hashes, for every platform, and no address of any index in them.
set -euo pipefail
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/python -m uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock" "$@"
}

compile --group build pyproject.toml --output-file requirements.txt
compile --group build --group test --group check pyproject.toml --constraint requirements.txt \
    --output-file requirements-dev.txt
compile - --output-file requirements-uv.txt <<<"uv"

if grep -n '://' requirements*.txt; then
    echo "An address got into a lock (above). Take it out before committing." >&2
    exit 1
fi
echo "Locked. Look at 'git diff requirements*.txt', then run 'make test'."
