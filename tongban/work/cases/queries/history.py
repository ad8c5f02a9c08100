"""What happened in a case: moves, acts, papers and files in one line of time, in the words of the office."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import groupby, pairwise
from typing import Literal

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger.models import Entry
from tongban.ground.people.roles import ROLES
from tongban.offer.delivery import queries as delivery
from tongban.work.cases.models import Case, CaseFile, Paper, Review, Status
from tongban.work.cases.states import CHART

ACTS: dict[str, str | Promise] = {
    "edit": _("Mended the form"),
    "commit": _("Signed the commitment"),
    "take_back_commitment": _("Took the commitment back"),
    "carry_over": _("Carried the draft over to the new version"),
    "attach": _("Handed in a file"),
    "remove_file": _("Took a file out of the draft"),
    "use_licence": _("Used a licence on record"),
    "promise": _("Promised in writing"),
    "ask_issuer": _("Left to the bureau to ask the issuing body"),
    "follow_later": _("Promised to hand in later"),
    "show": _("Showed on paper at the window"),
    "agree": _("Agreed"),
    "object": _("Objected"),
    "send_back": _("Sent back to an earlier step"),
    "reconsider": _("Gave the case back to a step"),
    "check_on_site": _("Checked on site"),
    "offer_hearing": _("Told of the right to a hearing"),
    "ask_for_hearing": _("Asked for a hearing"),
    "waive_hearing": _("Gave the hearing up"),
    "order_hearing": _("Ordered a hearing"),
    "announce_hearing": _("Announced the hearing"),
    "record_hearing": _("Kept the record of the hearing"),
    "check_commitment": _("Checked the commitment"),
    "revoke_granted": _("Revoked what was granted"),
    "draw_assessor": _("Drew the assessor"),
    "record_report": _("Kept the assessor's report"),
    "settle_fee": _("Entered the assessor's fee"),
    "score_assessor": _("Scored the assessor"),
    **delivery.ACTS,
    "urge": _("Urged"),
    "reply": _("Replied to the urging"),
    "register_remedy": _("Entered a remedy"),
    "advance_remedy": _("Remedy went on"),
    "close_remedy": _("Closed a remedy"),
    "give_package": _("Gave out the archive package"),
    "recount": _("Limits counted anew: the notice of the year is out"),
    "paper": _("Wrote a paper"),
}
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
    events += [_of_file(kept) for kept in CaseFile.objects.filter(entry__case=case).select_related("by")]
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


def describe(entry: Entry) -> tuple[str, str, str]:
    """Return what an entry says was done, and what stood before and after, for the pages of the ledger."""
    return act_of(entry), status_of(entry.before), status_of(entry.after)


def act_of(entry: Entry) -> str:
    """Return what an entry says was done, in the reader's language."""
    if entry.kind == Entry.Kind.MOVE and entry.move in CHART.moves:
        return str(CHART.moves[entry.move])
    return str(ACTS.get(entry.move, entry.move))


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
        entry.at, kind, act_of(entry), entry.by_name, _roles(entry), entry.note, entry.basis, entry=entry
    )


def _of_paper(paper: Paper) -> HistoryEvent:
    by = str(paper.by) if paper.by else ""
    return HistoryEvent(paper.at, "paper", f"{paper.get_kind_display()} {paper.number}", by, paper=paper)


def _of_file(kept: CaseFile) -> HistoryEvent:
    return HistoryEvent(kept.at, "file", kept.name, str(kept.by), file=kept)


def _roles(entry: Entry) -> str:
    codes = [code for code in entry.by_role.split(", ") if code]
    return "、".join(str(ROLES[code].title) if code in ROLES else code for code in codes)
