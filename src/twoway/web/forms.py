"""How a form looks: a field is label, blank, hint and error, tied together for those who hear the page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms import BoundField, Textarea, Widget
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, Input, RadioSelect, Select, TextInput
from django.http import HttpRequest
from django.utils.safestring import SafeString

from twoway.web.markup import joined, put

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
    named = [(name, value) for name, value in widget["attrs"].items() if value is not False]
    return joined(
        put(" {name}", name=name) if value is True else put(' {name}="{value}"', name=name, value=value)
        for name, value in named
    )


def _input(widget: Drawn) -> SafeString:
    value = "" if widget["value"] is None else put(' value="{value}"', value=widget["value"])
    blank = '<input type="{type}" name="{name}"{value}{rest}>'
    return put(blank, type=widget["type"], name=widget["name"], value=value, rest=_attributes(widget))


def _textarea(widget: Drawn) -> SafeString:
    blank = '<textarea name="{name}"{rest}>\n{text}</textarea>'
    return put(blank, name=widget["name"], rest=_attributes(widget), text=widget["value"] or "")


def _select(widget: Drawn) -> SafeString:
    drawn = joined(_group(name, choices) for name, choices, _place in widget["optgroups"])
    blank = '<select name="{name}"{rest}>{drawn}</select>'
    return put(blank, name=widget["name"], rest=_attributes(widget), drawn=drawn)


def _group(name: str | None, choices: list[Drawn]) -> SafeString:
    blank = '<option value="{value}"{rest}>{label}</option>'
    drawn = joined(
        put(blank, value=choice["value"], rest=_attributes(choice), label=choice["label"])
        for choice in choices
    )
    return put('<optgroup label="{name}">{drawn}</optgroup>', name=name, drawn=drawn) if name else drawn


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
