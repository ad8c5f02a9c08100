"""Statistics of a hall, from the tickets' entries and nothing else: dropped and worked out anew they are equal byte for byte.

Counts and sums of whole seconds; a mean is a sum with its number, so that figures of days can be added.
"""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from tongban.work.hall.waiting.stretches import IN_LINE, TicketEvent, TicketStretch, stretches


class OpenTime(NamedTuple):
    """From when to when a window was open, pauses left out."""

    window: str
    began: datetime
    ended: datetime


class AppointmentEnd(NamedTuple):
    """Whether an appointment of a day and group was kept."""

    day: date
    group: str
    is_kept: bool


DAY, MONTH = len("2022-03-01"), len("2022-03")
"""So much of a day's name is the span that is counted."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What is counted of a day or month: of the whole hall, a group, a half-hour in which tickets were taken, or a window.

    Those who left never were served. Waiting is all time in line of those who were; the 90th percentile is the wait that
    at least nine of ten did not exceed. A window has no tickets left, and no waiting; it and a half-hour have no
    appointments.
    """

    span: str
    cut: str
    name: str
    tickets: int
    served: int
    left: int
    waiting_seconds: int
    waiting_p90: int | None
    service_seconds: int
    service_p90: int | None
    open_seconds: int
    appointments_kept: int
    appointments_missed: int

    @property
    def mean_waiting(self) -> float | None:
        """Return the mean seconds of waiting; nothing of nobody."""
        return self.waiting_seconds / self.served if self.served else None

    @property
    def mean_service(self) -> float | None:
        """Return the mean seconds of service; nothing of nobody."""
        return self.service_seconds / self.served if self.served else None

    @property
    def abandonment(self) -> float | None:
        """Return the share of those who left unserved; nothing of nobody."""
        return self.left / self.tickets if self.tickets else None

    @property
    def load(self) -> float | None:
        """Return which share of its open time a window served; may exceed one where somebody is served after hours."""
        return self.service_seconds / self.open_seconds if self.open_seconds else None

    @property
    def kept_share(self) -> float | None:
        """Return which share of the appointments was kept; nothing of none."""
        due = self.appointments_kept + self.appointments_missed
        return self.appointments_kept / due if due else None


@dataclass(slots=True)
class _Count:
    tickets: int = 0
    left: int = 0
    open_seconds: int = 0
    kept: int = 0
    missed: int = 0
    waits: list[int] = field(default_factory=list)
    services: list[int] = field(default_factory=list)


def figures(
    events: Iterable[TicketEvent],
    open_times: Iterable[OpenTime] = (),
    appointments: Iterable[AppointmentEnd] = (),
    span: int = DAY,
) -> tuple[Figures, ...]:
    """Return the figures of all days (or months) of a hall, by span, cut and name; the order of events does not matter."""
    counts: defaultdict[tuple[str, str, str], _Count] = defaultdict(_Count)
    for chain in stretches(events).values():
        _count_ticket(chain, counts, span)
    for window, began, ended in open_times:
        seconds = int((ended - began).total_seconds())
        for cut, name in (("hall", ""), ("window", window)):
            counts[began.date().isoformat()[:span], cut, name].open_seconds += seconds
    for day, group, is_kept in appointments:
        for cut, name in (("hall", ""), ("group", group)):
            count = counts[day.isoformat()[:span], cut, name]
            count.kept += is_kept
            count.missed += not is_kept
    return tuple(_figures(key, count) for key, count in sorted(counts.items()))


def as_bytes(rows: Iterable[Figures]) -> bytes:
    """Return the figures as lines of JSON, the same bytes for the same figures."""
    return "".join(json.dumps(asdict(row), sort_keys=True) + "\n" for row in rows).encode()


def _count_ticket(
    chain: list[TicketStretch], counts: defaultdict[tuple[str, str, str], _Count], span: int
) -> None:
    if not chain:
        return
    first, day = chain[0], chain[0].began.date().isoformat()[:span]
    served = {each.window for each in chain if each.status == "serving" and each.ended}
    is_over = chain[-1].then != ""
    half_hour = f"{first.began.hour:02d}:{first.began.minute // 30 * 30:02d}"
    for cut, name in (("hall", ""), ("group", first.group), ("half_hour", half_hour)):
        count = counts[day, cut, name]
        count.tickets += 1
        count.left += is_over and not served
        if served:
            count.waits.append(sum(each.seconds for each in chain if each.status in IN_LINE))
            count.services.append(_served(chain))
    for window in served:
        count = counts[day, "window", window]
        count.tickets += 1
        count.services.append(_served(each for each in chain if each.window == window))


def _served(chain: Iterable[TicketStretch]) -> int:
    return sum(each.seconds for each in chain if each.status == "serving")


def _figures(key: tuple[str, str, str], count: _Count) -> Figures:
    return Figures(
        *key,
        tickets=count.tickets,
        served=len(count.services),
        left=count.left,
        waiting_seconds=sum(count.waits),
        waiting_p90=_p90(count.waits),
        service_seconds=sum(count.services),
        service_p90=_p90(count.services),
        open_seconds=count.open_seconds,
        appointments_kept=count.kept,
        appointments_missed=count.missed,
    )


def _p90(seconds: list[int]) -> int | None:
    """Return the nearest rank."""
    return sorted(seconds)[-(-9 * len(seconds) // 10) - 1] if seconds else None
