"""Whom a case concerns: the applicant's side, and officers by what they do and where."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.timezone import localdate

from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.places import line_of
from tongban.ground.people.queries import agents_of, covers, holders_of
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.models import Case, JointApplication, Review, Status, Transfer, Urging

OF_THE_WHOLE = ("file", "take_in", "return")
SPEAKING = ("agree", "object")
Audience = Callable[[Any, Entry], Iterable[User]]


def applicant(case: Case, _entry: Entry | None = None) -> list[User]:
    """Return the applicant's side: themselves or who represents them by law, and the agent while the mandate holds.

    Of a part of one thing they are told by the whole that it came in or was returned. An enterprise that has no
    account and nobody with one is reached through whoever holds its mandate for the item.
    """
    if case.is_part and _entry is not None and _entry.move in OF_THE_WHOLE:
        return []
    code, day = case.version.item.code, localdate()
    people = [case.applicant, case.applicant.represented_by]
    if case.agent is not None and covers(case.applicant, case.agent, code, day):
        people.append(case.agent)
    accounts = [each.account for each in people if each is not None and each.account is not None]
    return accounts or [
        each.account for each in agents_of(case.applicant, code, day) if each.account is not None
    ]


def receiver(case: Case, entry: Entry) -> list[User]:
    """Return who waits for a parcel: the applicant's side, if it comes from the office."""
    sent = Delivery.objects.filter(pk=entry.payload.get("delivery"), matter=case.reference)
    is_theirs = sent.filter(direction=Delivery.Direction.TO_APPLICANT).exists()
    return applicant(case) if is_theirs else []


def raters(case: Case, _entry: Entry) -> list[User]:
    """Return whose service it was: the applicant and nobody in their place."""
    account = case.applicant.account
    return [] if account is None else [account]


def window(case: Case, _entry: Entry | None = None) -> list[User]:
    """Return who takes in for the division of the case."""
    return holders_of("cases.intake", localdate(), line_of(case.division_id))


def reviewers(case: Case, entry: Entry) -> list[User]:
    """Return whose step was opened by this act."""
    opened = Review.objects.filter(case=case, state=Review.State.OPEN, opened_at=entry.at)
    return [
        each for place in sorted(set(opened.values_list("division", flat=True))) for each in at_step(place)
    ]


def at_step(division: int) -> list[User]:
    """Return who does a division's steps: its reviewers, or where it has none whoever may review in its line."""
    day = localdate()
    heads = {each.pk for each in holders_of("cases.decide", day, [division])}
    own = [each for each in holders_of("cases.review", day, [division]) if each.pk not in heads]
    return own or holders_of("cases.review", day, line_of(division))


def deciders(case: Case, entry: Entry) -> list[User]:
    """Return who decides, once every step has its opinion; this act was the last one."""
    later = Entry.objects.filter(subject=entry.subject, number__gt=entry.number, move__in=SPEAKING)
    is_ready = case.is_reviewed and case.status == Status.ACCEPTED and not later.exists()
    return holders_of("cases.decide", localdate(), line_of(case.division_id)) if is_ready else []


def issuers(case: Case, _entry: Entry | None = None) -> list[User]:
    """Return who makes the result and hands it over."""
    return holders_of("cases.issue", localdate(), line_of(case.division_id))


def checkers(case: Case, _entry: Entry | None = None) -> list[User]:
    """Return who checks a commitment that a decision relied on."""
    return at_step(case.division_id) if hasattr(case, "later_check") else []


def division(case: Case, _entry: Entry | None = None) -> list[User]:
    """Return the division that handles the case: its head and whoever has a step open in it."""
    day = localdate()
    heads = holders_of("cases.decide", day, line_of(case.division_id))
    open_in = case.reviews.filter(state=Review.State.OPEN).values_list("division", flat=True)
    places = set(open_in) or {case.division_id}
    return [*heads, *(each for place in sorted(places) for each in at_step(place))]


def whole(joint: JointApplication, _entry: Entry | None = None) -> list[User]:
    """Return the applicant's side of one thing of several, or who filed it for them."""
    people = [joint.applicant, joint.applicant.represented_by, joint.agent]
    accounts = [each.account for each in people if each is not None and each.account is not None]
    online = joint.filed_by if joint.channel != "window" else None
    return accounts or ([online] if online else [])


def supervisors(_case: Case, _entry: Entry | None = None) -> list[User]:
    """Return who supervises the limits."""
    return holders_of("cases.supervise", localdate())


def urger(case: Case, entry: Entry) -> list[User]:
    """Return who gave the order to hurry that was replied to."""
    order = Urging.objects.filter(case=case, replied_at=entry.at).select_related("by").first()
    return [] if order is None else [order.by]


def taker(_case: Case, entry: Entry) -> list[User]:
    """Return to whom a colleague handed it over."""
    return list(User.objects.filter(pk=entry.payload.get("to")))


def receiving(case: Case, entry: Entry) -> list[User]:
    """Return who takes in at the office to which something was handed over."""
    return _at_office(case, entry, "receiver")


def sending(case: Case, entry: Entry) -> list[User]:
    """Return who takes in at the office that handed something over."""
    return _at_office(case, entry, "sender")


def _at_office(case: Case, entry: Entry, side: str) -> list[User]:
    rows = Transfer.objects.filter(case=case, number=entry.payload.get("slip", ""))
    office = rows.values_list(side, flat=True).first()
    return holders_of("cases.intake", localdate(), line_of(office)) if office else []


AUDIENCES: Mapping[str, Audience] = {
    each.__name__: each
    for each in (
        *(applicant, receiver, raters, window, reviewers, deciders),
        *(issuers, checkers, division, supervisors, urger, taker, receiving, sending, whole),
    )
}
