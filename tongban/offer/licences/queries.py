"""What one may ask about licences."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from tongban.ground.kit.json_schema import properties_of
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.licences.models import Licence, Status


def visible_to(user: User, day: date) -> QuerySet[Licence]:
    """Return the licences this person may see: an applicant's own, all for who manages or reads all cases."""
    licences = Licence.objects.select_related("type", "holder")
    if user.may("licences.manage") or user.may("cases.read_all"):
        return licences
    return licences.filter(holder__in=applicants_of(user, day))


def licences_of(holder: Applicant) -> QuerySet[Licence]:
    """Return every licence of a holder but versions that newer ones replaced, the newest first."""
    return Licence.objects.filter(holder=holder).exclude(status=Status.REPLACED).select_related("type")


def valid_licences_of(holder: Applicant, day: date) -> QuerySet[Licence]:
    """Return the holder's licences that are valid on that day, the newest first."""
    in_time = Q(valid_until__isnull=True) | Q(valid_until__gte=day)
    valid = Licence.objects.filter(in_time, holder=holder, status=Status.VALID, valid_from__lte=day)
    return valid.select_related("type").order_by("type", "-issued_at")


def licences_on_file(holder: Applicant, day: date) -> Mapping[int, Licence]:
    """Return, for each type of licence, the holder's newest valid one: what need not be submitted again."""
    found: dict[int, Licence] = {}
    for licence in valid_licences_of(holder, day):
        found.setdefault(licence.type_id, licence)
    return found


@dataclass(frozen=True)
class CheckedLicence:
    """What anybody may learn from a licence's code: its standing, the holder masked."""

    licence: Licence
    standing: str
    is_good: bool


LIGHTS = {"valid": "green", "suspended": "yellow", "replaced": "grey"}


class Standing(NamedTuple):
    """How a licence stands on a day: expired is a day that has passed."""

    code: str
    light: str
    label: str


def standing_of(licence: Licence, day: date) -> Standing:
    """Return how a licence stands on a day, in words."""
    is_over = licence.valid_until is not None and licence.valid_until < day
    if licence.status == Status.VALID and is_over:
        return Standing("expired", "grey", str(_("Expired")))
    return Standing(licence.status, LIGHTS.get(licence.status, "red"), str(licence.get_status_display()))


def check_licence(code: str, day: date) -> CheckedLicence | None:
    """Return how the licence behind a code stands on a day, or None when there is none."""
    licence = Licence.objects.select_related("type", "holder").filter(check_code=code).first()
    if licence is None:
        return None
    return CheckedLicence(licence, standing_of(licence, day).code, licence.is_good_on(day))


def content_in_words(licence: Licence, said: Mapping[str, Any]) -> dict[str, str]:
    """Return what a licence says, each fact under the title that the form of its item gives it."""
    asked = ItemVersion.objects.filter(licence_type=licence.type_id).order_by("pk").last()
    rules = properties_of(asked.form_schema) if asked else {}
    facts = {
        name: value for name, value in said.items() if isinstance(value, str | int | float) and value != ""
    }
    return {str(rules.get(name, {}).get("title", name)): str(value) for name, value in facts.items()}


def licences_of_case(case: str) -> QuerySet[Licence]:
    """Return every licence that a case issued, the newest first."""
    return Licence.objects.filter(case=case).select_related("type", "holder")


def live_licences_of(case: str) -> QuerySet[Licence]:
    """Return the licences that a case issued and that are still valid or suspended."""
    live = Licence.objects.filter(case=case, status__in=[Status.VALID, Status.SUSPENDED])
    return live.select_related("type", "holder")
