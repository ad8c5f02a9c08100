"""What happens in a year: how many of what, and on which day; nothing here knows the database."""

import tomllib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cached_property
from pathlib import Path
from random import Random
from typing import Any

from tongban.ground.clock.calendar import Calendar

DATA = tomllib.loads((Path(__file__).parents[1] / "data" / "year.toml").read_text("utf-8"))
FEASIBILITY = "政府投资项目可行性研究报告审批"
SUED = "食品经营许可（变更）"
LATEST = {
    "mailed": (12, 26), "registered": (12, 26), "returned": (12, 20), "refused": (11, 20), "extended": (11, 10),
    "terminated": (11, 20), "paused": (10, 28), "reconsidered": (10, 31),
}  # fmt: skip
"""The last day on which such a course begins, so that what is counted of it falls into the year."""


UNDELIVERED = ("withdrawn", "declined", "unneeded", "terminated")
PAPERS = {
    "returned": "completion", "declined": "non_acceptance", "unneeded": "non_acceptance", "paused": "special",
    "assessed": "special", "extended": "extension", "refused": "refusal",
}  # fmt: skip
"""The paper that each way leaves."""


def scaled(figure: int | str | Decimal, scale: Decimal, cents: int = 0) -> Any:
    """Return a figure at a scale, half up, and never nothing where there is something."""
    exact = Decimal(figure) * scale
    if cents:
        return exact.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return max(1, int(exact.quantize(Decimal(1), ROUND_HALF_UP))) if Decimal(figure) else 0


def split_by_weight(total: int, weights: Sequence[float]) -> list[int]:
    """Return a number in parts by weight: every running sum is rounded, so that the parts add up."""
    whole, running, done, parts = sum(weights), 0.0, 0, []
    for weight in weights:
        running += weight
        upto = round(total * running / whole)
        parts.append(upto - done)
        done = upto
    return parts


@dataclass(frozen=True, slots=True)
class Card:
    """What becomes of one application: the way it takes, its item, how it came in, its place among its kind."""

    kind: str
    item: str
    online: bool = False
    rank: int = 0


@dataclass(frozen=True, slots=True)
class Offered:
    """An item as the plan needs to know it."""

    name: str
    at_once: bool
    days: int
    has_procedure: bool
    licence: str


def series_of(card: Card, licence: str) -> list[str]:
    """Return the series in which a card takes a number."""
    found = [PAPERS[card.kind]] if card.kind in PAPERS else []
    if card.kind not in UNDELIVERED:
        found.append("delivered")
        if licence and card.kind != "refused":
            found.append(f"licence {licence}")
    return found


