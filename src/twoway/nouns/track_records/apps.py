from django.apps import AppConfig

from twoway.web import slots


class TrackRecordsConfig(AppConfig):
    name = "twoway.nouns.track_records"
    label = "track_records"
    verbose_name = "Track records"

    def ready(self) -> None:
        from twoway.nouns.track_records import effects, pages, told  # noqa: F401  effects register when read

        slots.ACTS.fill(told.lines)
        slots.beside("team.below").fill(pages.below_team)
        slots.beside("client.below").fill(pages.below_client)
