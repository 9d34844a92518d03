#!/usr/bin/env bash
# Sees to it that Chromium is there for the browser tests: silent where it is, installed with apt where it is not.
set -euo pipefail

for name in chromium chromium-browser google-chrome; do
    if command -v "$name" >/dev/null; then exit 0; fi
done

if ! command -v apt-get >/dev/null; then
    echo "The browser tests need Chromium. Install it with your system's packages, then run make again." >&2
    exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
    echo "The browser tests need Chromium. Run: sudo apt-get install chromium, then run make again." >&2
    exit 1
fi
echo "Installing Chromium with apt, for the browser tests ..."
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends chromium; } \
    >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "Chromium could not be installed; apt's last words are above." >&2
    exit 1
fi
