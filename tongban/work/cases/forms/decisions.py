"""The decision, and what leaves the house."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.matters.phrases import AGREE, OBJECT, phrased_text
from tongban.ground.people.models import User
from tongban.offer.delivery.models import Delivery
from tongban.offer.delivery.queries import choice_of
from tongban.work.cases.actions import decisions, parcels, results, reviews, supervision
from tongban.work.cases.elsewhere.queries import may_hand_out_here
from tongban.work.cases.forms.act import CaseAct, CaseMove
from tongban.work.cases.models import Case, Remedy, Status
from tongban.work.cases.queries.delivery import is_sent, payer_of
from tongban.work.cases.queries.officers import are_all_agreed
from tongban.work.cases.queries.reviews import current_reviews
from tongban.work.cases.remedies.actions import register_remedy
from tongban.work.cases.remedies.effects import CONTESTABLE

HANDED = [(way.value, way.label) for way in (Delivery.Way.WINDOW, Delivery.Way.ELECTRONIC)]


class Grant(CaseMove):
    """Grant what was asked for."""

    code = move = "grant"
    title, icon_name, tone = _("Grant"), "rosette-discount-check", "primary"
    hint = _("Every step has agreed. The decision is written and published; the result follows.")
    text = phrased_text(_("Reasons"), AGREE, required=False)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """Every step has agreed."""
        return super().is_open(case, user) and case.is_reviewed and are_all_agreed(case)

    def act(self, *, by: User, at: datetime) -> Any:
        return decisions.grant(self.case, by=by, at=at, **self.values)


class Refuse(CaseMove):
    """Refuse, with reasons."""

    code = move = "refuse"
    title, icon_name, tone = pgettext_lazy("case", "Refuse"), "ban", "outline-danger"
    hint = _("The decision gives its reasons; reconsideration and lawsuit are named with their time limits.")
    reasons = phrased_text(_("Reasons"), OBJECT)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The review is over."""
        return super().is_open(case, user) and case.is_reviewed

    def act(self, *, by: User, at: datetime) -> Any:
        return decisions.refuse(self.case, by=by, at=at, **self.values)


class Reconsider(CaseAct):
    """Give the case back to one of its steps instead of deciding."""

    code, title, icon_name = "reconsider", _("Back to a step"), "arrow-back"
    permissions = ("cases.decide",)
    reason = long_text(_("Why"), rows=2)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The case has come to the decision."""
        return case.status == Status.ACCEPTED and case.is_reviewed

    def add_fields(self) -> None:
        """Offer the steps."""
        steps = [(each.step_id, str(each.step)) for each in current_reviews(self.case)]
        self.fields["to"] = forms.TypedChoiceField(label=_("Back to"), coerce=int, choices=steps)

    def act(self, *, by: User, at: datetime) -> Any:
        to = self.case.version.steps.get(pk=self.values["to"])
        return reviews.reconsider(self.case, to, by=by, at=at, reason=self.values["reason"])


class Terminate(CaseMove):
    """End the case without a decision."""

    code = move = "terminate"
    title, icon_name, tone = _("Terminate"), "square-x", "outline-danger"
    hint = _("The case has lost its object or its applicant.")
    reason = long_text(_("Why"))

    def act(self, *, by: User, at: datetime) -> Any:
        return decisions.terminate(self.case, by=by, at=at, **self.values)


class Issue(CaseMove):
    """Make the result."""

    code = move = "issue"
    title, icon_name, tone = _("Issue the result"), "certificate", "primary"
    number = forms.CharField(
        label=_("Number of the licence"),
        required=False,
        max_length=60,
        help_text=_("Left empty, the next number of the type is taken."),
    )

    def act(self, *, by: User, at: datetime) -> Any:
        return results.issue(self.case, by=by, at=at, **self.values)


class Deliver(CaseMove):
    """Hand the result over."""

    code = move = "deliver"
    title, icon_name, tone = _("Hand over"), "hand-grab", "primary"
    way = forms.ChoiceField(label=_("Way"), choices=HANDED)
    recipient = forms.CharField(label=_("Recipient"), required=False, max_length=80)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """No courier is on the way with it."""
        return super().is_open(case, user) and not is_sent(case)

    def add_fields(self) -> None:
        """Fill in the applicant."""
        self.fields["recipient"].initial = self.case.applicant.name

    @classmethod
    def is_for_office(cls, case: Case, user: User) -> bool:
        """The office that took it in for another hands out what has come to it."""
        return may_hand_out_here(case, user)

    def act(self, *, by: User, at: datetime) -> Any:
        return results.deliver(self.case, by=by, at=at, **self.values)


class DeliverRefusal(Deliver):
    """Hand the refusal over."""

    code = move = "deliver_refusal"
    title = _("Hand over the refusal")
    hint = _("The time for remedies runs from today.")

    def act(self, *, by: User, at: datetime) -> Any:
        return results.deliver_refusal(self.case, by=by, at=at, **self.values)


class OrderCourier(CaseAct):
    """Order the courier with the result."""

    code, title, icon_name = "order_courier", _("Order the courier"), "truck-delivery"
    permissions = ("cases.issue",)
    recipient = forms.CharField(label=_("Recipient"), max_length=80)
    phone = forms.CharField(label=_("Telephone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200)
    payer = forms.ChoiceField(label=_("Payer"), choices=Delivery.Payer.choices)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """There is a result to send, and no courier is on the way with it."""
        return case.status in (Status.ISSUED, Status.REFUSED) and not is_sent(case)

    def add_fields(self) -> None:
        """Fill in where the applicant wants it, or else what is known of them."""
        chosen, known = choice_of(self.case.reference), self.case.applicant
        chosen = chosen if chosen is not None and chosen.way == Delivery.Way.COURIER else None
        self.fields["recipient"].initial = chosen.recipient if chosen else known.name
        for name in ("phone", "address"):
            self.fields[name].initial = getattr(chosen or known, name)
        self.fields["payer"].initial = payer_of(self.case)

    def act(self, *, by: User, at: datetime) -> Any:
        return parcels.order_courier(self.case, by=by, at=at, **self.values)


class Archive(CaseMove):
    """Put the case into the archive."""

    code = move = "archive"
    title, icon_name = _("Archive"), "archive"

    def act(self, *, by: User, at: datetime) -> Any:
        return decisions.archive(self.case, by=by, at=at)


class Urge(CaseAct):
    """Order the division to hurry."""

    code, title, icon_name = "urge", _("Urge"), "speakerphone"
    permissions, by_division, is_parallel = ("cases.supervise",), False, True
    hint = _("The division replies within two working days: what was done, or why it takes longer.")
    text = long_text(_("Order"), rows=2)
    reply_due_on = day_field(_("Reply by"), required=False)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The case is under way."""
        return case.status not in supervision.NOT_URGED

    def act(self, *, by: User, at: datetime) -> Any:
        return supervision.urge(self.case, by=by, at=at, **self.values)


class RegisterRemedy(CaseAct):
    """Enter a reconsideration or a lawsuit."""

    code, title, icon_name = "register_remedy", _("Enter a remedy"), "gavel"
    permissions, by_division, is_parallel = ("cases.remedy",), False, True
    kind = forms.ChoiceField(label=_("Kind"), choices=Remedy.Kind.choices)
    authority = forms.CharField(label=_("Authority or court"), max_length=120)
    number = forms.CharField(label=_("Its number"), max_length=60, required=False)
    received_on = day_field(_("Received on"))

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """There is a decision to contest."""
        return case.status in CONTESTABLE

    def act(self, *, by: User, at: datetime) -> Any:
        return register_remedy(self.case, by=by, at=at, **self.values)
