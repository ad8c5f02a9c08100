"""How an entry comes in: taken down at the window, filed on the portal, a refusal reported on the spot."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Refused, start_chain
from tongban.ground.matters.codes import check_code
from tongban.ground.people.models import Applicant, User
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import current_version
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import case_of
from tongban.work.hall.models import Ticket, Window
from tongban.work.obstacles.models import Obstacle, ObstacleKind, Source
from tongban.work.obstacles.numbers import OBSTACLES
from tongban.work.obstacles.queries.entries import REFUSALS
from tongban.work.obstacles.states import CHART

CODE_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Complaint:
    """What somebody says could not be done, and what is known of it."""

    kind: str
    text: str
    name: str = ""
    phone: str = ""
    applicant: Applicant | None = None
    case: Case | None = None
    item: Item | None = None
    place: str = ""
    ticket: Ticket | None = None
    window: Window | None = None
    barrier_name: str = ""
    is_example: bool = False


@transaction.atomic
def take(said: Complaint, *, by: User, at: datetime) -> Obstacle:
    """Take down at the window, or by telephone, what could not be done."""
    return _begun("take", Source.WINDOW, said, by, at)


@transaction.atomic
def file(said: Complaint, *, at: datetime) -> Obstacle:
    """File it on the portal; its number and its code lead back to it."""
    return _begun("file", Source.PORTAL, said, None, at)


@transaction.atomic
def report_refusal(
    text: str,
    *,
    by: User,
    at: datetime,
    case: Case | None = None,
    item: Item | None = None,
    barrier_name: str = "",
    name: str = "",
    phone: str = "",
    is_example: bool = False,
) -> Obstacle:
    """Report on the spot that a window said no: of a case, or before anything was taken in."""
    if case is not None:
        if case_of(by, case.reference) is None:
            raise PermissionDenied
        if case.status not in REFUSALS:
            raise Refused(_("Only what was not accepted, not needed or refused is reported as a refusal."))
        if Obstacle.objects.filter(case=case, source=Source.REFUSAL).exists():
            raise Refused(_("This refusal was reported already."))
    elif item is None:
        raise Refused(_("Say which item it was."))
    said = Complaint(
        ObstacleKind.NOT_ACCEPTED,
        text,
        name,
        phone,
        case=case,
        item=item,
        barrier_name=barrier_name,
        is_example=is_example,
    )
    return _begun("report", Source.REFUSAL, said, by, at)


def _begun(move: str, source: str, said: Complaint, by: User | None, at: datetime) -> Obstacle:
    if not said.text.strip():
        raise Refused(_("Say what could not be done."))
    item = said.case.version.item if said.case else said.item
    version = said.case.version if said.case else current_version(item) if item else None
    entry = Obstacle(
        reference=OBSTACLES.next(localdate(at)),
        check_code=check_code(CODE_LENGTH),
        source=source,
        kind=said.kind,
        text=said.text.strip(),
        name=said.name.strip(),
        phone=said.phone.strip(),
        applicant=said.case.applicant if said.case else said.applicant,
        case=said.case,
        item=item,
        version=version,
        division=said.case.division if said.case else item.division if item else None,
        place=said.place.strip(),
        ticket=said.ticket,
        window=said.window or (said.ticket.window if said.ticket else None),
        barrier_name=said.barrier_name.strip(),
        taken_by=by,
        taken_at=at,
        is_example=said.is_example,
    )
    start_chain(entry)
    told = {
        "kind": str(said.kind),
        "case": said.case.reference if said.case else "",
        "item": version.reference if version else "",
        "visit": said.ticket.reference if said.ticket else "",
    }
    CHART.make(move, entry, by=by, at=at, payload=told)
    entry.save()
    return entry
