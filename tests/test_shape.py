"""The shape that ARCHITECTURE.md draws, counted: what import contracts and linters cannot see."""

from __future__ import annotations

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "src" / "twoway"
NOUNS = PACKAGE / "nouns"

MEDIAN, NINE_IN_TEN, LONGEST, LINES_IN_A_FILE = 10, 30, 60, 400
NOT_NAMES = {"utils", "helpers", "common", "core", "base", "manager", "service", "data", "info"}
NOT_NAMES |= {name + "s" for name in NOT_NAMES}
FURNITURE = {
    "__init__.py", "acts.py", "models.py", "effects.py", "queries.py", "rules.py", "evidence.py", "forms.py",
    "notices.py", "told.py", "pages.py", "api.py", "urls.py", "apps.py", "templates", "migrations", "tests",
    "past.py",
}  # fmt: skip
OPTIONAL = {"forms.py", "notices.py", "past.py"}  # past.py: what other systems tell of, where it is much
IMPORTED = re.compile(r"^\s*(?:import|from) (\w+)", re.MULTILINE)
PURE = (
    "trust",
    "ledger.kinds",
    "ledger.canon",
    "ledger.merkle",
    "ledger.checkpoint",
    "clock",
    "errors",
    "ids",
)


def code(*, tests: bool = True) -> Iterator[Path]:
    """Every Python file of the package; migrations are written by Django and judged by nobody."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if "migrations" not in path.parts and (tests or "tests" not in path.parts):
            yield path


def pages() -> Iterator[Path]:
    yield from sorted(PACKAGE.rglob("*.html"))


def place(path: Path) -> str:
    return str(path.relative_to(ROOT))


def lengths() -> dict[str, int]:
    """How many lines each function's body has, from its first statement after the docstring to its last."""
    found = {}
    for path in code():
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                body = node.body[1:] if ast.get_docstring(node) else node.body
                length = (node.end_lineno or node.lineno) - body[0].lineno + 1 if body else 0
                found[f"{place(path)}:{node.lineno} {node.name}"] = length
    return found


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def lines_matching(pattern: str, paths: Iterator[Path], *, flags: int = 0) -> list[str]:
    wanted = re.compile(pattern, flags)
    return [
        f"{place(path)}:{number} {line.strip()}"
        for path in paths
        for number, line in enumerate(path.read_text().splitlines(), start=1)
        if wanted.search(line)
    ]


def test_half_of_all_functions_have_at_most_ten_lines_and_nine_in_ten_at_most_thirty() -> None:
    counted = sorted(lengths().values())
    assert statistics.median(counted) <= MEDIAN
    assert statistics.quantiles(counted, n=10)[-1] <= NINE_IN_TEN


def test_no_function_has_more_than_sixty_lines() -> None:
    assert {where: length for where, length in lengths().items() if length > LONGEST} == {}


def test_no_file_has_more_than_four_hundred_lines() -> None:
    paths = [path for kind in ("py", "html", "css", "js") for path in PACKAGE.rglob(f"*.{kind}")]
    counted = {place(path): len(path.read_text().splitlines()) for path in paths}
    assert {where: count for where, count in counted.items() if count > LINES_IN_A_FILE} == {}


def as_furniture(path: Path) -> str:
    """A piece too large for one file may be a folder of the same name."""
    return f"{path.name}.py" if path.is_dir() and f"{path.name}.py" in FURNITURE else path.name


def test_a_noun_holds_the_files_of_its_furniture_and_no_others() -> None:
    for noun in sorted(path for path in NOUNS.iterdir() if path.is_dir() and path.name != "__pycache__"):
        held = {as_furniture(path) for path in noun.iterdir()} - {"__pycache__"}
        assert held - FURNITURE == set(), f"{noun.name} holds what is no furniture"
        assert FURNITURE - OPTIONAL - held == set(), f"{noun.name} lacks furniture"


def test_no_module_has_a_name_that_says_nothing() -> None:
    paths = [path for folder in ("src", "tests", "bench", "tools") for path in (ROOT / folder).rglob("*.py")]
    named = [*paths, *{parent for path in paths for parent in path.relative_to(ROOT).parents}]
    assert [place(ROOT / path) for path in named if path.stem in NOT_NAMES] == []


