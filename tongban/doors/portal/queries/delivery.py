"""How the result reaches the applicant, and papers the office: the ways, the choice, the parcels, in plain words."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.offer.delivery.models import Delivery, DeliveryChoice
from tongban.offer.delivery.queries import choice_of, parcels_of
from tongban.work.cases.actions.parcels import CHOOSABLE
from tongban.work.cases.models import OPEN, Case
from tongban.work.cases.queries.delivery import payer_of, ways_of

S = Delivery.State
TRANSPORT_TEXTS: Mapping[str, tuple[str, str | Promise]] = {
    S.ASKED_FOR: ("yellow", _("The courier has been asked for; the waybill follows.")),
    S.TO_COLLECT: ("yellow", _("The courier has been ordered and comes to collect it.")),
    S.COLLECTED: ("blue", _("The courier has collected it.")),
    S.IN_TRANSIT: ("blue", _("It is on its way.")),
    S.OUT_FOR_DELIVERY: ("blue", _("The courier brings it today.")),
    S.SIGNED: ("green", _("It has arrived and was signed for.")),
    S.RETURNED: ("red", _("It was refused or came back. Please ask the window.")),
    S.LOST: ("red", _("It was lost. The office gets in touch with you.")),
    S.NOT_TAKEN: ("red", _("The courier did not take it. The office gets in touch with you.")),
}


@dataclass(frozen=True, slots=True)
class ParcelStatus:
    """A parcel with where it is, in plain words."""

    parcel: Delivery
    light: str
    text: str | Promise


class DeliveryOverview:
    """Everything about delivery that the applicant sees of a case."""

    def __init__(self, case: Case) -> None:
        """Look at one case."""
        self.case = case
        self.ways = ways_of(case)
        self.is_paid_by_applicant = payer_of(case) == Delivery.Payer.APPLICANT

    @cached_property
    def parcels(self) -> list[ParcelStatus]:
        """Return what was handed over or sent, the latest first."""
        return [ParcelStatus(each, *TRANSPORT_TEXTS[each.state]) for each in parcels_of(self.case.reference)]

    @cached_property
    def choice(self) -> DeliveryChoice | None:
        """Return what the applicant chose, if they did."""
        return choice_of(self.case.reference)

    @property
    def is_shown(self) -> bool:
        """Return whether there is something to say about the result."""
        return (self.case.decided_on is not None and self.case.status in CHOOSABLE) or bool(self.outbound)

    @property
    def outbound(self) -> list[ParcelStatus]:
        """Return the parcels to the applicant."""
        return [each for each in self.parcels if each.parcel.direction == Delivery.Direction.TO_APPLICANT]

    @property
    def inbound(self) -> list[ParcelStatus]:
        """Return the parcels from the applicant."""
        return [each for each in self.parcels if each.parcel.direction == Delivery.Direction.FROM_APPLICANT]

    @property
    def may_choose(self) -> bool:
        """Return whether the applicant may still choose."""
        on_the_way = any(each.parcel.state not in Delivery.FAILED for each in self.outbound)
        return len(self.ways) > 1 and self.case.status in CHOOSABLE and not on_the_way

    @property
    def may_order_pick_up(self) -> bool:
        """Return whether a courier may be ordered for papers on their way in."""
        is_offered = "courier" in self.ways
        return (
            is_offered
            and self.case.status in OPEN
            and all(each.parcel.state in Delivery.OVER for each in self.inbound)
        )

    @property
    def initial(self) -> dict[str, Any]:
        """Return what was chosen, or else what is known of the applicant."""
        known, chosen = self.case.applicant, self.choice
        usual = "electronic" if "electronic" in self.ways else (self.ways or [""])[0]
        return {
            "way": chosen.way if chosen else usual,
            "recipient": chosen.recipient if chosen and chosen.recipient else known.name,
            "phone": chosen.phone if chosen and chosen.phone else known.phone,
            "address": chosen.address if chosen and chosen.address else known.address,
        }
