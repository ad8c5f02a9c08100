"""What anybody may check without signing in: a case by its number and code, a paper by its code."""

from dataclasses import dataclass
from datetime import date, datetime
from hmac import compare_digest

from django.utils.crypto import salted_hmac

from tongban.ground.ledger.chain import canonical, sm3
from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case, Paper
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


@dataclass(frozen=True, slots=True)
class CheckedPaper:
    """A paper that was issued, whom to (masked), and whether it still says what the ledger holds of it."""

    paper: Paper
    to: str
    is_unchanged: bool


def public_progress(reference: str, code: str) -> Progress | None:
    """Return the progress of a filed case, for whoever has its number and code; None when either is wrong."""
    cases = Case.objects.select_related("version__item", "applicant")
    case = cases.filter(reference=reference.strip().upper(), filed_at__isnull=False).first()
    if case is None or not compare_digest(case.check_code.encode(), code.strip().upper().encode()):
        return None
    moves = Entry.objects.filter(subject=case.reference, kind=Entry.Kind.MOVE).order_by("number")
    return Progress(
        reference=case.reference,
        item=case.version.item.name,
        applicant=case.applicant.shown_name,
        status=case.get_status_display(),
        filed_at=case.filed_at,
        accepted_on=case.accepted_on,
        due_on=case.due_on,
        decided_on=case.decided_on,
        moves=tuple((move.at, status_of(move.after)) for move in moves if move.before != move.after),
    )


def checked_paper(code: str) -> CheckedPaper | None:
    """Return the paper behind a code, compared with what the ledger says was issued."""
    papers = Paper.objects.select_related("case__applicant")
    paper = papers.filter(check_code=code.strip().upper()).first()
    if paper is None:
        return None
    return CheckedPaper(paper, paper.case.applicant.shown_name, _digest(paper) == _entered(paper))


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


def _digest(paper: Paper) -> str:
    return sm3(canonical(paper.content)).hex()


def _entered(paper: Paper) -> str:
    entry = Entry.objects.filter(
        subject=paper.case.reference, move="paper", payload__number=paper.number
    ).first()
    return str(entry.payload.get("digest", "")) if entry else ""
