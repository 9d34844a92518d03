"""What is promised to whoever uses Twoway is written down, and what is written down is so."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READ_SOMEWHERE = re.compile(
    r"""(?:_text|_switch)\("([A-Z_]+)"|environ(?:\.get\(|\[)"TWOWAY_([A-Z_]+)"|envvar="TWOWAY_([A-Z_]+)\""""
)


def settings_read() -> set[str]:
    code = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    found = {match for path in code for match in READ_SOMEWHERE.findall(path.read_text())}
    return {f"TWOWAY_{name}" for names in found for name in names if name}


def test_every_setting_is_described_and_every_described_setting_exists() -> None:
    page = (ROOT / "docs" / "reference" / "settings.md").read_text()
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
