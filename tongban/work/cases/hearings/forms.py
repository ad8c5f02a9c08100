"""Acts on a hearing: the right told, the hearing ordered, asked for, announced, recorded; filters of the register."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import long_text
from tongban.ground.people.models import User
from tongban.work.cases.forms.act import CaseAct
from tongban.work.cases.forms.lists import ANY
from tongban.work.cases.hearings.actions import (
    announce_hearing,
    ask_for_hearing,
    offer_hearing,
    order_hearing,
    record_hearing,
    waive_hearing,
)
from tongban.work.cases.hearings.queries import open_hearing, presiders_of
from tongban.work.cases.models import Case, Hearing, Status

Stage = Hearing.Stage


class BeginHearing(CaseAct):
    """A hearing that begins, while the case is in review."""

    permissions = ("cases.review",)
    reason = forms.CharField(label=_("Why"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The case is in review, and no hearing is under way."""
        return case.status == Status.ACCEPTED and open_hearing(case) is None


class OfferHearing(BeginHearing):
    """Tell of the right to a hearing."""

    code, title, icon_name = "offer_hearing", _("Tell of the right to a hearing"), "ear"
    hint = _(
        "Major interests of the applicant and others are touched: they may ask for a hearing within five days."
    )

    def act(self, *, by: User, at: datetime) -> Any:
        return offer_hearing(self.case, by=by, at=at, **self.values)


class OrderHearing(BeginHearing):
    """Order a hearing."""

    code, title, icon_name = "order_hearing", _("Order a hearing"), "ear"
    hint = _("Where the law says so or the public interest asks for it. From today the days do not count.")

    def act(self, *, by: User, at: datetime) -> Any:
        return order_hearing(self.case, by=by, at=at, **self.values)


class OnHearing(CaseAct):
    """An act on the hearing that is under way."""

    permissions = ("cases.review",)
    stages: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The hearing has come so far."""
        hearing = open_hearing(case)
        return hearing is not None and hearing.stage_on(localdate()) in cls.stages

    @property
    def hearing(self) -> Hearing:
        """Return the hearing; `is_open` has found it."""
        found = open_hearing(self.case)
        if found is None:
            raise Hearing.DoesNotExist
        return found


class AskForHearing(OnHearing):
    """Enter that a hearing is asked for."""

    code, title, icon_name = "ask_for_hearing", _("Enter the request for a hearing"), "message-question"
    stages = (Stage.OFFERED,)
    hint = _("The hearing is held within twenty working days; from today the days do not count.")
    asked_by = forms.CharField(label=_("Asked for by"), max_length=120)

    def act(self, *, by: User, at: datetime) -> Any:
        return ask_for_hearing(self.hearing, by=by, at=at, **self.values)


class WaiveHearing(OnHearing):
    """Enter that the hearing is given up."""

    code, title, icon_name = "waive_hearing", _("Enter that the hearing is given up"), "ear-off"
    stages = (Stage.OFFERED,)
    hint = _("The applicant has said in writing that no hearing is wanted; the decision no longer waits.")

    def act(self, *, by: User, at: datetime) -> Any:
        return waive_hearing(self.hearing, by=by, at=at)


class AnnounceHearing(OnHearing):
    """Announce the hearing."""

    code, title, icon_name, tone = "announce_hearing", _("Announce the hearing"), "calendar-event", "primary"
    stages = (Stage.ASKED, Stage.ANNOUNCED)
    hint = _("At least seven working days before; who reviewed the application may not preside.")
    held_at = forms.DateTimeField(
        label=_("Held at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    place = forms.CharField(label=_("Place"), max_length=200)

    def add_fields(self) -> None:
        """Offer who may preside, and what was announced before."""
        people = [(officer.pk, str(officer)) for officer in presiders_of(self.case)]
        self.fields["presider"] = forms.TypedChoiceField(
            label=_("Presided over by"), coerce=int, choices=people, empty_value=None
        )
        before = open_hearing(self.case)
        if before is not None and before.told_on:
            said = {"held_at": before.at, "place": before.place, "presider": before.presider_id}
            self.initial.update(said)

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        chosen = said.pop("presider")
        presider = next(officer for officer in presiders_of(self.case) if officer.pk == chosen)
        return announce_hearing(self.hearing, presider=presider, by=by, at=at, **said)


class RecordHearing(OnHearing):
    """Keep the record of the hearing."""

    code, title, icon_name, tone = (
        "record_hearing",
        _("Keep the record of the hearing"),
        "file-pencil",
        "primary",
    )
    stages = (Stage.ANNOUNCED,)
    hint = _("The limits run again; the decision follows the record.")
    minutes = long_text(_("Record of the hearing"), rows=8)
    signed = StagedFile(label=_("Signed record (scan)"), required=False)

    def act(self, *, by: User, at: datetime) -> Any:
        return record_hearing(self.hearing, by=by, at=at, **self.values)


class HearingFilters(Filters):
    """By kind and by how far it has come."""

    kind = forms.ChoiceField(label=_("Kind"), choices=[ANY, *Hearing.Kind.choices], required=False)
    state = forms.ChoiceField(
        label=_("Stage"),
        choices=[ANY, ("open", _("Under way")), ("held", _("Held, record kept"))],
        required=False,
    )

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the hearings that fit."""
        said = self.cleaned_data
        open_ = Q(recorded_on=None, waived_on=None)
        under_way = open_ & (Q(kind="ordered") | Q(asked_on__isnull=False) | Q(ask_until__gte=localdate()))
        if said["state"]:
            rows = rows.filter(under_way if said["state"] == "open" else Q(recorded_on__isnull=False))
        return rows.filter(kind=said["kind"]) if said["kind"] else rows
