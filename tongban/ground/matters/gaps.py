"""Whether every number that was given stands somewhere: a gap is explained by the ledger, or it is found."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.apps import apps

from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.rooms import modules_named
from tongban.ground.matters.models import NumberSeries
from tongban.ground.matters.numbers import Numbered, Numbers


@dataclass(frozen=True, slots=True)
class CheckedSeries:
    """A series in a year: how many numbers were given, those set aside and not used yet, those that stand nowhere."""

    name: str
    year: int
    given: int
    set_aside: dict[str, int]
    lost: tuple[str, ...]


def check_series() -> Iterator[CheckedSeries]:
    """Check every series of every year, the newest first."""
    places = [each for module in modules_named("numbers") for each in getattr(module, "NUMBERED", ())]
    for series in NumberSeries.objects.all():
        numbers = Numbers(series.name, series.form)
        held = set(_held(numbers.head(series.year), (each for each in places if each.form == series.form)))
        missing = [
            place for place in range(1, series.last + 1) if numbers.write(series.year, place) not in held
        ]
        yield _explained(numbers, series, missing)


def _held(head: str, places: Iterable[Numbered]) -> Iterator[str]:
    """Yield the numbers that begin so, wherever they stand."""
    for each in places:
        rows = apps.get_model(each.model)._base_manager.filter(**{f"{each.column}__startswith": head})
        yield from rows.values_list(each.column, flat=True).iterator()


def _explained(numbers: Numbers, series: NumberSeries, missing: list[int]) -> CheckedSeries:
    """Return what came of a series: a missing number was set aside for a load that says why, or is lost."""
    entries = Entry.objects.filter(subject=numbers.subject(series.year), move="reserve") if missing else ()
    ranges = [(range(e.payload["first"], e.payload["first"] + e.payload["count"]), e.note) for e in entries]
    set_aside: dict[str, int] = {}
    lost = []
    for place in missing:
        why = next((note for some, note in ranges if place in some), None)
        if why is None:
            lost.append(numbers.write(series.year, place))
        else:
            set_aside[why] = set_aside.get(why, 0) + 1
    return CheckedSeries(series.name, series.year, series.last, set_aside, tuple(lost))
