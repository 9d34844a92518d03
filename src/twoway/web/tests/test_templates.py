from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.template.loader import get_template

import twoway

SOURCE = Path(twoway.__file__).parent
TEMPLATES = sorted(SOURCE.rglob("templates/**/*.html"))
OURS = [path for path in TEMPLATES if path.is_relative_to(SOURCE / "web") and path.name != "style.html"]
WEB = SOURCE / "web" / "templates" / "web"


def name_of(path: Path) -> str:
    return str(path).split("/templates/")[1]


NAMED = {name_of(path): path for path in TEMPLATES}
EXTENDS = {
    name: found[1]
    for name, path in NAMED.items()
    if (found := re.search(r"""\{% extends ['"]([^'"]+)""", path.read_text()))
}


def with_parts(path: Path) -> str:
    """A template with the parts it includes by name; parts of parts, which may go round, stay out."""
    return re.sub(
        r"""\{% include ['"]([^'"]+)['"].*?%\}""",
        lambda part: NAMED[part[1]].read_text() if part[1] in NAMED else part[0],
        path.read_text(),
    )


def drawn(sprite: str, prefix: str) -> set[str]:
    return set(re.findall(rf'id="{prefix}-([\w-]+)"', (WEB / sprite).read_text()))


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_template_can_be_read(path: Path) -> None:
    get_template(name_of(path))


def pages() -> list[str]:
    """What is shown within the frame: whatever comes from base.html and is nobody's parent itself."""
    parents = set(EXTENDS.values())
    chains = {name: chain(name) for name in EXTENDS if name not in parents}
    return [name for name, line in chains.items() if line[-1] == "base.html" and "web/bare.html" not in line]


def chain(name: str) -> list[str]:
    """A template and all it extends, the last one first of all."""
    return [name, *(chain(EXTENDS[name]) if name in EXTENDS else [])]


# Opened by a key and without a cookie, so that no sign-in goes along that somebody else's page could use.
WITHOUT_SIGN_IN = {"unnamed/thread.html", "unnamed/key.html"}


@pytest.mark.parametrize("name", pages())
def test_every_page_has_a_name_and_says_who_sees_it(name: str) -> None:
    sources = "".join(NAMED[each].read_text() for each in chain(name)[:-1])
    assert "{% block title %}" in sources
    assert "{% block seen %}" in sources


@pytest.mark.parametrize(
    "path", [path for path in TEMPLATES if name_of(path) not in WITHOUT_SIGN_IN], ids=name_of
)
def test_every_form_that_sends_carries_its_token(path: Path) -> None:
    forms = re.findall(r'<form[^>]*method="post".*?</form>', with_parts(path), flags=re.S | re.I)
    assert [form for form in forms if "csrf_token" not in form and "csrfmiddlewaretoken" not in form] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_every_sign_and_mark_is_drawn(path: Path) -> None:
    source = path.read_text()
    assert set(re.findall(r"""\{% icon ['"]([\w-]+)""", source)) <= drawn("icons.html", "i")
    assert set(re.findall(r"""\{% mark ['"]([\w-]+)""", source)) <= drawn("street/sprite.html", "g")


@pytest.mark.parametrize("path", OURS, ids=name_of)
def test_every_word_of_the_app_can_be_translated(path: Path) -> None:
    source = re.sub(r"\{% comment %\}.*?\{% endcomment %\}|\{#.*?#\}", "", path.read_text(), flags=re.S)
    source = re.sub(r"\{% blocktranslate.*?endblocktranslate %\}", "", source, flags=re.S)
    source = re.sub(r"\{% block (narrow|body_class) %\}\w*\{% endblock %\}", "", source)
    source = re.sub(r"\{%.*?%\}|\{\{.*?\}\}", "", source, flags=re.S)
    shown = re.sub(r"<[^>]*>", " ", source) + " ".join(
        re.findall(r'(?:aria-label|title|alt)="([^"]*)"', source)
    )
    assert re.findall(r"[^\W\d_]{2,}", shown.replace("Twoway", "")) == []


def test_every_file_that_pages_and_style_sheets_name_is_there(tmp_path: Path, settings: object) -> None:
    settings.STATIC_ROOT = tmp_path  # type: ignore[attr-defined]
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    named = {
        name for path in TEMPLATES for name in re.findall(r"""\{% static ['"]([^'"]+)""", path.read_text())
    }
    assert [name for name in sorted(named) if not (tmp_path / name).exists()] == []
