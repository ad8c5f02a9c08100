"""Opinions, checks on site, special procedures and the extension."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.matters.phrases import AGREE, OBJECT, phrased_text
from tongban.ground.people.models import User
from tongban.ground.people.places import line_around
from tongban.work.cases.actions import limits
from tongban.work.cases.actions.reviews import agree, check_on_site, object_, send_back
from tongban.work.cases.forms.act import CaseAct, CaseMove
from tongban.work.cases.models import Case, FieldCheck, Pause, Review, Status
from tongban.work.cases.queries.officers import open_reviews, reviewers_of
from tongban.work.cases.queries.reviews import current_reviews
from tongban.work.cases.queries.site_checks import steps_to_visit

OUTCOMES = [choice for choice in FieldCheck.Outcome.choices if choice[0]]
KINDS = [choice for choice in Pause.Kind.choices if choice[0] != Pause.Kind.HEARING]
"""A hearing has acts of its own."""


class OpinionAct(CaseAct):
    """An opinion on one of the steps that wait for this person's division."""

    permissions = ("cases.review",)
    by_division = False
    is_parallel = True
    needs_reason: ClassVar[bool] = True

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """A step waits for this person's division."""
        return case.status == Status.ACCEPTED and bool(open_reviews(case, user))

    def add_fields(self) -> None:
        """Offer the steps that wait, and the opinion."""
        reviews = open_reviews(self.case, self.user)
        self.fields["step"] = forms.TypedChoiceField(
            label=_("Step"),
            coerce=int,
            choices=[(review.pk, str(review.step)) for review in reviews],
            initial=reviews[0].pk if reviews else None,
        )
        self.fields["opinion"] = phrased_text(
            _("Opinion"), OBJECT if self.needs_reason else AGREE, required=self.needs_reason
        )

    @property
    def review(self) -> Review:
        """Return the step chosen."""
        found: Review = self.case.reviews.get(pk=self.values["step"])
        return found


class Agree(OpinionAct):
    """Agree with a step."""

    code, title, icon_name, tone = "agree", _("Agree"), "thumb-up", "primary"
    needs_reason = False

    def act(self, *, by: User, at: datetime) -> Any:
        return agree(self.review, by=by, at=at, opinion=self.values["opinion"])


class Object(OpinionAct):
    """Object to the application."""

    code, title, icon_name, tone = "object", _("Object"), "thumb-down", "outline-danger"
    hint = _("Later steps stay closed; the head of division decides.")

    def act(self, *, by: User, at: datetime) -> Any:
        return object_(self.review, by=by, at=at, opinion=self.values["opinion"])


class SendBack(OpinionAct):
    """Send the case back to an earlier step."""

    code, title, icon_name = "send_back", _("Send back to an earlier step"), "arrow-back"

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """There is an earlier step."""
        return super().is_open(case, user) and any(each.stage > 1 for each in open_reviews(case, user))

    def add_fields(self) -> None:
        """Offer the earlier steps as well."""
        super().add_fields()
        last = max((review.stage for review in open_reviews(self.case, self.user)), default=0)
        earlier = [each for each in current_reviews(self.case) if each.stage < last]
        self.fields["to"] = forms.TypedChoiceField(
            label=_("Back to"), coerce=int, choices=[(each.step_id, str(each.step)) for each in earlier]
        )

    def act(self, *, by: User, at: datetime) -> Any:
        to = self.case.version.steps.get(pk=self.values["to"])
        return send_back(self.review, to, by=by, at=at, opinion=self.values["opinion"])


class CheckOnSite(CaseAct):
    """Enter a check on site."""

    code, title, icon_name = "check_on_site", _("Enter a check on site"), "map-pin-check"
    hint = _("The law wants at least two officers.")
    permissions = ("cases.review",)
    by_division = False
    is_parallel = True
    on = day_field(_("On"))
    place = forms.CharField(label=_("Place"), max_length=200)
    outcome = forms.ChoiceField(label=_("Outcome"), choices=OUTCOMES, widget=forms.RadioSelect)
    finding = long_text(_("Finding"))
    record = StagedFile(label=_("Record (photo or scan)"), required=False)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """The case is in review, and this person's division handles it or has to see it on site."""
        handles = case.division_id in line_around(user)
        is_reviewed = case.status in (Status.ACCEPTED, Status.PAUSED)
        return is_reviewed and (handles or bool(steps_to_visit(case, user)))

    def add_fields(self) -> None:
        """Offer the steps that wait for a check, and the reviewing officers of both divisions."""
        self.steps = steps_to_visit(self.case, self.user)
        if self.steps:
            choices = [(review.pk, str(review.step)) for review in self.steps]
            self.fields["step"] = forms.TypedChoiceField(label=_("Step"), coerce=int, choices=choices)
        divisions = [self.case.division_id, *(review.division_id for review in self.steps)]
        self.officers = reviewers_of(*divisions)
        self.fields["officers"] = forms.TypedMultipleChoiceField(
            label=_("Officers"),
            coerce=int,
            choices=[(officer.pk, str(officer)) for officer in self.officers],
            widget=forms.CheckboxSelectMultiple,
            initial=[self.user.pk],
        )

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        chosen = said.pop("officers")
        officers = [each for each in self.officers if each.pk in chosen]
        step = said.pop("step", None)
        review = next((each for each in self.steps if each.pk == step), None)
        return check_on_site(
            self.case, officers=officers, record_of_it=said.pop("record"), review=review, by=by, at=at, **said
        )


class BeginPause(CaseMove):
    """Begin a special procedure; the clock stops."""

    code = move = "pause"
    title, icon_name = _("Begin a special procedure"), "player-pause"
    hint = _("From today the days do not count. The applicant is told in writing how long it takes.")
    kind = forms.ChoiceField(label=_("Kind"), choices=KINDS)
    needed_days = forms.IntegerField(label=_("Working days needed, as told"), min_value=1, max_value=366)
    reason = long_text(_("Why"), rows=2)

    def add_fields(self) -> None:
        """Offer first what the item's guide announces."""
        told = {each["kind"]: each.get("days") for each in self.case.version.special_procedures}
        told.pop(Pause.Kind.HEARING, None)
        if told:
            labels = dict(Pause.Kind.choices)
            self.fields["kind"].choices = [(kind, labels[kind]) for kind in told]  # type: ignore[attr-defined]
            self.fields["needed_days"].initial = next(iter(told.values()))

    def act(self, *, by: User, at: datetime) -> Any:
        return limits.pause(self.case, self.values["kind"], needed_days=self.values["needed_days"],
                             reason=self.values["reason"], by=by, at=at)  # fmt: skip


class Resume(CaseMove):
    """End the special procedure; the clock runs on."""

    code = move = "resume"
    title, icon_name, tone = _("End the special procedure"), "player-play", "primary"
    hint = _("Both limits are counted anew from tomorrow.")
    result = long_text(_("Result"))

    def act(self, *, by: User, at: datetime) -> Any:
        return limits.resume(self.case, by=by, at=at, **self.values)


class Extend(CaseMove):
    """Extend the limit, once."""

    code = move = "extend"
    title, icon_name = _("Extend the limit"), "calendar-plus"
    hint = _("Once, before the limit has passed; the applicant is told the reason.")
    days = forms.IntegerField(label=_("More working days"), min_value=1, max_value=30, initial=5)
    reason = long_text(_("Why"), rows=2)

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """It was not extended before."""
        return super().is_open(case, user) and not hasattr(case, "extension")

    def act(self, *, by: User, at: datetime) -> Any:
        return limits.extend(self.case, self.values["days"], reason=self.values["reason"], by=by, at=at)
