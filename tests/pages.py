"""What a page says, without what is thrown anew each time it is shown."""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

# The token of a form, and the key that makes it count once.
DICE = re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*')


def fixed(body: bytes) -> bytes:
    """The bytes that are the same whenever the page is shown anew and nothing has changed."""
    return DICE.sub(rb"\1", body)


# Of an archive, what the record's size and root change in it, and they alone.
PROOFS = re.compile(rb'"proof":\[[^]]*\]|"format":"twoway-acts/1"[^\n]*')


def read(answer: Any) -> bytes:
    """All that an answer holds, whether it came at once or piece by piece; an archive is unpacked."""
    body: bytes = answer.getvalue()
    if answer.get("Content-Type") != "application/zip":
        return fixed(body)
    with zipfile.ZipFile(io.BytesIO(body)) as file:
        return b"\n".join(
            name.encode() + b"\n" + PROOFS.sub(b"", file.read(name)) for name in file.namelist()
        )


@dataclass
class Form:
    """A form on a page: where it goes, and each field with its kind and what stands in it."""

    action: str
    fields: dict[str, tuple[str, str]] = field(default_factory=dict)

    def filled(self, **typed: str) -> dict[str, str]:
        """What a browser would send: what stands there, something sensible in every blank, and `typed`."""
        return {
            name: value or SENSIBLE.get(kind, "Some plain words")
            for name, (kind, value) in self.fields.items()
        } | typed


ONLY_SHOWS = "look"  # the name of a button that enters nothing: a browser sends the one that is pressed alone
SENSIBLE = {"date": "2026-03-12", "email": "jo@fir.example", "number": "1", "checkbox": "on"}


class _Forms(HTMLParser):
    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path
        self.found: list[Form] = []
        self._open: Form | None = None
        self._select = ""

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        has = {name: value or "" for name, value in attributes}
        if tag == "form":
            self._open = Form(has.get("action") or self.path) if has.get("method") == "post" else None
        if self._open is None:
            return
        if tag == "option" and self._select and ("selected" in has or not self._open.fields[self._select][1]):
            self._open.fields[self._select] = ("select", has.get("value", ""))
        name = has.get("name", "")
        is_blank = tag in {"input", "textarea", "select", "button"} and "disabled" not in has
        if name and is_blank and name != ONLY_SHOWS:
            self._put(tag, name, has)

    def _put(self, tag: str, name: str, has: dict[str, str]) -> None:
        assert self._open is not None
        kind = has.get("type", "text") if tag == "input" else tag
        if kind != "radio" or "checked" in has or name not in self._open.fields:
            self._open.fields[name] = (kind, has.get("value", ""))
        self._select = name if tag == "select" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "form" and self._open is not None:
            self.found.append(self._open)
            self._open = None


def forms_of(path: str, html: str) -> list[Form]:
    """The forms of a page that post."""
    reader = _Forms(path)
    reader.feed(html)
    return reader.found
