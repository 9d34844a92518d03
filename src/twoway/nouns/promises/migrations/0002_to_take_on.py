"""What was brought in waits for everybody whose act is in it. What is here already is painted from its acts."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def paint(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As the effects of these acts do from now on; raw rows, as they were when this was written."""
    promises = apps.get_model("promises", "Promise").objects
    whose = {one.id: [one.promiser_id] for one in promises.exclude(source="")}
    frames = apps.get_model("ledger", "Frame").objects.order_by("seq")
    released = frames.filter(kind="promise.released").exclude(source="")
    taken = frames.filter(kind="promise.taken_on")
    for thing, by in released.values_list("thing", "by"):
        if by not in whose[thing]:
            whose[thing].append(by)
    for thing, by in taken.values_list("thing", "by"):
        whose[thing].remove(by)
    for one in promises.exclude(source="").iterator():
        one.to_take_on, one.taken_on = whose[one.id], not whose[one.id]
        one.save(update_fields=["to_take_on", "taken_on"])


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_first"),
        ("promises", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="promise", name="to_take_on", field=models.JSONField(default=list)),
        migrations.RunPython(paint, migrations.RunPython.noop),
    ]
