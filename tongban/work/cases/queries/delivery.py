"""How the result of a case may reach the applicant, who pays the courier, and whose case a parcel is."""

from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import is_under_way
from tongban.work.cases.hearings.queries import may_have
from tongban.work.cases.models import Case
from tongban.work.cases.rules import delivery

MAY_SEND = {
    Delivery.Direction.TO_APPLICANT: "cases.issue",
    Delivery.Direction.FROM_APPLICANT: "cases.intake",
    Delivery.Direction.TO_OFFICE: "cases.intake",
}
"""What the office needs in order to send for a parcel in each direction."""


def ways_of(case: Case) -> list[str]:
    """Return the ways of delivery that the item offers."""
    return delivery.ways(case.version.delivery_ways)


def payer_of(case: Case) -> str:
    """Return who pays the courier, as the item says."""
    return delivery.payer(case.version.delivery_ways)


def is_sent(case: Case) -> bool:
    """Return whether a courier was ordered with the result and has neither failed nor been called off."""
    return may_have(case, "deliveries") and is_under_way(case.reference, Delivery.Direction.TO_APPLICANT)


def case_of_parcel(sent: Delivery) -> Case:
    """Return the case that a parcel belongs to."""
    return Case.objects.select_related("version__item", "applicant", "division").get(reference=sent.matter)
