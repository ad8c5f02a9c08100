"""The histories of our cases for other tools: moves of the ledger, joined with items, papers, licences and ratings.

No name, number, address or text of a person leaves: applicants, officers and licences are keyed digests.
"""

import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import IO, Any, NamedTuple

from django.db.models import QuerySet
from django.utils.translation import override

from tongban.ground.kit.pseudonyms import pseudonym
from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case, Paper
from tongban.work.cases.states import CHART
from tongban.work.logs.papers import FORMATS, CaseEvent, CaseHistory, LogObject, Value
from tongban.work.ratings.models import Invitation

AT_ONCE = 1000
CHINESE = "zh-hans"
APPLICANT, SYSTEM = "applicant", "system"
COLUMNS = (
    *("reference", "version__item__code", "version__item__name", "version__number", "division__code"),
    *("division__name", "applicant_id", "applicant__kind", "mode", "channel", "status", "licence"),
    "version__licence_type__name",
)


class CaseRow(NamedTuple):
    """What is read of a case."""

    reference: str
    item: str
    item_name: str
    version: int
    division: str
    division_name: str
    applicant_id: int
    applicant_kind: str
    mode: str
    channel: str
    status: str
    licence: str
    licence_type: str | None


class RelatedRows(NamedTuple):
    """What other rooms and tables know of some cases, by the case's number."""

    entries: dict[str, list[tuple[Any, ...]]]
    papers: dict[str, list[tuple[Any, ...]]]
    ratings: dict[str, int]


def event_log(cases: QuerySet[Case], form: str, name: str) -> tuple[IO[bytes], int]:
    """Return the histories of cases written to a temporary file, rewound, and how many there are."""
    count = 0

    def counted() -> Iterator[CaseHistory]:
        nonlocal count
        for history in histories(cases):
            count += 1
            yield history

    file = tempfile.TemporaryFile()  # noqa: SIM115  (whoever sends it closes it)
    for text in FORMATS[form][0](counted(), name=name):
        file.write(text.encode())
    file.seek(0)
    return file, count


def histories(cases: QuerySet[Case]) -> Iterator[CaseHistory]:
    """Return the history of each case, read from the database a thousand at a time."""
    with override(CHINESE):
        labels = {name: str(move) for name, move in CHART.moves.items()}
    rows = cases.order_by("pk").values_list(*COLUMNS).iterator(chunk_size=AT_ONCE)
    while chunk := [CaseRow(*row) for row in islice(rows, AT_ONCE)]:
        beside = _related_rows([row.reference for row in chunk])
        for row in chunk:
            yield _history(row, beside, labels)


def _related_rows(references: Sequence[str]) -> RelatedRows:
    moves = Entry.objects.filter(subject__in=references, kind=Entry.Kind.MOVE).order_by("subject", "number")
    papers = Paper.objects.filter(case__reference__in=references).order_by("pk")
    rated = Invitation.objects.filter(matter__in=references, rating__is_named=True)
    found = RelatedRows(
        defaultdict(list), defaultdict(list), dict(rated.values_list("matter", "rating__level"))
    )
    for subject, *entry in moves.values_list("subject", "number", "move", "by_id", "by_role", "at"):
        found.entries[subject].append(tuple(entry))
    for subject, *paper in papers.values_list("case__reference", "number", "kind", "at"):
        found.papers[subject].append(tuple(paper))
    return found


def _history(row: CaseRow, beside: RelatedRows, labels: dict[str, str]) -> CaseHistory:
    applicant = pseudonym(APPLICANT, row.applicant_id)
    attributes: dict[str, Value] = {
        "item": row.item,
        "item_name": row.item_name,
        "version": row.version,
        "division": row.division_name,
        "applicant": applicant,
        "mode": row.mode,
        "channel": row.channel,
        "status": row.status,
    }
    papers = beside.papers[row.reference]
    happenings = [_happening(row, entry, papers, labels) for entry in beside.entries[row.reference]]
    return CaseHistory(row.reference, attributes, happenings, list(_things(row, papers, beside.ratings)))


def _happening(
    row: CaseRow, entry: tuple[Any, ...], papers: Sequence[tuple[Any, ...]], labels: dict[str, str]
) -> CaseEvent:
    number, move, by, roles, at = entry
    relations = [("about", row.reference), ("by rules of", f"item-{row.item}")]
    relations += [("writes", f"paper-{paper}") for paper, _kind, written_at in papers if written_at == at]
    if move == "issue" and row.licence:
        relations.append(("issues", pseudonym("licence", row.licence)))
    resource, role = _resource(by, roles)
    relations.append(
        ("asked by", pseudonym(APPLICANT, row.applicant_id))
        if role == APPLICANT
        else ("done in", f"division-{row.division}")
    )
    return CaseEvent(f"{row.reference}-{number}", move, at, resource, role, labels.get(move, move), relations)


def _resource(by: int | None, roles: str) -> tuple[str, str]:
    if by is None:
        return SYSTEM, SYSTEM
    if APPLICANT in roles.split(", "):
        return APPLICANT, APPLICANT
    return pseudonym("officer", by), roles


def _things(row: CaseRow, papers: Sequence[tuple[Any, ...]], ratings: dict[str, int]) -> Iterator[LogObject]:
    item, division = f"item-{row.item}", f"division-{row.division}"
    applicant = pseudonym(APPLICANT, row.applicant_id)
    relations = [("asks for", item), ("handled by", division), ("asked by", applicant)]
    yield LogObject(item, "item", {"name": row.item_name})
    yield LogObject(division, "division", {"name": row.division_name})
    yield LogObject(applicant, "applicant", {"kind": row.applicant_kind})
    for number, kind, _at in papers:
        yield LogObject(f"paper-{number}", "paper", {"kind": kind})
        relations.append(("has", f"paper-{number}"))
    if row.licence:
        licence = pseudonym("licence", row.licence)
        yield LogObject(licence, "licence", {"kind": row.licence_type or ""})
        relations.append(("results in", licence))
    if row.reference in ratings:
        yield LogObject(f"rating-{row.reference}", "rating", {"level": ratings[row.reference]})
        relations.append(("rated by", f"rating-{row.reference}"))
    facts: dict[str, Value] = {
        "version": row.version,
        "mode": row.mode,
        "channel": row.channel,
        "status": row.status,
    }
    yield LogObject(row.reference, "case", facts, relations)
