"""Runs every measurement in this folder, or those that are named, each in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    known = sorted(path.stem for path in Path(__file__).parent.glob("[a-z]*.py"))
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        print(f"Nothing here is called {', '.join(unknown)}. There is: {', '.join(known)}.", file=sys.stderr)
        return 2
    failed = []
    for name in wanted or known:
        print(f"\n== {name} ==", flush=True)
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode != 0:
            failed.append(name)
    if failed:
        print(f"\nDid not finish: {', '.join(failed)}.", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
