"""Writes docs/reference anew from the code: `make docs`. With --check it only says what is stale."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

REFERENCE = Path(__file__).resolve().parent.parent / "docs" / "reference"
WRITTEN = "Written by `make docs` from the code; change the code, not this page."


def main(arguments: list[str]) -> int:
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {"TWOWAY_HOME": home, "DJANGO_SETTINGS_MODULE": "twoway.settings"}
        import django

        django.setup()
        fresh = {name: page() for name, page in PAGES.items()}
    stale = [name for name, text in fresh.items() if read(REFERENCE / name) != text]
    if "--check" in arguments:
        if stale:
            print(f"Stale: {', '.join(stale)}. Run: make docs", file=sys.stderr)
        return 1 if stale else 0
    REFERENCE.mkdir(parents=True, exist_ok=True)
    for name in stale:
        (REFERENCE / name).write_text(fresh[name])
        print(f"Wrote docs/reference/{name}")
    return 0


def read(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def acts() -> str:
    """Every kind of act on the ledger, with what it holds."""
    from twoway.ledger import kinds

    parts = ["# Acts", WRITTEN, "Words can be erased later; all else stays, since replay needs it."]
    for kind in kinds.kinds():
        if kind.startswith("toy."):
            continue
        shape = kinds.shape_of(kind)
        kept, words = [field.name for field in shape.frame], [field.name for field in shape.words]
        parts.append(f"## {kind}")
        parts.append(first_paragraph(shape.of.__doc__))
        parts.append(f"Keeps {listed(kept)}. Words: {listed(words)}.")
    return page_of(parts)


def commands() -> str:
    """Every command of `twoway`, as its own --help says it."""
    from typer.core import TyperCommand, TyperGroup
    from typer.main import get_command

    from twoway.cli import app

    parts = [
        "# Commands",
        WRITTEN,
        "Exit codes: 0 done, 1 not done, 2 misused, 3 the record is broken, 4 not seen.",
    ]

    def walk(command: Any, path: tuple[str, ...]) -> None:
        if isinstance(command, TyperGroup):
            for name in sorted(command.commands):
                walk(command.commands[name], (*path, name))
            return
        assert isinstance(command, TyperCommand), f"{' '.join(path)} is no command of Typer's"
        context = command.make_context(" ".join(path), [], resilient_parsing=True)
        parts.append(f"## {' '.join(path)}")
        parts.append(first_paragraph(command.help))
        parts.append(f"`{command.get_usage(context).removeprefix('Usage: ')}`")
        records = [param.get_help_record(context) for param in command.get_params(context)]
        parts.append("\n".join(f"- `{name}` {says}".rstrip() for name, says in filter(None, records)))

    walk(get_command(app), ("twoway",))
    return page_of(parts)


def endpoints() -> str:
    """Every endpoint; the full shapes are in the OpenAPI document that the server itself gives out."""
    from twoway.api import api

    schema: dict[str, Any] = api.get_openapi_schema()
    parts = [
        "# Endpoints",
        WRITTEN,
        "The shapes of what goes in and comes out are in `/api/v1/openapi.json` on any installation.",
    ]
    rows = []
    for path, methods in sorted(schema["paths"].items()):
        for method, operation in methods.items():
            says = operation.get("description") or operation.get("summary", "")
            rows.append(f"| `{method.upper()} {path}` | {first_paragraph(says)} |")
    parts.append("\n".join(["| endpoint | what it does |", "| --- | --- |", *rows]))
    return page_of(parts)


def first_paragraph(text: str | None) -> str:
    return " ".join((text or "").strip().split("\n\n")[0].split())


def listed(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names) or "nothing"


def page_of(parts: list[str]) -> str:
    return "\n\n".join(part for part in parts if part) + "\n"


PAGES: dict[str, Callable[[], str]] = {"acts.md": acts, "commands.md": commands, "endpoints.md": endpoints}

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
