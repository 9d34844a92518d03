"""Track records as a reading, as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class TrackRecordsReadConfig(AppConfig):
    """It has no tables: what it publishes is worked out from the record."""

    name = "twoway.readings.track_records"
    label = "track_records_read"
