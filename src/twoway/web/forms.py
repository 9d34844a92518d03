"""How a form looks: a field is label, blank, hint and error, tied together for those who hear the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BoundField, Textarea, Widget
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, Input, RadioSelect, Select, TextInput
from django.http import HttpRequest
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

_DRAWN_OTHERWISE = (CheckboxInput, CheckboxSelectMultiple, RadioSelect)


class OurField(BoundField):
    """Adds the classes the style sheet knows and lets each text run in its own direction."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        widget = widget or self.field.widget
        built: dict[str, Any] = super().build_widget_attrs(attrs, widget)
        if isinstance(widget, Input | Select | Textarea) and not isinstance(widget, _DRAWN_OTHERWISE):
            built.setdefault("class", f"in {widget.attrs.get('class', '')}".strip())
        if isinstance(widget, TextInput | Textarea):
            built.setdefault("dir", "auto")
        return built


Drawn = Mapping[str, Any]
"""A widget as Django hands it to its template."""


def _attributes(widget: Drawn) -> SafeString:
    named = ((name, value) for name, value in widget["attrs"].items() if value is not False)
    return mark_safe(  # noqa: S308  each part is escaped by itself
        "".join(
            format_html(" {}", name) if value is True else format_html(' {}="{}"', name, value)
            for name, value in named
        )
    )


def _input(widget: Drawn) -> SafeString:
    value = "" if widget["value"] is None else format_html(' value="{}"', widget["value"])
    blank = '<input type="{}" name="{}"{}{}>'
    return format_html(blank, widget["type"], widget["name"], value, _attributes(widget))


def _textarea(widget: Drawn) -> SafeString:
    blank = '<textarea name="{}"{}>\n{}</textarea>'
    return format_html(blank, widget["name"], _attributes(widget), widget["value"] or "")


def _select(widget: Drawn) -> SafeString:
    groups = [_group(name, choices) for name, choices, _place in widget["optgroups"]]
    drawn = mark_safe("".join(groups))  # noqa: S308  each is safe
    return format_html('<select name="{}"{}>{}</select>', widget["name"], _attributes(widget), drawn)


def _group(name: str | None, choices: list[Drawn]) -> SafeString:
    each = [
        f'<option value="{conditional_escape(choice["value"])}"{_attributes(choice)}>'
        f"{conditional_escape(choice['label'])}</option>"
        for choice in choices
    ]
    drawn = mark_safe("".join(each))  # noqa: S308  what was not safe is escaped above
    return format_html('<optgroup label="{}">{}</optgroup>', name, drawn) if name else drawn


_INPUTS = ("checkbox", "date", "email", "hidden", "number", "search", "text")
IN_CODE: dict[str, Callable[[Drawn], SafeString]] = {
    **{f"django/forms/widgets/{kind}.html": _input for kind in _INPUTS},
    "django/forms/widgets/textarea.html": _textarea,
    "django/forms/widgets/select.html": _select,
}
"""The widgets that are drawn here as Django's templates draw them. A page with a composer has two dozen, a
zone is one of six hundred choices, and for each of these a template goes to work."""


class OurForms(DjangoTemplates):
    """FORM_RENDERER: `{{ form.what.as_field_group }}` is one field, `{{ form }}` all of them."""

    field_template_name = "web/parts/field.html"
    form_template_name = "web/parts/form.html"
    bound_field_class = OurField

    def render(self, template_name: str, context: dict[str, Any], request: HttpRequest | None = None) -> str:
        """Widgets in code where that is known, all else by its template; no errors are no text."""
        if template_name.startswith("django/forms/errors/") and not context["errors"]:
            return ""
        draw = IN_CODE.get(template_name)
        return draw(context["widget"]) if draw else super().render(template_name, context, request)
