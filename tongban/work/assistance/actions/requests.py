"""Asking for a helper, naming one, ending the help."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused, lock_matter, start_chain
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.work.assistance import rules
from tongban.work.assistance.models import Assistance
from tongban.work.assistance.numbers import ASSISTANCES
from tongban.work.assistance.queries.assistances import authorisation_of, helpers_on, offer_of
from tongban.work.assistance.states import CHART


@dataclass(frozen=True, slots=True)
class HelpWanted:
    """Who wants help with what."""

    applicant: Applicant
    kind: str
    title: str
    text: str
    project_code: str = ""
    is_example: bool = False


@transaction.atomic
def ask(said: HelpWanted, *, by: User, at: datetime) -> Assistance:
    """Ask for a helper on the portal, for oneself or a principal."""
    require_own(said.applicant, by, at)
    return _begun("ask", said, by, at)


@transaction.atomic
def take(said: HelpWanted, *, by: User, at: datetime) -> Assistance:
    """Take down at the window that somebody wants a helper."""
    return _begun("take", said, by, at)


@transaction.atomic
def decline(matter: Assistance, reason: str, *, by: User, at: datetime) -> Assistance:
    """Decline, with the reason: the person can do it alone, or another body helps."""
    return make("decline", matter, {"ending": words(reason), "ended_at": at}, by=by, at=at, note=reason)


@transaction.atomic
def assign(matter: Assistance, helper: User, *, by: User, at: datetime) -> Assistance:
    """Name a helper, who begins once the person has authorised them."""
    _require_helper(helper, at)
    facts = {"helper": helper, "assigned_at": at}
    return make("assign", matter, facts, by=by, at=at, payload={"helper": helper.pk})


@transaction.atomic
def replace(matter: Assistance, helper: User, reason: str, *, by: User, at: datetime) -> Assistance:
    """Name another helper, where the first one cannot hand over; the person authorises anew."""
    _require_helper(helper, at)
    matter = lock_matter(Assistance, matter.pk)
    if helper.pk == matter.helper_id:
        raise Refused(_("This is the helper already."))
    facts = {"helper": helper, "assigned_at": at}
    said = {"helper": helper.pk}
    matter = make("replace", matter, facts, by=by, at=at, note=words(reason), payload=said)
    end_what_runs(matter, reason, at)
    return matter


@transaction.atomic
def conclude(matter: Assistance, result: str, ending: str, *, by: User, at: datetime) -> Assistance:
    """End the help with its result; no task stays open."""
    matter = helped_by(matter, by)
    if matter.tasks.filter(closed_at=None).exists():
        raise Refused(_("Tasks are open: close them first, each with what came of it."))
    if not rules.result_fits(result, matter.tasks.values_list("is_done", flat=True)):
        raise Refused(_("Not every task was done: say partly done, or not done."))
    facts = {"result": result, "ending": words(ending), "ended_at": at}
    matter = make("conclude", matter, facts, by=by, at=at, payload={"result": str(result)})
    end_what_runs(matter, str(_("The help has ended.")), at)
    return matter


@transaction.atomic
def withdraw(matter: Assistance, reason: str, *, by: User, at: datetime) -> Assistance:
    """Say, as the person who is helped, that no helper is needed any more."""
    require_own(matter.applicant, by, at)
    facts = {"ending": words(reason), "ended_at": at}
    matter = make("withdraw", matter, facts, by=by, at=at, note=reason)
    end_what_runs(matter, reason, at)
    return matter


def make(
    move: str,
    matter: Assistance,
    facts: Mapping[str, Any],
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    payload: Mapping[str, object] | None = None,
) -> Assistance:
    """Make a move on a locked matter."""
    matter = lock_matter(Assistance, matter.pk)
    CHART.make(move, matter, by=by, at=at, note=note, payload=payload, facts=facts)
    return matter


def end_what_runs(matter: Assistance, why: str, at: datetime) -> None:
    """End the authorisation and the offer that are in force."""
    given, offer = authorisation_of(matter), offer_of(matter)
    if given is not None:
        given.ended_at, given.ended_why = at, why[:300]
        given.save(update_fields=["ended_at", "ended_why"])
    if offer is not None:
        offer.ended_at = at
        offer.save(update_fields=["ended_at"])


def words(text: str) -> str:
    """Return what was said; nothing said is refused."""
    if not text.strip():
        raise Refused(_("Please write it down in a few words."))
    return text.strip()


def require_own(applicant: Applicant, by: User, at: datetime) -> None:
    """Let only the person themselves or who acts for them do it."""
    if not applicants_of(by, localdate(at)).filter(pk=applicant.pk).exists():
        raise PermissionDenied


def helped_by(matter: Assistance, by: User) -> Assistance:
    """Return a matter locked, for its helper alone."""
    matter = lock_matter(Assistance, matter.pk)
    if matter.helper_id != by.pk:
        raise PermissionDenied
    return matter


def _require_helper(helper: User, at: datetime) -> None:
    if not helpers_on(localdate(at)).filter(pk=helper.pk).exists():
        raise Refused(_("This person does not help projects and people."))


def _begun(move: str, said: HelpWanted, by: User, at: datetime) -> Assistance:
    matter = Assistance(
        reference=ASSISTANCES.next(localdate(at)),
        kind=said.kind,
        applicant=said.applicant,
        title=words(said.title),
        project_code=said.project_code.strip(),
        text=words(said.text),
        taken_by=by if move == "take" else None,
        asked_at=at,
        assign_due_on=rules.assign_due(localdate(at), calendar()),
        is_example=said.is_example or said.applicant.is_example,
    )
    start_chain(matter)
    CHART.make(move, matter, by=by, at=at, payload={"kind": str(said.kind)})
    matter.save(force_insert=True)
    return matter
