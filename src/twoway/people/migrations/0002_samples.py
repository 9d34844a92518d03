"""PostgreSQL's planner keeps no samples of names and addresses."""

from __future__ import annotations

from django.db import migrations

from twoway.ledger.samples import keep_no_samples


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
        ("account", "0001_initial"),
        ("sessions", "0001_initial"),
    ]

    operations = [
        keep_no_samples("people_person", "name", "email", "title"),
        keep_no_samples("people_account", "email"),
        keep_no_samples("people_invitation", "line"),
        keep_no_samples("account_emailaddress", "email"),
        keep_no_samples("django_session", "session_data"),
    ]
