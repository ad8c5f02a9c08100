"""What the window asks about who stands before it."""

from datetime import date, timedelta

from django.db.models import Count, QuerySet

from tongban.ground.people import identity
from tongban.ground.people.models import Applicant, Mandate, User
from tongban.offer.catalogue.models import ItemVersion
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.cases.elsewhere.queries import may_take_in
from tongban.work.cases.models import Case, Channel, Paper
from tongban.work.cases.queries.visibility import visible_to

MOST_CASES, MOST_FREQUENT = 6, 9
LATELY = timedelta(days=90)


def applicants(user: User) -> QuerySet[Applicant]:
    """Return the applicants this person may serve at the window."""
    found = Applicant.objects.exclude(verified="pending")
    return found if user.may("people.applicants") else found.none()


def applicant_by_number(number_type: str, number: str) -> Applicant | None:
    """Return who is registered under a number; the types of 18 characters are told apart by the number itself."""
    number = identity.normalize_number(number)
    same = Applicant.objects.filter(number=number).exclude(verified="pending")
    return same.first() if len(number) == 18 else same.filter(number_type=number_type).first()


def mandates_of(applicant: Applicant, day: date, item: str = "") -> list[Mandate]:
    """Return under which mandates others act for an applicant on a day; in matters of one item, if it is named."""
    given = Mandate.objects.filter(principal=applicant).select_related("agent")
    holding = [mandate for mandate in given if mandate.holds_on(day)]
    return [mandate for mandate in holding if mandate.covers(item)] if item else holding


def agents_of(applicant: Applicant, day: date, item: str) -> list[Applicant]:
    """Return who may act for an applicant in matters of an item: the legal representative, and agents."""
    legal = [applicant.represented_by] if applicant.represented_by is not None else []
    return [*legal, *(mandate.agent for mandate in mandates_of(applicant, day, item))]


def item_choices() -> list[tuple[str, str]]:
    """Return the items that a mandate may be limited to, by code and name."""
    return [(version.item.code, version.item.name) for version in published_versions()]


def frequent_items(user: User, kind: str, day: date) -> list[ItemVersion]:
    """Return what the office of a clerk takes in most at its windows these months, of what it offers this kind."""
    taken = Case.objects.filter(
        channel=Channel.WINDOW, filed_at__date__gte=day - LATELY, taken_in_by__department=user.department_id
    )
    counted = (
        taken.order_by()
        .values("version__item")
        .annotate(count=Count("pk"))
        .order_by("-count", "version__item")
    )
    places = {row["version__item"]: place for place, row in enumerate(counted)}
    offered = [
        each for each in published_versions().filter(item__in=places) if each.audience in (kind, "both")
    ]
    mine = may_take_in(offered, user, day)
    frequent = sorted((each for each in offered if each.pk in mine), key=lambda each: places[each.item_id])
    return frequent[:MOST_FREQUENT]


def papers_of(case: Case) -> dict[str, Paper]:
    """Return the last paper of each kind."""
    return {paper.kind: paper for paper in case.papers.order_by("pk")}


def receipt_of(case: Case) -> Paper | None:
    """Return the last receipt of a case."""
    return case.papers.filter(kind=Paper.Kind.RECEIPT).last()


def latest_cases(user: User, applicant: Applicant) -> QuerySet[Case]:
    """Return the last cases of an applicant that this person may see."""
    return visible_to(user).filter(applicant=applicant).order_by("-pk")[:MOST_CASES]