def test_every_folder_with_code_is_a_package() -> None:
    folders = {path.parent for path in PACKAGE.rglob("*.py")}
    assert [place(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


def test_nothing_is_left_for_later() -> None:
    note = r"\b(TO" + r"DO|FIX" + r"ME|XX" + r"X)\b"
    folders = ("src", "tests", "bench", "tools", "docs")
    kinds = (".py", ".html", ".css", ".js", ".sh", ".md", ".toml")
    paths = (
        path for folder in folders for path in sorted((ROOT / folder).rglob("*")) if path.suffix in kinds
    )
    assert lines_matching(note, paths) == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("a style attribute", r"<[^>]*\sstyle\s*="),
        ("a style element", r"<style\b"),
        ("a script without a file", r"<script(?![^>]*\ssrc=)"),
        ("a handler in an attribute", r"<[^>]*\son[a-z]+\s*="),
        ("a script as an address", r"javascript:"),
    ],
)
def test_no_page_needs_an_exception_from_the_content_security_policy(what: str, pattern: str) -> None:
    found = [
        f"{place(path)}: {match.group()[:80]}"
        for path in pages()
        for match in re.finditer(pattern, path.read_text(), flags=re.IGNORECASE)
    ]
    assert found == [], f"has {what}"


def test_no_style_attribute_is_written_by_code() -> None:
    assert lines_matching(r"""\bstyle=\\?["'{]""", code(tests=False)) == []


def test_only_the_clock_asks_what_time_it_is() -> None:
    asks = r"\b(timezone\.now|datetime\.now|datetime\.utcnow|date\.today|time\.time|localdate|localtime)\("
    paths = (path for path in code(tests=False) if path != PACKAGE / "clock.py")
    assert lines_matching(asks, paths) == []


def test_no_signals_and_no_writable_admin() -> None:
    unwanted = re.compile(r"(^|\.)(signals|dispatch)(\.|$)|django\.contrib\.admin")
    found = [
        f"{place(path)} imports {name}" for path in code() for name in imports(path) if unwanted.search(name)
    ]
    assert found == []
    assert list(PACKAGE.rglob("admin.py")) == []


def test_what_must_be_pure_runs_where_django_and_pydantic_are_not() -> None:
    names = [name for name in PURE if (PACKAGE / name.replace(".", "/")).with_suffix(".py").exists()]
    names += [f"trust.{path.stem}" for path in (PACKAGE / "trust").glob("[a-z]*.py")]
    probe = "\n".join(
        [
            "import sys",
            *(f"import twoway.{name}" for name in names),
            "assert not {'django', 'pydantic'} & sys.modules.keys(), sorted(sys.modules)",
        ]
    )
    outcome = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=False)
    assert outcome.returncode == 0, outcome.stderr


NAMED_OTHERWISE = {"django-allauth": "allauth", "django-csp": "csp", "django-ninja": "ninja"}
# Django's way to PostgreSQL, allauth's to passkeys, and the time zones of a bare machine.
USED_BY_OTHERS = {"psycopg", "fido2", "tzdata"}


def test_what_is_installed_to_run_is_what_running_imports() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    names = {re.split(r"[\[>=<]", line)[0].lower() for line in project["dependencies"]} - USED_BY_OTHERS
    imported = {
        match[1] for path in code(tests=False) for match in IMPORTED.finditer(path.read_text("utf-8"))
    }
    settings = (PACKAGE / "settings.py").read_text()
    wanted = {NAMED_OTHERWISE.get(name, name) for name in names}
    assert {name for name in wanted if name not in imported and f'"{name}.' not in settings} == set()


def test_no_lock_names_an_address_and_every_version_is_held_to_a_hash() -> None:
    for lock in sorted(ROOT.glob("requirements*.txt")):
        text = lock.read_text()
        assert "://" not in text
        unheld = re.findall(r"^\w\S*==.*(?<!\\)$|^\w\S*==.*\n(?! +--hash=sha256:).*$", text, re.MULTILINE)
        assert unheld == []
