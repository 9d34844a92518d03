"""What is promised to whoever uses Twoway is written down, and what is written down is so."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup, TyperOption
from typer.main import get_command

from tools import reference
from twoway.api import api
from twoway.cli import app
from twoway.ledger import kinds

ROOT = Path(__file__).resolve().parent.parent
REFERENCE = ROOT / "docs" / "reference"
READ_SOMEWHERE = re.compile(
    r"""(?:_text|_switch)\("([A-Z_]+)"|environ(?:\.get\(|\[)"TWOWAY_([A-Z_]+)"|envvar="TWOWAY_([A-Z_]+)\""""
)


def settings_read() -> set[str]:
    code = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    found = {match for path in code for match in READ_SOMEWHERE.findall(path.read_text())}
    return {f"TWOWAY_{name}" for names in found for name in names if name}


def commands(command: object, path: str = "twoway") -> Iterator[tuple[str, TyperCommand]]:
    """Every command with what one types to reach it."""
    if isinstance(command, TyperGroup):
        for name, inner in command.commands.items():
            yield from commands(inner, f"{path} {name}")
    else:
        assert isinstance(command, TyperCommand)
        yield path, command


def endpoints() -> dict[str, str]:
    """What each endpoint says of itself, by method and address."""
    paths = api.get_openapi_schema()["paths"]
    return {
        f"{method.upper()} {path}": operation.get("description", "")
        for path, methods in paths.items()
        for method, operation in methods.items()
    }


def written(name: str) -> str:
    return (REFERENCE / name).read_text()


def test_every_command_and_every_option_of_it_says_what_it_does() -> None:
    page, found = written("commands.md"), dict(commands(get_command(app)))
    assert found
    for path, command in found.items():
        assert f"## {path}\n\n{reference.first_paragraph(command.help)}" in page, path
        assert command.help, path
        options = [param for param in command.params if isinstance(param, TyperOption) and not param.hidden]
        assert [option.name for option in options if not option.help] == [], path
        assert [option.opts[0] for option in options if f"`{option.opts[0]}" not in page] == [], path


def test_every_act_says_what_it_means() -> None:
    page = written("acts.md")
    for kind in kinds.kinds():
        if not kind.startswith("toy."):
            assert f"## {kind}\n\n{reference.first_paragraph(kinds.shape_of(kind).of.__doc__)}" in page


def test_every_endpoint_says_what_it_does() -> None:
    page = written("endpoints.md")
    for endpoint, says in endpoints().items():
        assert says, endpoint
        assert f"| `{endpoint}` | {reference.first_paragraph(says)} |" in page


def test_no_endpoint_says_so_twice_under_one_name() -> None:
    names = [
        operation["operationId"]
        for methods in api.get_openapi_schema()["paths"].values()
        for operation in methods.values()
    ]
    assert len(set(names)) == len(names)


def test_the_document_of_endpoints_is_there_for_everybody_without_a_page_that_needs_script() -> None:
    schema = api.get_openapi_schema()
    assert schema["info"]["title"] == "Twoway"
    assert api.docs_url is None
    writes = [ops["post"] for ops in schema["paths"].values() if "post" in ops]
    assert all("Idempotency-Key" in {one["name"] for one in post["parameters"]} for post in writes)


@pytest.mark.parametrize("name", sorted(reference.PAGES))
def test_the_reference_is_what_make_docs_would_write(name: str) -> None:
    assert written(name) == reference.PAGES[name](), "Run: make docs"


def test_every_setting_is_described_and_every_described_setting_exists() -> None:
    page = written("settings.md")
    described = set(re.findall(r"^\| `(TWOWAY_[A-Z_]+)`", page, re.MULTILINE))
    assert described == settings_read()


def test_every_link_between_pages_leads_somewhere() -> None:
    pages = [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]
    broken = [
        f"{page.relative_to(ROOT)} -> {target}"
        for page in pages
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text())
        if not (page.parent / target).exists()
    ]
    assert broken == []
