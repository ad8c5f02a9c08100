"""Acts of offices on one another's cases, and the entries of the list of items served elsewhere."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_open, line_around
from tongban.work.cases.elsewhere.actions import confirm_receipt, do_part, pass_on, turn_back
from tongban.work.cases.elsewhere.queries import (
    business_items,
    elsewhere_of,
    partners_of,
    parts_to_do,
    to_receive,
)
from tongban.work.cases.elsewhere.rules import may_send
from tongban.work.cases.forms.act import CaseAct
from tongban.work.cases.forms.lists import ANY
from tongban.work.cases.models import Case, CaseElsewhere, ElsewhereWay, Reach, Transfer

INTAKE = ("cases.intake",)


def purposes_open(case: Case, user: User) -> list[tuple[str, Any]]:
    """Return for which purposes an officer's own office may hand something over now."""
    found, line = elsewhere_of(case), line_around(user)
    if found is None:
        return []
    sender = {Transfer.Purpose.DECIDE: found.taken_in.office_id}
    return [
        (each.value, each.label)
        for each in Transfer.Purpose
        if sender.get(each, case.division_id) in line
        and may_send(each.value, found.taken_in.way, case.status, found.passages)
    ]


class HandOverPapers(CaseAct):
    """Hand over to the other office."""

    code, title, icon_name = "pass_on", _("Hand over to another office"), "transfer"
    permissions, by_division = INTAKE, False
    hint = _("Your office answers for it until the other has signed. The limits of the case run on.")
    contents = long_text(_("What is handed over"), rows=2)
    phone = forms.CharField(label=_("Telephone for the courier"), required=False, max_length=20)
    address = forms.CharField(
        label=_("Address for the courier"),
        required=False,
        max_length=200,
        help_text=_("Left empty, nothing travels on paper."),
    )

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """There is something that the own office hands over now."""
        return bool(purposes_open(case, user))

    def add_fields(self) -> None:
        """Ask what for, and which office if several may have a part."""
        purposes = purposes_open(self.case, self.user)
        purpose = forms.ChoiceField(label=_("Purpose"), choices=purposes)
        self.fields = {"seen": self.fields["seen"], "purpose": purpose, **self.fields}
        if any(value == Transfer.Purpose.PART for value, _label in purposes):
            self.partners = {each.pk: each for each in partners_of(self.case.version.item_id, localdate())}
            choices = [("", _("the office that took it in")), *self.partners.items()]
            self.fields["receiver"] = forms.TypedChoiceField(
                label=_("Office with a part in it"),
                coerce=int,
                empty_value=None,
                choices=choices,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        """Want telephone and address together."""
        said = super().clean() or {}
        if bool(said.get("phone")) != bool(said.get("address")):
            self.add_error("address", _("The courier needs both the telephone and the address."))
        return said

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        chosen = said.pop("receiver", None)
        found = elsewhere_of(self.case)
        office = found.taken_in.office if found else None
        receiver = self.partners[chosen] if chosen else office
        return pass_on(self.case, **said, receiver=receiver, by=by, at=at)


class OnTransfer(CaseAct):
    """An act on one of the hand-overs that wait for the own office."""

    permissions, by_division = INTAKE, False

    @classmethod
    def waiting(cls, case: Case, user: User) -> list[Transfer]:
        """Return the hand-overs that it can be done on."""
        return to_receive(case, user)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """Something waits for the own office."""
        return bool(cls.waiting(case, user))

    def add_fields(self) -> None:
        """Ask which, the first at hand."""
        rows = self.waiting(self.case, self.user)
        choices = [
            (each.pk, f"{each.number} · {each.get_purpose_display()} · {each.contents}") for each in rows
        ]
        field = forms.TypedChoiceField(label=_("Slip"), coerce=int, choices=choices)
        self.fields = {"seen": self.fields["seen"], "slip": field, **self.fields}

    @property
    def transfer(self) -> Transfer:
        """Return the hand-over that was chosen."""
        return Transfer.objects.get(pk=self.values["slip"], case=self.case)


class ConfirmReceipt(OnTransfer):
    """Sign for what came from another office."""

    code, title, icon_name, tone = "confirm_receipt", _("Sign for what came"), "package-import", "primary"
    hint = _("From now on your office answers for it.")
    remark = forms.CharField(label=_("Remark"), required=False, max_length=300)

    def act(self, *, by: User, at: datetime) -> Any:
        return confirm_receipt(self.transfer, remark=self.values["remark"], by=by, at=at)


class TurnBackTransfer(OnTransfer):
    """Turn back what came from another office."""

    code, title, icon_name = "turn_back", _("Turn back what came"), "package-export"
    hint = _("The office that sent it answers for it again; the limits of the case run on.")
    remark = long_text(_("What is missing or wrong"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return turn_back(self.transfer, remark=self.values["remark"], by=by, at=at)


class DoPart(OnTransfer):
    """Say what came of the own part."""

    code, title, icon_name, tone = "do_part", _("Own part is done"), "checks", "primary"
    remark = long_text(_("What came of it"), rows=3)

    @classmethod
    def waiting(cls, case: Case, user: User) -> list[Transfer]:
        """Return the parts that the own office has received."""
        return parts_to_do(case, user)

    def act(self, *, by: User, at: datetime) -> Any:
        return do_part(self.transfer, remark=self.values["remark"], by=by, at=at)


class IdentityForm(forms.Form):
    """How the clerk made sure who applies, where another office decides."""

    identity = forms.ChoiceField(label=_("Identity checked by"), choices=CaseElsewhere.Identity.choices)


class ElsewhereItemForm(forms.Form):
    """An item that another office takes in too."""

    item = forms.ModelChoiceField(business_items(), label=_("Item"))
    office = forms.ModelChoiceField(Department.objects.none(), label=_("Office that takes in"))
    reach = forms.ChoiceField(label=_("Reach"), choices=Reach)
    way = forms.ChoiceField(label=_("Way"), choices=ElsewhereWay)
    basis = forms.CharField(label=_("Basis"), max_length=200, help_text=_("Document or agreement"))
    since = day_field(_("From"))
    until = day_field(_("Until"), required=False, help_text=_("The last day, inclusive"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the offices that there are today."""
        super().__init__(*args, **kwargs)
        self.fields["office"].queryset = departments_open(localdate()).order_by("name")  # type: ignore[attr-defined]


class EndItemForm(forms.Form):
    """The last day of an entry."""

    until = day_field(_("Until"), help_text=_("The last day, inclusive"))


class ElsewhereItemFilters(Filters):
    """By reach, way and whether it holds today."""

    reach = forms.ChoiceField(label=_("Reach"), choices=[ANY, *Reach.choices], required=False)
    way = forms.ChoiceField(label=_("Way"), choices=[ANY, *ElsewhereWay.choices], required=False)
    holding = forms.BooleanField(label=_("Only those that hold today"), required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the entries that fit."""
        said, day = self.cleaned_data, localdate()
        rows = rows.filter(reach=said["reach"]) if said["reach"] else rows
        rows = rows.filter(way=said["way"]) if said["way"] else rows
        holds = Q(until=None) | Q(until__gte=day)
        return rows.filter(holds, since__lte=day) if said["holding"] else rows


class TransferFilters(Filters):
    """By purpose and by what became of it."""

    purpose = forms.ChoiceField(label=_("Purpose"), choices=[ANY, *Transfer.Purpose.choices], required=False)
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *Transfer.State.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the hand-overs that fit."""
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return rows.filter(**said)
