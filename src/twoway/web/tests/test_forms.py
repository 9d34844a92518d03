from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.template.loader import render_to_string

from twoway.web.forms import OurForms
from twoway.web.style import SENT, Example

HOSTILE = "<script>alert(1)</script>"


def ids_named(html: str) -> set[str]:
    return {each for names in re.findall(r'aria-describedby="([^"]*)"', html) for each in names.split()}


def test_hint_and_error_are_tied_to_their_blank() -> None:
    shown = Example(SENT)["due_on"].as_field_group()
    assert ids_named(shown) == {"id_due_on_helptext", "id_due_on_error"}
    assert ids_named(shown) <= set(re.findall(r'\bid="([^"]*)"', shown))
    assert 'aria-invalid="true"' in shown
    assert '<label for="id_due_on">' in shown
    assert "That day has passed. Pick today or later." in shown


def test_what_was_typed_stands_in_the_blank_again_escaped() -> None:
    form = Example({**SENT, "what": HOSTILE, "due_on": HOSTILE})
    assert "<script" not in str(form)
    assert "&lt;script&gt;" in str(form)


def test_blanks_have_the_look_and_run_in_the_direction_of_their_text() -> None:
    form = Example(SENT)
    assert 'class="in words"' in str(form["what"])
    assert 'dir="auto"' in str(form["what"])
    assert 'class="in"' in str(form["to"])
    assert "class=" not in str(form["told"])


def test_a_few_choices_are_radios_in_a_named_group() -> None:
    shown = Example(SENT)["how"].as_field_group()
    assert shown.count('type="radio"') == 3
    assert "<legend" in shown
    assert shown.count('class="choice"') == 3


def test_every_error_of_a_field_is_shown_with_a_sign_and_a_word() -> None:
    form = Example(SENT)
    form.add_error("to", "First.")
    form.add_error("to", "Second.")
    shown = form["to"].as_field_group()
    assert shown.count("#i-alert") == 2


def test_a_whole_form_shows_what_is_wrong_with_all_of_it_and_hides_what_is_hidden() -> None:
    class Pair(forms.Form):
        first = forms.CharField()
        seen = forms.CharField(widget=forms.HiddenInput)

        def clean(self) -> None:
            raise forms.ValidationError("The two days are the same.")

    shown = str(Pair({"first": "x", "seen": "k"}))
    assert "The two days are the same." in shown
    assert '<input type="hidden" name="seen"' in shown


def test_a_scale_of_seven_works_as_radios() -> None:
    shown = render_to_string(
        "web/parts/scale.html", {"field": Example(SENT)["count"], "side": "you", "low": "no", "high": "yes"}
    )
    assert shown.count('type="radio"') == 7
    assert shown.count("checked") == 1


@pytest.mark.parametrize(("seen", "fields"), [("", 2), ("0123456789ab", 3)])
def test_a_tap_sends_its_key_and_what_was_seen(seen: str, fields: int) -> None:
    context = {"url": "/promises/x/keep", "label": "Kept", "seen": seen, "csrf_token": "t"}
    shown = render_to_string("web/parts/verb.html", context)
    assert shown.count('type="hidden"') == fields
    assert 'method="post"' in shown


class EveryWidget(forms.Form):
    """What may be drawn in code, with all that Django's templates tell apart."""

    text = forms.CharField(
        max_length=9, widget=forms.TextInput(attrs={"placeholder": 'a "b" <c>', "x": False})
    )
    mail = forms.EmailField()
    number = forms.IntegerField(min_value=0)
    day = forms.DateField(widget=forms.DateInput(attrs={"type": "date"}))
    yes = forms.BooleanField(disabled=True)
    words = forms.CharField(widget=forms.Textarea(attrs={"rows": 3}))
    key = forms.CharField(widget=forms.HiddenInput)
    found = forms.CharField(widget=forms.TextInput(attrs={"type": "search"}))
    whom = forms.ChoiceField(choices=[("", "somebody"), (1, "Ann <Lee>"), ("Clients", [("x&y", "Eve")])])


@pytest.mark.parametrize("typed", [None, {}, dict.fromkeys(EveryWidget.base_fields, HOSTILE)])
@pytest.mark.parametrize("name", EveryWidget.base_fields)
def test_a_widget_drawn_in_code_is_the_one_of_djangos_template(
    name: str, typed: dict[str, str] | None
) -> None:
    first = {"whom": "x&y", "number": 1_234, "day": date(2026, 3, 2), "yes": True, "words": "two\nlines"}
    ours, theirs = (
        str(EveryWidget(typed, initial=first, renderer=renderer())[name])
        for renderer in (OurForms, _WithOurFields)
    )
    between_choices = re.compile(r"\n\s*(?=</?(?:option|optgroup|select)\b)")
    assert ours == between_choices.sub("", theirs)


class _WithOurFields(DjangoTemplates):
    bound_field_class = OurForms.bound_field_class
