"""Commitments after the decision: by when they are checked, and for how long a false one counts."""

from datetime import date

from tongban.ground.clock.months import months_after
from tongban.ground.law import basis, term


@basis("anyang-services-regulation:28")
def check_due(decided_on: date) -> date:
    """Return by when a commitment is checked after the decision."""
    return months_after(decided_on, int(term("later_check_months", on=decided_on)))


@basis("anyang-services-regulation:29")
def excluded_until(found_on: date) -> date:
    """Return until when whoever made a false commitment applies in the ordinary way."""
    return months_after(found_on, int(term("broken_commitment_months", on=found_on)))
