"""How columns of facts and their values are called on a page: short words for the codes that measurement keeps."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.account.budget.models import AdjustmentKind, CostNature, LineKind
from tongban.ground.kit.fact_views import FactColumn
from tongban.ground.people.models import Applicant
from tongban.offer.catalogue.models import Mode, PowerType
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.models import Channel, Paper, Pause, Remedy, Review, Status
from tongban.work.hotline.models import Channel as OrderChannel
from tongban.work.ratings.models import Channel as RatingChannel
from tongban.work.ratings.models import Level

TITLES: dict[str, Any] = {
    "accepted_on": _("Accepted on"),
    "applicant_kind": _("Applicant"),
    "area": _("Area"),
    "bad_status": _("Work on it"),
    "budget_line": _("Budget line"),
    "by_silence": _("By silence"),
    "channel": _("Channel"),
    "contacted_in_time": _("Contacted in time"),
    "courier": _("Courier"),
    "days": _("Days"),
    "decided_on": _("Decided on"),
    "delivered_on": _("Delivered on"),
    "direction": _("Which way it goes"),
    "district": _("District"),
    "division": _("Division"),
    "document": _("Document"),
    "done_on": _("Done on"),
    "due_on": _("Promised by"),
    "fee_yuan": _("Fee (yuan)"),
    "filed_hour": _("Hour"),
    "filed_on": _("Filed on"),
    "finished_on": _("Finished on"),
    "follow_up_level": _("Later rating"),
    "invited_on": _("Served on"),
    "is_excluded": _("Not counted"),
    "issued_on": _("Issued on"),
    "item": _("Item"),
    "item_code": _("Item code"),
    "kind": _("Kind"),
    "level": pgettext_lazy("rating", "Level"),
    "line": _("Budget line"),
    "line_kind": _("Kind of line"),
    "materials": _("Materials"),
    "mode": _("Mode"),
    "month": _("Month"),
    "nature": _("Nature"),
    "needed_days": _("Days told"),
    "number": _("Number"),
    "officer": _("Officer"),
    "ordered_on": _("Ordered on"),
    "outcome": _("Outcome"),
    "paid_on": _("Paid on"),
    "payer": _("Payer"),
    "price_yuan": _("Price (yuan)"),
    "promised_days": _("Promised days"),
    "purpose": _("Purpose"),
    "rated_on": _("Rated on"),
    "received_on": _("Received on"),
    "reference": _("Reference"),
    "remedied_in_time": _("Remedied in time"),
    "score": _("Score"),
    "signed_on": _("Signed for on"),
    "spared_materials": _("Spared"),
    "stage": _("Stage"),
    "state": _("State"),
    "status": _("Status"),
    "statutory_days": _("Days by law"),
    "statutory_due_on": _("Due by law"),
    "step": _("Step"),
    "step_division": _("Division of the step"),
    "sub_item": _("Sub-item"),
    "theme": _("Theme"),
    "type": _("Type"),
    "was_extended": _("Extended"),
    "was_paused": _("Paused"),
    "was_returned": _("Returned"),
    "way": _("Way"),
    "weight_grams": _("Weight (g)"),
    "worked_days": _("Working days"),
    "year": _("Year"),
}
OUTCOMES = (("granted", Status.GRANTED.label), ("refused", Status.REFUSED.label))
KINDS: tuple[Iterable[tuple[Any, Any]], ...] = (Paper.Kind.choices, Pause.Kind.choices, Remedy.Kind.choices)
VALUES: dict[str, Mapping[Any, Any]] = {
    "applicant_kind": dict(Applicant.Kind.choices),
    "channel": {**dict(OrderChannel.choices), **dict(RatingChannel.choices), **dict(Channel.choices)},
    "direction": dict(Delivery.Direction.choices),
    "kind": {key: word for choices in (*KINDS, AdjustmentKind.choices) for key, word in choices},
    "level": dict(Level.choices),
    "line_kind": dict(LineKind.choices),
    "mode": dict(Mode.choices),
    "nature": dict(CostNature.choices),
    "outcome": {**dict(OUTCOMES), **dict(Remedy.Outcome.choices)},
    "payer": dict(Delivery.Payer.choices),
    "power": dict(PowerType.choices),
    "stage": dict(Remedy.Stage.choices),
    "state": {**dict(Review.State.choices), **dict(Delivery.State.choices)},
    "status": dict(Status.choices),
    "way": dict(Delivery.Way.choices),
}

TOLD = {*VALUES, "year"}
"""Columns that are read as words: a year is a name, not an amount."""


def title_of(column: FactColumn) -> Any:
    """Return the short word for a column; what it means stands in its documentation."""
    return TITLES.get(column.name, column.says)


def word_of(name: str, value: Any) -> Any:
    """Return the word for a value of a column, or the value itself."""
    if name == "year":
        return str(value)
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return VALUES.get(name, {}).get(value, value)
