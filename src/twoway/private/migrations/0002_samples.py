"""PostgreSQL's planner keeps no samples of what is somebody's own."""

from __future__ import annotations

from django.db import migrations

from twoway.ledger.samples import keep_no_samples


class Migration(migrations.Migration):
    dependencies = [("private", "0001_initial")]

    operations = [
        keep_no_samples("private_notebook", "keys", "index"),
        keep_no_samples("private_sheet", "sealed"),
        keep_no_samples("private_mark", "street", "practice", "what"),
    ]
