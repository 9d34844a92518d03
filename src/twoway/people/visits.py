"""A request from somebody who is known: what every page that is not public is given."""

from __future__ import annotations

from django.http import HttpRequest

from twoway.people.models import Account, Person


class SignedIn(HttpRequest):
    """`person` is whose eyes the page is for: whoever signed in, or walks the sample company."""

    person: Person
    user: Account
