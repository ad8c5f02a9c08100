"""For whom somebody acts at the moment: for themselves, or for whoever gave them a mandate."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest

from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import applicants_of


@dataclass(frozen=True, slots=True)
class Acting:
    """The applicants a person may act for, and the one chosen."""

    choices: tuple[Applicant, ...] = ()
    chosen: Applicant | None = None


def acting_for(request: HttpRequest, day: date, item: str) -> Acting:
    """Return for whom the person acts in an item: whom ``for`` names, else themselves; strangers act for nobody."""
    user = request.user
    if not isinstance(user, User) or not user.may("cases.apply"):
        return Acting()
    choices = tuple(applicants_of(user, day, item).order_by("pk"))
    asked = request.POST.get("for") or request.GET.get("for", "")
    chosen = next((each for each in choices if str(each.pk) == asked), None)
    own = next((each for each in choices if each.account_id == user.pk), None)
    return Acting(choices, chosen or own or (choices[0] if choices else None))


def acting_as(request: HttpRequest, day: date, kind: str) -> Acting:
    """Return for whom the person acts where only applicants of one kind may apply; any kind where it is "both"."""
    whole = acting_for(request, day, "")
    if kind == "both":
        return whole
    fitting = tuple(each for each in whole.choices if each.kind == kind)
    chosen = whole.chosen if whole.chosen in fitting else next(iter(fitting), None)
    return Acting(fitting, chosen)
