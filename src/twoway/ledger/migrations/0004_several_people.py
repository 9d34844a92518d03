"""Acts of several people on every street between them, and entries opened to somebody more.

A street numbers its acts where it is read: the number of somebody else's street, in a frame that a third
person may check, would tell them what they do not see (docs/decisions/0011).
"""

from __future__ import annotations

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from twoway.ledger import triggers


def _set_up_anew(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """An old SQLite takes a column away by making the table anew, and leaves the triggers behind."""
    vendor = editor.connection.vendor
    for statement in (*triggers.removal(vendor), *triggers.statements(vendor)):
        editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("ledger", "0003_samples")]

    operations = [
        migrations.RemoveIndex(model_name="frame", name="frame_street"),
        migrations.RemoveField(model_name="frame", name="street_no"),
        migrations.AddIndex(
            model_name="frame", index=models.Index(fields=["street", "seq"], name="frame_on_street")
        ),
        migrations.AddField(model_name="sight", name="opened_in", field=models.BigIntegerField(null=True)),
        migrations.AddIndex(
            model_name="sight",
            index=models.Index(
                fields=["seq"], condition=models.Q(("opened_in__isnull", False)), name="sight_opened"
            ),
        ),
        migrations.CreateModel(
            name="Between",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("low", models.CharField(max_length=12)),
                ("high", models.CharField(max_length=12)),
                ("seq", models.BigIntegerField()),
            ],
            options={
                "indexes": [models.Index(fields=["high"], name="between_high")],
                "constraints": [
                    models.UniqueConstraint(fields=("low", "high", "seq"), name="between_pair_seq")
                ],
            },
        ),
        migrations.RunPython(_set_up_anew, migrations.RunPython.noop),
    ]
