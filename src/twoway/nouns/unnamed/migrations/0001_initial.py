import django.db.models.deletion
from django.db import migrations, models

import twoway.ids
import twoway.ledger.rows


def lay_waiting(apps, schema_editor):
    """The table as Django would lay it, on SQLite without the hidden number that counts its rows up."""
    model = apps.get_model("unnamed", "Waiting")
    statement, params = schema_editor.table_sql(model)
    if schema_editor.connection.vendor == "sqlite":
        statement += " WITHOUT ROWID"
    schema_editor.execute(statement, params or None)


def take_waiting_away(apps, schema_editor):
    schema_editor.delete_model(apps.get_model("unnamed", "Waiting"))


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("ledger", "0002_triggers"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Unnamed",
            fields=[
                ("id", models.CharField(max_length=12, primary_key=True, serialize=False)),
                ("team", models.CharField(max_length=12)),
                ("group", models.JSONField(default=list)),
                ("lock", models.CharField(max_length=64, unique=True)),
                ("wants", models.CharField(max_length=10)),
                ("within_days", models.PositiveSmallIntegerField()),
                ("raised_on", models.DateField()),
                ("answer_by", models.DateField()),
                ("state", models.CharField(max_length=10)),
                ("answer", models.CharField(blank=True, max_length=10)),
                ("will_do_by", models.DateField(null=True)),
                ("heard", models.PositiveSmallIntegerField(null=True)),
                ("last_entry_id", models.CharField(max_length=12)),
                (
                    "said_in",
                    twoway.ledger.rows.WordsIn(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="ledger.words",
                    ),
                ),
                (
                    "to",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "unnamed",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("state__in", ("waiting", "answered", "closed"))),
                        name="unnamed_state",
                    )
                ],
            },
        ),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Waiting",
                    fields=[
                        (
                            "id",
                            models.CharField(
                                default=twoway.ids.new_id, max_length=12, primary_key=True, serialize=False
                            ),
                        ),
                        ("thing", models.CharField(max_length=12, unique=True)),
                        ("verb", models.CharField(max_length=10)),
                        ("to", models.CharField(max_length=12)),
                        ("team", models.CharField(blank=True, max_length=12)),
                        ("group", models.JSONField(default=list)),
                        ("lock", models.CharField(max_length=64, unique=True)),
                        ("wants", models.CharField(blank=True, max_length=10)),
                        ("within_days", models.PositiveSmallIntegerField(default=0)),
                        ("heard", models.PositiveSmallIntegerField(default=0)),
                        ("words", models.TextField(blank=True)),
                        ("on", models.DateField()),
                        ("hour", models.PositiveSmallIntegerField()),
                    ],
                ),
            ],
        ),
        migrations.RunPython(lay_waiting, take_waiting_away),
    ]
