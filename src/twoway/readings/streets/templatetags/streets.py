"""Rows of lists written in code: a page has dozens of them, and a template takes five times as long."""

from __future__ import annotations

from django import template
from django.template.context import Context
from django.template.defaultfilters import linebreaksbr
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from twoway.web.addresses import address
from twoway.web.markup import put
from twoway.web.templatetags.twoway import dated, mark
from twoway.web.told import Line

register = template.Library()

_ROW = '<li class="row act" id="a-{entry}">{mark}<div>{head}{words}{sides}</div><div class="btns"></div></li>'
_ABOUT = (
    '<p class="t words sm"><a href="{href}"><bdi>{about}</bdi></a></p><p class="m">{says}. {when}{source}</p>'
)
_NOT_ABOUT = '<p class="t">{says}</p><p class="m">{when}{source}</p>'
_LINK = '<a href="{href}">{says}</a>'
_WHEN = '<a class="quiet" href="{href}">{day}</a>'
_WORDS = '<p class="words sm beside" dir="auto">{words}</p>'
_NOTHING = SafeString("")
_NO_MARK = SafeString("<span></span>")


@register.simple_tag(takes_context=True)
def act_row(context: Context, line: Line, side: str) -> SafeString:
    """One act in a list, in the colour of a side, with the sides that were added to it below."""
    words = put(_WORDS, words=linebreaksbr(line.words)) if line.words else _NOTHING
    return put(
        _ROW,
        entry=line.entry,
        mark=mark(line.mark, side) if line.mark else _NO_MARK,
        head=_head(line, on_its_street="ends" in context),
        words=words,
        sides=_sides(context, line) if line.sides else _NOTHING,
    )


def _head(line: Line, *, on_its_street: bool) -> SafeString:
    parts = {
        "when": put(_WHEN, href=address("history.entry", line.entry), day=dated(line.at, "first")),
        "source": ". " + _("Brought in from %(source)s") % {"source": line.source} if line.source else "",
    }
    if line.about:
        return put(_ABOUT, href=line.href, about=line.about, says=line.says, **parts)
    leads_away = line.href and not on_its_street
    says = put(_LINK, href=line.href, says=line.says) if leads_away else line.says
    return put(_NOT_ABOUT, says=says, **parts)


def _sides(context: Context, line: Line) -> str:
    around = {name: context[name] for name in ("you", "them") if name in context}
    return render_to_string("streets/sides.html", around | {"line": line})
