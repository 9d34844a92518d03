"""Tags and filters for every template: `{% load twoway %}`."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from django import template
from django.forms import BoundField
from django.template.context import Context
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from twoway import clock
from twoway.web import names, slots
from twoway.web.days import day_text, moment_text
from twoway.web.frame import Item
from twoway.web.markup import put
from twoway.web.once import FIELD, fresh_key
from twoway.web.slots import StreetLink

register = template.Library()
SIDES = {"you", "them", "ink"}
_CURRENT = mark_safe(' aria-current="page"')
_TIME = '<time datetime="{stamp}">{says}</time>'
_PAGE_LINK = '<a href="{}"{}>{}{}{}</a>'
_STREET_LINK = '<a href="{}"{}>{}<span class="name">{}</span>{}</a>'


@register.filter
def day(value: date | None, style: str = "") -> str:
    """`{{ promise.due_on|day }}` is "Friday 6 March", `|day:"short"` is "6 Mar"; no day is an empty text."""
    if isinstance(value, datetime):
        value = clock.day_of(value, timezone.get_current_timezone_name())
    return day_text(value, short=style == "short") if value else ""


@register.filter
def when(value: datetime | None, style: str = "") -> str:
    """A moment in the reader's zone: "today, 14:05"."""
    return moment_text(value, short=style == "short") if value else ""


@register.simple_tag
def dated(value: date | datetime | None, style: str = "") -> SafeString:
    """The same, as a <time> element that programs can read; with `"first"` it begins a line or sentence."""
    if value is None:
        return mark_safe("")
    if isinstance(value, datetime):
        stamp = value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        says = when(value, style)
        return put(_TIME, stamp=stamp, says=says[:1].upper() + says[1:] if style == "first" else says)
    return put(_TIME, stamp=value.isoformat(), says=day(value, style))


@register.filter
def quoted(words: str) -> SafeString:
    """A person's words inside the app's sentence, in quotation marks; their direction stays their own."""
    return format_html("“<bdi>{}</bdi>”", words)


@register.filter
def count_words(number: int) -> str:
    """Numbers under ten in words, as one writes them in a sentence."""
    words = [
        _("no"),
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
    ]
    return words[number] if 0 <= number < len(words) else f"{number:,}".replace(",", "\u202f")


@register.filter
def initials(name: str) -> str:
    """One or two letters for an avatar."""
    return names.initials(name)


@register.filter
def first_name(name: str) -> str:
    """How one is spoken of after the first time: the name's first word; "Person 17" would be any of them."""
    words = name.split()
    return words[0] if words and not words[-1].isdecimal() else name


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str) -> SafeString:
    """A sign of the app's own: `{% icon "eye" %}`."""
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
@lru_cache(maxsize=256)
def mark(shape: str, side: str = "ink") -> SafeString:
    """The mark of an act in the colour of its side: `{% mark "kept" "you" %}`."""
    side = side if side in SIDES else "ink"
    return format_html('<svg class="g {}" aria-hidden="true"><use href="#g-{}"/></svg>', side, shape)


@register.simple_tag
@lru_cache(maxsize=4096)
def avatar(name: str, side: str = "", size: str = "", *, square: bool = False) -> SafeString:
    """Initials in a disc, a client's in a rounded square. The name stands beside it, so it is silent."""
    classes = " ".join(filter(None, ["av", size, side if side in SIDES else "", "sq" if square else ""]))
    return format_html('<i class="{}" aria-hidden="true">{}</i>', classes, names.initials(name))


@register.simple_tag(takes_context=True)
def nobody_else(context: Context) -> str:
    """ "Nobody else.", unless somebody at work runs the server: then the chip names them instead."""
    frame = context.get("frame")
    return "" if frame is None or frame.run_by else _("Nobody else.")


@register.simple_tag
def blank(field: BoundField, text: str = "", *, wide: bool = False) -> SafeString:
    """A blank in a sentence: `{% blank form.to _("I promise") %}`. The words before it are its label."""
    drawn = field.as_widget()
    around = drawn if wide else format_html('<span class="blank">{}</span>', drawn)
    return format_html('<label for="{}">{}</label>{}', field.id_for_label, text or field.label, around)


@register.simple_tag
def once() -> SafeString:
    """The hidden key that makes a form sent twice one act; it belongs in every form that enters one."""
    return format_html('<input type="hidden" name="{}" value="{}">', FIELD, fresh_key())


@register.simple_tag
def waiting(count: int) -> SafeString:
    """A count in the sidebar: what waits for you, and nothing when nothing does."""
    if not count:
        return mark_safe("")
    spoken = ngettext("waiting for you:", "waiting for you:", count)
    return format_html('<span class="n"><span class="vh">, {} </span>{}</span>', spoken, count)


@register.simple_tag
def page_link(item: Item) -> SafeString:
    """A page in the sidebar; written here and not as a template: every page has a dozen of them."""
    current = _CURRENT if item.current else ""
    return format_html(_PAGE_LINK, item.href, current, icon(item.icon), item.label, waiting(item.waiting))


@register.simple_tag(takes_context=True)
def street_link(context: Context, street: StreetLink) -> SafeString:
    """One of your streets in the sidebar."""
    current = _CURRENT if street.href == context["request"].path else ""
    disc = avatar(street.name, "", "sm", square=street.square)
    return format_html(_STREET_LINK, street.href, current, disc, street.name, waiting(street.waiting))


@register.simple_tag(takes_context=True)
def slot(context: Context, place: str, thing: Any = None) -> SafeString:
    """What readings add to a noun's page at `place`."""
    request = context["request"]
    return format_html_join("", "{}", ((fragment(request, thing),) for fragment in slots.beside(place)))
