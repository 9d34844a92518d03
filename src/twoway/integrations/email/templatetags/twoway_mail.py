"""Tags and filters for the plain text of mails: `{% load twoway_mail %}`."""

from __future__ import annotations

from django import template

from twoway.web.templatetags import twoway

register = template.Library()
register.filter("day", twoway.day)


@register.filter
def quoted_lines(words: str) -> str:
    """A person's words as mails quote them, so that none of them can look like the app's."""
    return "\n".join(f"> {line}" for line in words.splitlines())
