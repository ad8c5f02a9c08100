"""What is asked in a year: how many demands on which day, of which class, in which area; nothing here knows the database."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from random import Random

from tongban.demo.hotline_texts import InventedDemand, Subject, demand, subjects
from tongban.demo.year.plan import scaled, split_by_weight

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "hotline_year.toml").read_text("utf-8"))
MONTHS = range(1, 13)


def key_of(subject: Subject) -> str:
    """Return the key under which the office keeps a class: two digits for the group, two for the class, as GB/T 39666."""
    return keys()[subject.key]


def keys() -> dict[str, str]:
    """Return the keys of all classes by those of the invented words."""
    places = dict.fromkeys(DATA["groups"], 0)
    found = {}
    for subject in subjects():
        places[subject.group] += 1
        found[subject.key] = f"{DATA['groups'][subject.group][0]}{places[subject.group]:02d}00"
    return found


@dataclass(frozen=True)
class Burst:
    """The burst that is planted: a class in an area, on which days, how many more than usual."""

    subject: Subject
    area: str
    days: tuple[date, ...]
    a_day: int


@dataclass(frozen=True)
class HotlinePlan:
    """A year of demands at a scale from a seed."""

    year: int
    scale: Decimal
    seed: int

    @cached_property
    def days(self) -> list[date]:
        """Return every day of the year: the line never closes."""
        first = date(self.year, 1, 1)
        return [first + timedelta(days=each) for each in range((date(self.year + 1, 1, 1) - first).days)]

    @cached_property
    def usual(self) -> dict[date, int]:
        """Return how many demands come on each day, the burst left aside."""
        said = DATA["demand"]
        weights = [said["months"][day.month - 1] * said["weekdays"][day.weekday()] for day in self.days]
        total = max(DATA["orders"]["least"], scaled(DATA["orders"]["year"], self.scale))
        return dict(zip(self.days, split_by_weight(total, weights), strict=True))

    @cached_property
    def burst(self) -> Burst:
        """Return the burst that is planted."""
        said = DATA["burst"]
        subject = next(each for each in subjects() if each.key == said["class"])
        first = date(self.year, *said["first"])
        days = tuple(first + timedelta(days=each) for each in range(said["days"]))
        return Burst(subject, said["area"], days, said["a_day"] + int(said["per_scale"] * self.scale))

    @cached_property
    def sizes(self) -> list[int]:
        """Return how many demands come in each month."""
        return [sum(map(self.count_on, self.days_of(month))) for month in MONTHS]

    def days_of(self, month: int) -> list[date]:
        """Return the days of a month."""
        return [day for day in self.days if day.month == month]

    def count_on(self, day: date) -> int:
        """Return how many demands come on a day."""
        return self.usual[day] + (self.burst.a_day if day in self.burst.days else 0)

    def demands_on(self, day: date) -> Iterator[InventedDemand]:
        """Yield the demands of a day; those of the burst come among the others."""
        chance = Random(f"{self.seed} demands {day}")  # noqa: S311  (invented texts, no secret)
        drawn: list[tuple[Subject, str]] = list(
            zip(
                chance.choices(subjects(), self._weights(day.month), k=self.usual[day]),
                chance.choices(list(DATA["areas"]), self._shares, k=self.usual[day]),
                strict=True,
            )
        )
        if day in self.burst.days:
            drawn += [(self.burst.subject, self.burst.area)] * self.burst.a_day
            chance.shuffle(drawn)
        return (demand(subject, chance, area) for subject, area in drawn)

    @cached_property
    def _shares(self) -> list[int]:
        return [share for _, share in DATA["areas"].values()]

    def _weights(self, month: int) -> list[float]:
        seasons = DATA["seasons"]
        return [
            (1 + 4 * Random(subject.key).random()) * seasons.get(subject.group, [1] * 12)[month - 1]  # noqa: S311
            for subject in subjects()
        ]
