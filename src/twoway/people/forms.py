"""The blanks of people's pages. What may stand in them is for the rules to say; a form only asks."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext_lazy as _

from twoway.errors import BadShape, RuleBroken, TwowayError
from twoway.people import checks, queries
from twoway.people.models import Person

Answer = TypeVar("Answer")
Choices = Sequence[tuple[str, Any]]
HOURS = range(5, 12)


def sent(request: HttpRequest) -> QueryDict | None:
    """What a form was sent with, if it was sent at all: an empty form that was sent is still one."""
    return request.POST if request.method == "POST" else None


def carried_out(form: forms.Form, act: Callable[[dict[str, Any]], Answer]) -> Answer | None:
    """What the rule answers to the filled-in form; what it refuses stands beside the blank it is about."""
    if not form.is_valid():
        return None
    try:
        return act(form.cleaned_data)
    except (BadShape, RuleBroken) as refused:
        _beside(form, refused)
        return None


def _beside(form: forms.Form, refused: TwowayError) -> None:
    field = refused.field if refused.field in form.fields else None
    form.add_error(field, str(refused.say))


def zone_choices() -> Choices:
    """Zones by continent, as a person looks for their own."""
    continents: dict[str, list[tuple[str, str]]] = {}
    for zone in sorted(checks.zones()):
        continent, _slash, city = zone.partition("/")
        continents.setdefault(continent, []).append(
            (zone, (city or zone).replace("_", " ").replace("/", ": "))
        )
    return list(continents.items())


def person_choices(people: Sequence[Person], *, empty: Any = None) -> Choices:
    """People by name."""
    first: list[tuple[str, Any]] = [("", empty)] if empty is not None else []
    return first + [(person.id, person.called) for person in people]


class Line(forms.CharField):
    """A line of text. How long it may be is for the rule to say, which keeps what was typed and counts it."""

    default_error_messages = {"required": _("This is missing. Type something.")}


class ZoneField(forms.ChoiceField):
    """Where one's days begin and end."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _("Where your days begin and end"))
        super().__init__(choices=zone_choices, initial=checks.zone_here, **kwargs)


class DayInput(forms.DateInput):
    """A day, picked where the browser has a picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SetUp(forms.Form):
    """A workplace and the first person in it."""

    name = Line(label=_("What is your workplace called?"))
    person_name = Line(label=_("Your name"), widget=forms.TextInput({"autocomplete": "name"}))
    email = Line(
        label=_("Your work email"),
        widget=forms.EmailInput({"autocomplete": "email"}),
    )
    zone = ZoneField()
    code = Line(
        label=_("Set-up code"),
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_(
            "It stands on the server’s console, so that nobody from outside can set up your workplace."
        ),
    )

    def __init__(self, *args: Any, with_code: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_code:
            del self.fields["code"]


class OnePerson(forms.Form):
    """Somebody to begin with."""

    name = Line(label=_("Who is it?"))
    email = Line(
        label=_("Their work email"),
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text=_(
            "They get an invitation, not an account. Their address is seen by you, by them, "
            "and by whoever looks after this workplace."
        ),
    )
    together = forms.ChoiceField(
        label=_("How do you work together?"),
        choices=[("", _("Side by side")), ("leads", _("I lead them")), ("led", _("They lead me"))],
        widget=forms.RadioSelect,
        required=False,
    )
    line = Line(
        label=_("Say why, in a line"),
        required=False,
        widget=forms.Textarea({"rows": 2, "class": "words"}),
        help_text=_("It stands in the mail to them, and nowhere else."),
    )

    def __init__(self, *args: Any, draws_lines: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not draws_lines:
            del self.fields["together"]


class Contact(OnePerson):
    """Somebody of a client's: nobody here leads them or is led by them."""

    title = Line(label=_("What they do there"), required=False)
    field_order = ("name", "email", "title", "line")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, draws_lines=False, **kwargs)


class You(forms.Form):
    """What one says of oneself."""

    name = Line(label=_("Name"), widget=forms.TextInput({"autocomplete": "name"}))
    title = Line(label=_("What you do"), required=False)
    zone = ZoneField()


class Address(forms.Form):
    """Where mail should go from now on."""

    email = Line(
        label=_("New address"),
        widget=forms.EmailInput({"autocomplete": "email"}),
        help_text=_("A code goes there first. What you see stays the same."),
    )


class Code(forms.Form):
    """The code from a mail."""

    code = Line(
        label=_("Code from the mail"),
        widget=forms.TextInput({"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class Notices(forms.Form):
    """Which mails one wants, and when in the morning."""

    digest_hour = forms.TypedChoiceField(
        label=_("The morning mail comes at"),
        coerce=int,
        choices=[(hour, f"{hour}:00") for hour in HOURS],
    )


class NewToken(forms.Form):
    """A token for a program."""

    name = Line(label=_("What is it for?"), widget=forms.TextInput({"autocomplete": "off"}))


class Invite(forms.Form):
    """Somebody to come in, as whoever manages the workplace asks for it."""

    name = Line(label=_("Name"))
    email = Line(label=_("Work email"), widget=forms.EmailInput)
    title = Line(label=_("What they do"), required=False)
    client = forms.ChoiceField(label=_("Guest of a client"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        members = [("", _("No, a member"))]
        self.fields["client"].choices = [*members, *((one.id, one.name) for one in queries.clients())]  # type: ignore[attr-defined]


class Manager(forms.Form):
    """Who reports to whom, from which day."""

    manager = forms.ChoiceField(label=_("Reports to"), required=False)
    on = forms.DateField(label=_("Since"), required=False, widget=DayInput)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["manager"].choices = person_choices(people, empty=_("Nobody"))  # type: ignore[attr-defined]


class Description(forms.Form):
    """What whoever manages the workplace may say of somebody."""

    name = Line(label=_("Name"))
    title = Line(label=_("What they do"), required=False)
    starts_on = forms.DateField(label=_("First day"), required=False, widget=DayInput)

    def __init__(self, *args: Any, owns_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].disabled = owns_name


class Named(forms.Form):
    """A name for a workplace, a team or a client."""

    name = Line(label=_("Name"))


class NewTeam(Named):
    """A team, perhaps inside another."""

    parent = forms.ChoiceField(label=_("Inside"), required=False)

    def __init__(self, *args: Any, parents: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].choices = [("", _("None")), *parents]  # type: ignore[attr-defined]


class Joining(forms.Form):
    """Somebody comes into a team."""

    person = forms.ChoiceField(label=_("Who"))
    lead = forms.BooleanField(label=_("As a lead"), required=False)

    def __init__(self, *args: Any, people: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = person_choices(people)  # type: ignore[attr-defined]


class Sure(forms.Form):
    """For what cannot be undone: the word that says it is meant."""

    sure = forms.BooleanField(label=_("I mean it. I know this cannot be undone."))
