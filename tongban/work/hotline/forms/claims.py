"""Claiming an order, handing it over to a colleague, giving it back."""

from tongban.ground.matters.claim_acts import Claiming, GivingBack, PassingTo
from tongban.work.hotline.models import Order
from tongban.work.hotline.notices import NOTICES
from tongban.work.hotline.queries.worklists import LISTS


class ClaimOrder(Claiming[Order]):
    """Claim an order."""

    lists = LISTS


class PassOrder(PassingTo[Order]):
    """Hand an order over to a colleague, who is told."""

    lists = LISTS
    announce = NOTICES.announce


class GiveOrderBack(GivingBack[Order]):
    """Give an order back."""

    lists = LISTS
