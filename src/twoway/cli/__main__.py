"""`python -m twoway.cli` is `twoway`."""

from __future__ import annotations

from twoway.cli import main

main()
