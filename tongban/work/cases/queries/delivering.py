"""How the result of a case may reach the applicant, and who pays the courier."""

from tongban.work.cases.models import Case
from tongban.work.cases.rules import delivering


def ways_of(case: Case) -> list[str]:
    """Return the ways of delivery that the item offers."""
    return delivering.ways(case.version.delivery_ways)


def payer_of(case: Case) -> str:
    """Return who pays the courier, as the item says."""
    return delivering.payer(case.version.delivery_ways)
