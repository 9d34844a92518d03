"""The table behind the estimates, for programs."""

from django.http import HttpRequest
from ninja import Router, Schema

from twoway.readings.estimates import table

router = Router(tags=["model"])


class KindOut(Schema):
    """What one kind of act says: `level` points from the start, with how much noise, from which source."""

    name: str
    level: float | None
    weights: tuple[float, float, float]
    noise: float
    source: str
    says: str


class UncountedOut(Schema):
    """An act that carries no number, and why."""

    name: str
    why: str


class ParameterOut(Schema):
    """One number of the model."""

    name: str
    value: float
    unit: str
    source: str
    says: str


class ModelOut(Schema):
    """The release that every estimate goes by: each row with its source or the word "assumed"."""

    release: str
    kinds: list[KindOut]
    uncounted: list[UncountedOut]
    parameters: list[ParameterOut]


@router.get("", response=ModelOut, operation_id="model")
def model(request: HttpRequest) -> ModelOut:
    """What counts, how much, and why: the whole table, open to everybody here."""
    release = table.table()
    return ModelOut(
        release=release.release,
        kinds=[KindOut.from_orm(kind) for kind in release.kinds],
        uncounted=[UncountedOut.from_orm(one) for one in release.uncounted],
        parameters=[ParameterOut.from_orm(one) for one in release.parameters],
    )
