"""Streets know when they were paused or closed. Those that were already are painted from their acts."""

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

STOPS = ("street.paused", "street.closed", "street.left")
GOES_ON = ("street.resumed", "street.opened")


def paint(apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
    """As the effects of these acts do from now on; raw rows, as they were when this was written."""
    stops: dict[str, list[list[str | None]]] = {}
    frames = apps.get_model("ledger", "Frame").objects.filter(kind__in=(*STOPS, *GOES_ON)).order_by("seq")
    for street, kind, at in frames.values_list("street", "kind", "at"):
        known = stops.setdefault(street, [])
        is_stopped = bool(known) and known[-1][1] is None
        if kind in STOPS and not is_stopped:
            known.append([at.isoformat(), None])
        elif kind in GOES_ON and is_stopped:
            known[-1][1] = at.isoformat()
    for street, those in stops.items():
        if those:
            apps.get_model("people_streets", "Street").objects.filter(id=street).update(stops=those)


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0001_first"),
        ("people_streets", "0001_initial"),
    ]

    operations = [
        migrations.AddField(model_name="street", name="stops", field=models.JSONField(default=list)),
        migrations.RunPython(paint, migrations.RunPython.noop),
    ]
