"""What offices do for one another: keep the list, take in, hand over, sign for it, turn it back, do a part."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.matters.effects import Effect
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import line_of
from tongban.offer.delivery.actions import ask_for_courier
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.actions.locks import lock_case, require_division, require_permission
from tongban.work.cases.actions.moves import note
from tongban.work.cases.elsewhere.queries import Elsewhere, find_elsewhere
from tongban.work.cases.elsewhere.rules import may_hand_out, may_send
from tongban.work.cases.elsewhere.slip import digest_of_slip
from tongban.work.cases.models import Case, CaseElsewhere, Channel, ElsewhereItem, Transfer
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.numbers import slips

ELSEWHERE = cite("state-council-office-2020-35")
S = Transfer.State


@transaction.atomic
def list_item(said: Mapping[str, Any], *, by: User, at: datetime, is_example: bool = False) -> ElsewhereItem:
    """Enter that another office takes an item in, from a day on."""
    require_permission(by, "cases.elsewhere")
    item, office = said["item"], said["office"]
    if item.division_id in line_of(office.pk):
        raise Refused(_("This office takes the item in anyway: its own division handles it."))
    if ElsewhereItem.objects.filter(item=item, office=office, until=None).exists():
        raise Refused(_("This office takes the item in already. End that entry first."))
    listed = ElsewhereItem.objects.create(**said, is_example=is_example)
    told = {name: str(said[name]) for name in ("item", "office", "reach", "way", "basis", "since")}
    record(listed, "list_item", by=by, at=at, basis=ELSEWHERE, payload=told)
    return listed


@transaction.atomic
def end_item(listed: ElsewhereItem, until: date, *, by: User, at: datetime) -> ElsewhereItem:
    """Enter the last day on which an office takes an item in; what was taken in goes on."""
    require_permission(by, "cases.elsewhere")
    listed = ElsewhereItem.objects.select_for_update().get(pk=listed.pk)
    if until < listed.since or (listed.until is not None and listed.until < localdate(at)):
        raise Refused(_("The last day is not before the first, and what is over stays as it is."))
    record(
        listed, "end_item", by=by, at=at, basis=ELSEWHERE, payload={"until": until}, facts={"until": until}
    )
    return listed


def note_taken_in(
    case: Case, listed: ElsewhereItem, identity: str, *, by: User, at: datetime
) -> CaseElsewhere:
    """Keep where a case was taken in for another office, and how it was made sure who applies."""
    said = {"office": listed.office, "way": listed.way, "identity": identity}
    kept = CaseElsewhere.objects.create(case=case, listed=listed, by=by, at=at, **said)
    told = {"office": listed.office.name, "way": str(listed.way), "identity": str(identity)}
    NOTICES.announce(record(case, "take_in_elsewhere", by=by, at=at, basis=ELSEWHERE, payload=told))
    return kept


@transaction.atomic
def pass_on(
    case: Case,
    purpose: str,
    contents: str,
    *,
    by: User,
    at: datetime,
    receiver: Department | None = None,
    phone: str = "",
    address: str = "",
) -> Transfer:
    """Hand over to the other office, on paper by courier if an address is given; the limits of the case run on."""
    require_permission(by, "cases.intake")
    case = lock_case(case)
    found = _elsewhere(case)
    sender, receiver = _between(case, found, purpose, receiver)
    require_division(sender.pk, by)
    if not may_send(purpose, found.taken_in.way, case.status, found.passages):
        raise Refused(_("There is nothing to hand over for this purpose now, or it is on its way already."))
    transfer = Transfer(
        number=slips().next(localdate(at)),
        case=case,
        purpose=purpose,
        sender=sender,
        receiver=receiver,
        contents=contents.strip(),
        sent_by=by,
        sent_at=at,
    )
    transfer.digest = digest_of_slip(transfer)
    if address.strip():
        transfer.parcel = _parcel(case, receiver, phone, address, by, at)
    facts = {"divisions": sorted({*case.divisions, receiver.pk})}
    effect = _told(transfer, Effect(facts, rows=[transfer]))
    NOTICES.announce(note(case, "pass_on", effect, by=by, at=at, basis=ELSEWHERE))
    return transfer


@transaction.atomic
def confirm_receipt(transfer: Transfer, *, by: User, at: datetime, remark: str = "") -> Transfer:
    """Sign for what was handed over: from now on the own office answers for it."""
    case, transfer = _locked(transfer, by)
    effect = _signed(transfer, S.RECEIVED, remark, by=by, at=at)
    NOTICES.announce(note(case, "confirm_receipt", effect, by=by, at=at, basis=ELSEWHERE))
    return transfer


@transaction.atomic
def turn_back(transfer: Transfer, *, remark: str, by: User, at: datetime) -> Transfer:
    """Send back what was handed over, and say why: the sender answers for it again."""
    if not remark.strip():
        raise Refused(_("Say what is missing or wrong."))
    case, transfer = _locked(transfer, by)
    effect = _signed(transfer, S.TURNED_BACK, remark, by=by, at=at)
    NOTICES.announce(note(case, "turn_back", effect, by=by, at=at, basis=ELSEWHERE))
    return transfer


@transaction.atomic
def do_part(transfer: Transfer, *, remark: str, by: User, at: datetime) -> Transfer:
    """Say what came of the own part."""
    case, transfer = _locked(transfer, by)
    if transfer.purpose != Transfer.Purpose.PART or transfer.state != S.RECEIVED or not remark.strip():
        raise Refused(_("A part is answered once it was received, with what came of it."))
    facts = {"state": S.DONE, "done_at": at, "remark": remark.strip()}
    effect = _told(transfer, Effect(changes=[(transfer, facts)], note=remark.strip()))
    NOTICES.announce(note(case, "do_part", effect, by=by, at=at, basis=ELSEWHERE))
    return transfer


def require_parts_done(case: Case) -> None:
    """Refuse to decide while another office has not done its part."""
    if case.channel != Channel.WINDOW:
        return
    parts = Transfer.objects.filter(case=case.pk, purpose=Transfer.Purpose.PART).select_related("receiver")
    rows = {each.receiver_id: each for each in parts if each.state in (S.SENT, S.RECEIVED)}
    if rows:
        names = "、".join(each.receiver.name for each in rows.values())
        raise Refused(_("Another office has not done its part yet: %(offices)s.") % {"offices": names})


def require_at_hand(case: Case, by: User) -> None:
    """Refuse the office that took a case in to hand out a result that has not come to it yet."""
    if case.division_id == by.department_id or case.division_id in line_of(by.department_id):
        return
    found = _elsewhere(case)
    if not may_hand_out(case.status, found.taken_in.way, found.passages):
        raise Refused(_("The result is not here yet: the office that decided hands it over first."))


def _signed(transfer: Transfer, state: str, remark: str, *, by: User, at: datetime) -> Effect:
    """Return what becomes of a hand-over that its receiver signs for or turns back."""
    if transfer.state != S.SENT:
        raise Refused(_("This was signed for or turned back already."))
    facts = {"state": state, "received_by": by, "received_at": at, "remark": remark.strip()}
    return _told(transfer, Effect(changes=[(transfer, facts)], note=remark.strip()))


def _locked(transfer: Transfer, by: User) -> tuple[Case, Transfer]:
    """Return the case locked and the hand-over as it is now, for the office that receives it."""
    require_permission(by, "cases.intake")
    require_division(transfer.receiver_id, by)
    case = lock_case(Case.objects.get(pk=transfer.case_id))
    return case, Transfer.objects.select_related("sender", "receiver").get(pk=transfer.pk)


def _told(transfer: Transfer, effect: Effect) -> Effect:
    """Return what is recorded on the case: both sides name the slip by its digest."""
    said = {"slip": transfer.number, "digest": transfer.digest, "purpose": str(transfer.purpose)}
    return effect._replace(
        payload=said | {"sender": transfer.sender.name, "receiver": transfer.receiver.name}
    )


def _elsewhere(case: Case) -> Elsewhere:
    found = find_elsewhere(case)
    if found is None:
        raise Refused(_("This case was not taken in for another office."))
    return found


def _between(
    case: Case, found: Elsewhere, purpose: str, receiver: Department | None
) -> tuple[Department, Department]:
    """Return from which office to which something goes for a purpose."""
    office, decider = found.taken_in.office, found.taken_in.case.division
    if purpose == Transfer.Purpose.DECIDE:
        return office, decider
    if purpose == Transfer.Purpose.RESULT:
        return decider, office
    if receiver is None:
        raise Refused(_("Say which office has a part in it."))
    return decider, receiver


def _parcel(case: Case, receiver: Department, phone: str, address: str, by: User, at: datetime) -> Delivery:
    where = {"recipient": receiver.name, "phone": phone, "address": address}
    said = {"direction": Delivery.Direction.TO_OFFICE, "payer": Delivery.Payer.BUREAU}
    return ask_for_courier(case, **where, **said, by=by, at=at)
