"""What anybody may ask without signing in: a case by its number and code."""

from dataclasses import dataclass
from datetime import date, datetime
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from tongban.ground.ledger.models import Entry
from tongban.ground.matters.numbers import reference_of
from tongban.work.cases.elsewhere.queries import find_elsewhere
from tongban.work.cases.models import Case
from tongban.work.cases.numbers import CASES
from tongban.work.cases.queries.history import status_of

RATING_SEAL_LENGTH = 16


@dataclass(frozen=True, slots=True)
class Progress:
    """What a stranger with the code learns of a case: no more than the applicant would tell."""

    reference: str
    item: str
    applicant: str
    status: str
    filed_at: datetime | None
    accepted_on: date | None
    due_on: date | None
    decided_on: date | None
    moves: tuple[tuple[datetime, str], ...]
    holder: str = ""
    """The office that answers for it now, where it was taken in for another."""


def public_progress(reference: str, code: str) -> Progress | None:
    """Return the progress of a filed case, for whoever has its number and code; None when either is wrong."""
    cases = Case.objects.select_related("version__item", "applicant")
    case = cases.filter(reference=reference_of(CASES.name, reference), filed_at__isnull=False).first()
    if case is None or not compare_digest(case.check_code.encode(), code.strip().upper().encode()):
        return None
    moves = Entry.objects.filter(subject=case.reference, kind=Entry.Kind.MOVE).order_by("number")
    elsewhere = find_elsewhere(case)
    return Progress(
        reference=case.number,
        item=case.version.item.name,
        applicant=case.applicant.shown_name,
        status=case.get_status_display(),
        filed_at=case.filed_at,
        accepted_on=case.accepted_on,
        due_on=case.due_on,
        decided_on=case.decided_on,
        moves=tuple((move.at, status_of(move.after)) for move in moves if move.before != move.after),
        holder=elsewhere.holder.name if elsewhere else "",
    )


def rating_code(reference: str) -> str:
    """Return the code on a case's papers by which its holder may rate the service, without signing in."""
    seal = salted_hmac("cases.rating", reference, algorithm="sha256").hexdigest()
    return f"{reference}-{seal[:RATING_SEAL_LENGTH]}"


def case_to_rate(code: str) -> Case | None:
    """Return the filed case behind the rating code of its papers."""
    reference = code.rpartition("-")[0].upper()
    if not compare_digest(
        rating_code(reference).encode(), f"{reference}-{code.rpartition('-')[2].lower()}".encode()
    ):
        return None
    cases = Case.objects.select_related("version__item", "division", "applicant")
    return cases.filter(reference=reference, filed_at__isnull=False).first()
