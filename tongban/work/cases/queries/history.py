"""What happened in a case: moves, acts, papers and files in one line of time, in the words of the office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Literal

from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.wording import act_of
from tongban.ground.matters.changes import roles_in_words
from tongban.work.cases.models import Case, CaseFile, Paper, Review, Status

ONLY_SEEN_AS_ITSELF = ("paper", "attach")
"""Acts that stand in the line of time as the paper or the file itself."""


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    """Something that happened: a move, an act, a paper or a file."""

    at: datetime
    kind: Literal["move", "act", "paper", "file"]
    title: str
    by: str
    roles: str = ""
    note: str = ""
    basis: str = ""
    entry: Entry | None = None
    paper: Paper | None = None
    file: CaseFile | None = None


@dataclass(frozen=True, slots=True)
class TimeSpent:
    """How long a case stood at a status or a step; `until` is None where it still stands there."""

    title: str
    since: datetime
    until: datetime | None

    def length(self, now: datetime) -> timedelta:
        """Return how long it lasted."""
        return (self.until or now) - self.since


def history(case: Case) -> list[HistoryEvent]:
    """Return everything that happened in a case, the first first."""
    entries = Entry.objects.filter(subject=case.reference).order_by("number")
    events = [event_of_entry(entry) for entry in entries if entry.move not in ONLY_SEEN_AS_ITSELF]
    events += [_of_paper(paper) for paper in case.papers.select_related("by")]
    events += [
        _of_file(kept)
        for kept in CaseFile.objects.filter(entry__case=case).select_related("by", "entry__material")
    ]
    order = {"move": 0, "act": 1, "file": 2, "paper": 3}
    return merge_same_acts(sorted(events, key=lambda event: (event.at, order[event.kind])))


def merge_same_acts(events: Iterable[HistoryEvent]) -> list[HistoryEvent]:
    """Return events with the same act on several materials, done by one person at one moment, merged into one."""
    found: list[HistoryEvent] = []
    for _key, same in groupby(events, key=lambda event: (event.at, event.kind, event.title, event.by)):
        first, *more = same
        names = [name for name in (_material(event) for event in (first, *more)) if name]
        if first.kind == "act" and names and len(names) == len(more) + 1:
            found.append(replace(first, note="、".join([*names, first.note] if first.note else names)))
        else:
            found += [first, *more]
    return found


def _material(event: HistoryEvent) -> str:
    return str(event.entry.payload.get("material", "")) if event.entry else ""


def status_of(code: str) -> str:
    """Return a status in words."""
    return str(Status(code).label) if code in Status.values else code


def time_at_statuses(case: Case) -> list[TimeSpent]:
    """Return how long the case stood at each status it came to, in order."""
    moves = list(Entry.objects.filter(subject=case.reference, kind=Entry.Kind.MOVE).order_by("number"))
    ends: list[datetime | None] = [later.at for _earlier, later in pairwise(moves)]
    ends.append(None)
    return [
        TimeSpent(status_of(move.after), move.at, until)
        for move, until in zip(moves, ends[: len(moves)], strict=True)
    ]


def time_at_steps(case: Case) -> list[TimeSpent]:
    """Return how long each step of the review took, each round by itself."""
    return list(_steps(case))


def _steps(case: Case) -> Iterator[TimeSpent]:
    for review in Review.objects.filter(case=case).select_related("step"):
        if review.opened_at is not None:
            yield TimeSpent(review.step.name, review.opened_at, review.done_at)


def event_of_entry(entry: Entry) -> HistoryEvent:
    """Return an entry of the ledger as an event."""
    kind: Literal["move", "act"] = "move" if entry.kind == Entry.Kind.MOVE else "act"
    return HistoryEvent(
        entry.at,
        kind,
        act_of(entry),
        entry.by_name,
        roles_in_words(entry),
        entry.note,
        entry.basis,
        entry=entry,
    )


def _of_paper(paper: Paper) -> HistoryEvent:
    by = str(paper.by) if paper.by else ""
    return HistoryEvent(paper.at, "paper", f"{paper.get_kind_display()} {paper.number}", by, paper=paper)


def _of_file(kept: CaseFile) -> HistoryEvent:
    name = f"{kept.entry.material.name} · {kept.name}"
    return HistoryEvent(kept.at, "file", name, str(kept.by), file=kept)