@dataclass(frozen=True)
class YearPlan:
    """A year at a scale from a seed; of the present year what came in until a day."""

    year: int
    scale: Decimal
    seed: int
    offered: tuple[Offered, ...]
    calendar: Calendar
    until: date = date.max

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole year is told of."""
        return self.until >= self.days[-1]

    @cached_property
    def part(self) -> Decimal:
        """Return the scale of what has come in so far: the whole year's, as much of it as has passed."""
        if self.is_whole:
            return self.scale
        return self.scale * Decimal(round(1000 * sum(self.weights) / sum(self._whole_weights))) / 1000

    @cached_property
    def figures(self) -> dict[str, int]:
        """Return the figures of the year at this scale."""
        counted = {**DATA["published"], **DATA["invented"]}
        return {
            name: scaled(figure, self.part) for name, figure in counted.items() if isinstance(figure, int)
        }

    @cached_property
    def days(self) -> list[date]:
        """Return the working days of the year."""
        return list(self.calendar.working_days(self.year))

    @cached_property
    def weights(self) -> list[float]:
        """Return the demand of each working day; what is still to come has none."""
        pairs = zip(self.days, self._whole_weights, strict=True)
        return [weight if day <= self.until else 0.0 for day, weight in pairs]

    @cached_property
    def _whole_weights(self) -> list[float]:
        said = DATA["demand"]
        return [said["months"][day.month - 1] * said["weekdays"][day.weekday()] for day in self.days]

    def _has_passed(self, month: int) -> bool:
        """Tell whether a month is over, or nearly so."""
        return self.day_in(month, 99) <= self.until

    @cached_property
    def by_month(self) -> list[float]:
        """Return the demand of each month."""
        return self._months(self.weights)

    @cached_property
    def _whole_by_month(self) -> list[float]:
        return self._months(self._whole_weights)

    def _months(self, weights: Sequence[float]) -> list[float]:
        pairs = list(zip(self.days, weights, strict=True))
        return [sum(weight for day, weight in pairs if day.month == month) for month in range(1, 13)]

    @cached_property
    def sizes(self) -> list[int]:
        """Return how many applications come in each month."""
        return split_by_weight(self.figures["hall"] + self.figures["online"], self.by_month)

    @cached_property
    def decks(self) -> list[list[Card]]:
        """Return what becomes of the applications of each month, in the order in which they come in."""
        special = self._special()
        online = split_by_weight(self.figures["online"], self.by_month)
        return [self._deck(month, special[month - 1], online[month - 1]) for month in range(1, 13)]

    @cached_property
    def before(self) -> list[Counter[str]]:
        """Return for each month, and for the year's end, what was counted before it: papers, licences, deliveries."""
        licences = {each.name: each.licence for each in self.offered}
        running, found = Counter[str](), [Counter[str]()]
        for deck in self.decks:
            for card, count in Counter(deck).items():
                for name in series_of(card, licences[card.item]):
                    running[name] += count
            found.append(Counter(running))
        return found

    def day_in(self, month: int, place: int) -> date:
        """Return a working day of a month by its place, the last one where there are fewer."""
        days = [day for day in self.days if day.month == month]
        return days[min(place, len(days) - 1)]

    def assessed_on(self, rank: int) -> date:
        """Return the day on which an assessment is finished and paid."""
        return self.day_in(DATA["assessed"]["months"][rank], 6 + rank * 3 % 10)

    def sued_on(self, rank: int) -> date:
        """Return the day on which a lawsuit is received."""
        return self.day_in(DATA["sued"]["months"][rank], 13 + rank % 4)

    def numbers_of_days(self, month: int) -> list[tuple[date, int]]:
        """Return how many applications come in on each working day of a month."""
        pairs = [
            (day, weight) for day, weight in zip(self.days, self.weights, strict=True) if day.month == month
        ]
        size, weights = self.sizes[month - 1], [weight for _, weight in pairs]
        counts = split_by_weight(size, weights) if size else [0] * len(pairs)
        return [(day, count) for (day, _), count in zip(pairs, counts, strict=True)]

    def _special(self) -> list[list[Card]]:
        """Return the cards of each month that are not plain."""
        found: list[list[Card]] = [[] for _ in range(12)]
        for kind, count, weights, names in self._kinds():
            draw = Random(f"{self.seed} {kind}")  # noqa: S311
            known = [DATA["weights"].get(name, 1) for name in names]
            for month, part in enumerate(split_by_weight(count, weights)):
                ranks = self._prices(part, month) if kind == "mailed" else range(part)
                chosen = draw.choices(names, known, k=part)
                found[month] += [
                    Card(kind, name, rank=rank) for name, rank in zip(chosen, ranks, strict=True)
                ]
        for name, part in zip(DATA["registrations"], self._registered(), strict=True):
            for month, count in enumerate(split_by_weight(part, self._profile("registered"))):
                found[month] += [Card("registered", name)] * count
        for kind, table, name in (("assessed", "assessed", FEASIBILITY), ("sued", "sued", SUED)):
            count = self.figures["assessments" if kind == "assessed" else "lawsuits"]
            for rank, month in enumerate(DATA[table]["months"][:count]):
                if self._has_passed(month - 1):
                    found[month - 2].append(Card(kind, name, rank=rank))
        return found

    def _prices(self, count: int, month: int) -> list[int]:
        """Return what each parcel of a month costs, in cents: ten yuan in the mean, the year's last takes what is over."""
        prices = [1000] * count
        for place in range(0, count - 1, 5):
            prices[place], prices[place + 1] = 800, 1200
        if month == 11 and prices:
            postage = scaled(DATA["published"]["postage"], self.part, cents=2)
            prices[-1] += int(postage * 100) - 1000 * self.figures["mailed"]
        return prices

    def fee(self, rank: int) -> Decimal:
        """Return the fee of an assessment, in yuan; together they are the year's."""
        fees = DATA["assessed"]["fees"][: self.figures["assessments"]]
        total = scaled(DATA["published"]["assessment_fees"], self.part, cents=2)
        return Decimal(split_by_weight(int(total * 100), fees)[rank]) / 100

    def _kinds(self) -> list[tuple[str, int, list[float], list[str]]]:
        figures, shares = self.figures, DATA["shares"]
        plain = [each for each in self.offered if each.name not in DATA["registrations"]]
        ordinary = [each.name for each in plain if 3 <= each.days <= 10]
        names = {
            "mailed": [each.name for each in plain if each.at_once],
            "paused": [each.name for each in plain if each.has_procedure and each.name != FEASIBILITY],
            **dict.fromkeys(("refused", "extended", "terminated", "silent", "reconsidered"), ordinary),
        }
        counts = {
            kind: scaled(round(DATA["published"]["hall"] * share), self.part)
            for kind, share in shares.items()
        }
        counts |= {"mailed": figures["mailed"], "reconsidered": figures["reconsiderations"]}
        every = [each.name for each in plain]
        passed = [part / whole for part, whole in zip(self.by_month, self._whole_by_month, strict=True)]
        mail = [pieces * part for pieces, part in zip(DATA["mail"]["months"], passed, strict=True)]
        return [
            (kind, count, mail if kind == "mailed" else self._profile(kind), names.get(kind, every))
            for kind, count in sorted(counts.items())
        ]

    def _registered(self) -> list[int]:
        return split_by_weight(self.figures["market_entities"], list(DATA["registrations"].values()))

    def _profile(self, kind: str) -> list[float]:
        """Return the demand of each month, as far as such a course may begin in it."""
        last = LATEST.get(kind, (12, 31))
        return [
            sum(
                weight
                for day, weight in zip(self.days, self.weights, strict=True)
                if day.month == month and (day.month, day.day) <= last
            )
            for month in range(1, 13)
        ]

    def _deck(self, month: int, special: list[Card], online: int) -> list[Card]:
        draw = Random(f"{self.seed} month {month}")  # noqa: S311
        plain = [each for each in self.offered if each.name not in DATA["registrations"]]
        weights = [DATA["weights"].get(each.name, 1) for each in plain]
        if not self.is_whole:
            special = special[: self.sizes[month - 1]]
            online = min(online, self.sizes[month - 1] - len(special))
        size = self.sizes[month - 1] - len(special)
        if size < online:
            raise ValueError(f"the scale {self.scale} is too small for month {month}")
        known = {
            name: (Card("plain", name), Card("plain", name, online=True)) for name in (e.name for e in plain)
        }
        chosen = draw.choices([each.name for each in plain], weights, k=size)
        deck = [known[name][place < online] for place, name in enumerate(chosen)] + special
        draw.shuffle(deck)
        self._bring_forward(deck, month, draw)
        return deck

    def _bring_forward(self, deck: list[Card], month: int, draw: Random) -> None:
        """Let what must begin by a day of this month change places with something plain before it."""
        for kind, (last_month, last_day) in LATEST.items():
            if last_month != month:
                continue
            upto = sum(count for day, count in self.numbers_of_days(month) if day.day <= last_day)
            free = [place for place in range(upto) if deck[place].kind == "plain"]
            draw.shuffle(free)
            for place in range(upto, len(deck)):
                if deck[place].kind == kind and (free or self.is_whole):
                    other = free.pop()
                    deck[place], deck[other] = deck[other], deck[place]
