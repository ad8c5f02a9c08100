"""How many people come where and when in a year of the hall; nothing here knows the database."""

import math
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from random import Random

from tongban.demo.hall_year.day import MINUTE, NumberHolder
from tongban.demo.year.plan import DATA as YEAR
from tongban.demo.year.plan import scaled, split_by_weight

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "hall_year.toml").read_text("utf-8"))
SHARES = DATA["shares"]
HALF_HOUR, DAY_MINUTES = 30 * MINUTE, 420
CENTRE = "C01"


@dataclass(frozen=True)
class HallPlan:
    """A year of visits at a scale from a seed, on the days on which anything is open."""

    year: int
    scale: Decimal
    seed: int
    days: Sequence[date]

    @cached_property
    def visits(self) -> Mapping[str, Mapping[date, int]]:
        """Return how many visits each place has on each day."""
        said = YEAR["demand"]
        weights = [said["months"][day.month - 1] * said["weekdays"][day.weekday()] for day in self.days]
        places = DATA["places"]
        totals = split_by_weight(
            max(DATA["least_visits"], scaled(DATA["visits"], self.scale)), list(places.values())
        )
        return {
            place: dict(zip(self.days, split_by_weight(total, weights), strict=True))
            for place, total in zip(places, totals, strict=True)
        }

    @cached_property
    def whole(self) -> int:
        """Return how many visits the year has."""
        return sum(sum(each.values()) for each in self.visits.values())

    @cached_property
    def booked(self) -> Mapping[date, int]:
        """Return how many appointments the centre has on each day."""
        visits = self.visits[CENTRE]
        total = round(sum(visits.values()) * SHARES["booked"])
        return dict(zip(visits, split_by_weight(total, list(visits.values())), strict=True))

    @property
    def troubles(self) -> int:
        """Return how many entries say what could not be done."""
        return max(int(DATA["least_trouble"]), scaled(DATA["trouble"], self.scale))

    @property
    def joint(self) -> int:
        """Return how many restaurants are opened as one thing."""
        return max(2, scaled(DATA["joint"], self.scale))

    def windows(self, place: str) -> int:
        """Return how many windows a place needs on a mean day."""
        daily = sum(self.visits[place].values()) / len(self.days)
        return max(1, math.ceil(daily * DATA["service_minutes"] / (DAY_MINUTES * DATA["busy"])))

    def visitors(
        self,
        place: str,
        day: date,
        hours: Sequence[tuple[int, int]],
        booked: Sequence[tuple[int, str]],
        lines: Sequence[str],
    ) -> list[NumberHolder]:
        """Return who comes to a place on a day with these hours, in seconds; ``booked``: begin of an appointment and its line."""
        chance = Random(f"{self.seed} hall {place} {day}")  # noqa: S311  (invented people, no secret)
        halves = [
            (minute * MINUTE, share)
            for minute, share in YEAR["demand"]["hours"]
            if any(opens <= minute * MINUTE and (minute + 30) * MINUTE <= closes for opens, closes in hours)
        ]
        if not halves:
            return []
        count = max(0, self.visits[place].get(day, 0) - len(booked))
        starts = chance.choices([start for start, _ in halves], [share for _, share in halves], k=count)
        people = [
            self._visitor(start + int(HALF_HOUR * chance.random()), _line(lines, chance), chance)
            for start in starts
        ]
        opens = hours[0][0]
        people += [
            self._visitor(max(opens, begins - chance.randint(60, 900)), line, chance)
            for begins, line in booked
        ]
        return people

    def _visitor(self, taken: int, line: str, chance: Random) -> NumberHolder:
        seconds = 60 + int(60 * chance.gammavariate(3, (DATA["service_minutes"] - 1) / 3))
        is_absent, is_impatient = (
            chance.random() < SHARES["absent"],
            chance.random() < SHARES["impatient"] * 5,
        )
        return NumberHolder(taken, taken, line, seconds, is_absent, is_impatient)


def _line(lines: Sequence[str], chance: Random) -> str:
    """Return in which of a place's lines somebody waits: the first is that of enterprises."""
    return lines[0] if chance.random() < SHARES["enterprises"] else lines[-1]
