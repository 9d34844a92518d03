"""How a form looks: a field is label, blank, hint and error, tied together for those who hear the page."""

from __future__ import annotations

from typing import Any

from django.forms import BoundField, Textarea, Widget
from django.forms.renderers import DjangoTemplates
from django.forms.widgets import CheckboxInput, CheckboxSelectMultiple, Input, RadioSelect, Select, TextInput

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


class OurForms(DjangoTemplates):
    """FORM_RENDERER: `{{ form.what.as_field_group }}` is one field, `{{ form }}` all of them."""

    field_template_name = "web/parts/field.html"
    form_template_name = "web/parts/form.html"
    bound_field_class = OurField
