"""PostgreSQL's planner keeps no samples of words."""

from __future__ import annotations

from django.db import migrations

from twoway.ledger.samples import keep_no_samples


class Migration(migrations.Migration):
    dependencies = [("ledger", "0002_triggers")]

    operations = [keep_no_samples("ledger_words", "body", "blind")]
