"""Claiming a case, handing it over to a colleague, giving it back."""

from tongban.ground.matters.claim_acts import Claiming, GivingBack, PassingTo
from tongban.work.cases.models import Case
from tongban.work.cases.notices import NOTICES
from tongban.work.cases.queries.worklists import LISTS


class ClaimCase(Claiming[Case]):
    """Claim a case."""

    lists = LISTS


class PassCase(PassingTo[Case]):
    """Hand a case over to a colleague, who is told."""

    lists = LISTS
    announce = NOTICES.announce


class GiveCaseBack(GivingBack[Case]):
    """Give a case back."""

    lists = LISTS
