"""What one may ask about service elsewhere: which items, where a case was taken in, who answers for it now."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.utils.timezone import now

from tongban.ground.ledger.memo import RowMemo
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import line_around
from tongban.offer.catalogue.models import Item, ItemVersion
from tongban.work.cases.elsewhere.rules import Passage, Turn, may_hand_out, turn_at, turns
from tongban.work.cases.hearings.queries import may_have
from tongban.work.cases.models import Case, CaseElsewhere, ElsewhereItem, Transfer
from tongban.work.cases.queries.visibility import visible_to

FOUND: RowMemo["Elsewhere | None"] = RowMemo("cases.elsewhere")


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A case taken in elsewhere: where, what was handed over, and who answered for it from when."""

    taken_in: CaseElsewhere
    transfers: Sequence[Transfer]
    turns: Sequence[Turn]

    @property
    def passages(self) -> list[Passage]:
        """Return the hand-overs as the rules read them."""
        return [as_passage(each) for each in self.transfers]

    @property
    def now(self) -> Turn:
        """Return whose turn it is now."""
        return turn_at(self.turns, now())

    @property
    def holder(self) -> Department:
        """Return the office that answers for the case now."""
        return self.offices[self.now.office]

    @property
    def offices(self) -> dict[int, Department]:
        """Return every office that has to do with the case, by its key."""
        offices = [self.taken_in.office, self.taken_in.case.division]
        offices += [office for each in self.transfers for office in (each.sender, each.receiver)]
        return {each.pk: each for each in offices}

    @property
    def in_words(self) -> list[tuple[datetime, Department, bool]]:
        """Return who answered for the case from when, and whether its papers were travelling."""
        return [(each.since, self.offices[each.office], each.is_travelling) for each in self.turns]

    @property
    def under_way(self) -> Transfer | None:
        """Return the hand-over whose papers are travelling now."""
        return next((each for each in self.transfers if each.state == Transfer.State.SENT), None)


def as_passage(transfer: Transfer) -> Passage:
    """Return a hand-over as the rules read it."""
    return Passage(
        transfer.purpose,
        transfer.state,
        transfer.sender_id,
        transfer.receiver_id,
        transfer.sent_at,
        transfer.received_at,
    )


def elsewhere_of(case: Case) -> Elsewhere | None:
    """Return what there is to say of a case taken in elsewhere; nothing of any other. Asked once for each page."""
    return FOUND.get(case, lambda: find_elsewhere(case)) if may_have(case, "elsewhere") else None


def find_elsewhere(case: Case) -> Elsewhere | None:
    """Return the same, asked anew: what an action sees under its lock."""
    rows = CaseElsewhere.objects.select_related("office", "by", "listed", "case__division")
    taken_in = rows.filter(case=case.pk).first()
    if taken_in is None:
        return None
    people = ("sender", "receiver", "sent_by", "received_by", "parcel")
    transfers = list(Transfer.objects.filter(case=case.pk).select_related(*people))
    passages = [as_passage(each) for each in transfers]
    way = (taken_in.office_id, case.division_id, taken_in.way)
    return Elsewhere(taken_in, transfers, turns(taken_in.at, *way, passages))


def items_holding(day: date) -> QuerySet[ElsewhereItem]:
    """Return what other offices take in on a day."""
    holding = ElsewhereItem.objects.filter(Q(until=None) | Q(until__gte=day), since__lte=day)
    return holding.select_related("item__division", "office")


def every_item() -> QuerySet[ElsewhereItem]:
    """Return every entry there ever was, for the register."""
    return ElsewhereItem.objects.select_related("item__division", "office")


def listed_for(version: ItemVersion, user: User, day: date) -> ElsewhereItem | None:
    """Return under which entry an officer's own office takes this item in for another."""
    return items_holding(day).filter(item=version.item_id, office__in=line_around(user)).first()


def may_take_in(versions: Sequence[ItemVersion], user: User, day: date) -> set[int]:
    """Return which versions an officer may take in: of the own line, and those listed for the own office."""
    line = line_around(user)
    listed = set(items_holding(day).filter(office__in=line).values_list("item", flat=True))
    return {each.pk for each in versions if each.item.division_id in line or each.item_id in listed}


def is_taken_in_by(case: Case, user: User) -> bool:
    """Return whether an officer's own office took the case in for another."""
    found = elsewhere_of(case)
    return found is not None and found.taken_in.office_id in line_around(user)


def may_hand_out_here(case: Case, user: User) -> bool:
    """Return whether an officer's own office took the case in and may hand the result out."""
    found = elsewhere_of(case)
    if found is None or found.taken_in.office_id not in line_around(user):
        return False
    return may_hand_out(case.status, found.taken_in.way, found.passages)


def to_receive(case: Case, user: User) -> list[Transfer]:
    """Return what is on its way to an officer's own office."""
    found, line = elsewhere_of(case), line_around(user)
    rows = found.transfers if found else ()
    return [each for each in rows if each.state == Transfer.State.SENT and each.receiver_id in line]


def parts_to_do(case: Case, user: User) -> list[Transfer]:
    """Return the parts that an officer's own office has received and not done yet."""
    found, line = elsewhere_of(case), line_around(user)
    rows = found.transfers if found else ()
    is_part = Transfer.Purpose.PART
    return [
        each
        for each in rows
        if each.purpose == is_part and each.state == Transfer.State.RECEIVED and each.receiver_id in line
    ]


def partners_of(item: int, day: date) -> list[Department]:
    """Return the offices that have to do with an item besides the one that decides."""
    return list({each.office_id: each.office for each in items_holding(day).filter(item=item)}.values())


def transfers_visible_to(user: User) -> QuerySet[Transfer]:
    """Return the hand-overs of the cases this person may see, those on their way first."""
    rows = Transfer.objects.filter(case__in=visible_to(user).values("pk"))
    people = (
        "case__version__item",
        "case__applicant",
        "sender",
        "receiver",
        "sent_by",
        "received_by",
        "parcel",
    )
    return rows.select_related(*people).order_by("received_at", "-pk")


def business_items() -> QuerySet[Item]:
    """Return the items that can be applied for."""
    return Item.objects.filter(level="business").order_by("code")
