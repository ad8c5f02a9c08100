"""The acts on a project and on a review: what each asks, and the action it calls."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.matters.acts import Acts, MoveAct, by_code, day_field, long_text
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_open
from tongban.work.construction.actions import projects, reviews
from tongban.work.construction.models import Kind, Project, Review
from tongban.work.construction.queries.reviews import (
    bodies_to_speak,
    may_be_reviewed,
    outcome_now,
    remarks_before,
)
from tongban.work.construction.queries.stages import lacks_before, last_stages
from tongban.work.construction.states import PROJECT, REVIEW

MOST_REMARKS = 30


class Finish(MoveAct[Project]):
    """All stages done."""

    chart, code, move = PROJECT, "finish", "finish"
    title, icon_name = PROJECT.moves[move].label, "circle-check"

    @classmethod
    def is_open(cls, matter: Project, user: User) -> bool:
        """Open once nothing of the last stage is missing."""
        last = matter.of.stages.order_by("number").last()
        return (
            super().is_open(matter, user) and last is not None and not lacks_before(matter, last.number + 1)
        )

    def act(self, *, by: User, at: datetime) -> Any:
        return projects.finish(self.matter, by=by, at=at)


class GiveUp(MoveAct[Project]):
    """Given up by the enterprise."""

    chart, code, move = PROJECT, "give_up", "give_up"
    title, icon_name, tone = PROJECT.moves[move].label, "circle-x", "outline-danger"

    def add_fields(self) -> None:
        self.fields["reason"] = long_text(_("Why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return projects.give_up(self.matter, by=by, at=at, **self.values)


class OpenReview(MoveAct[Project]):
    """The bodies asked together about the stage that runs."""

    chart, code, move = REVIEW, "open_review", "open_review"
    title, icon_name = REVIEW.moves[move].label, "users-group"
    hint = gettext_lazy("All bodies look at the same at the same time and make all remarks at once.")

    @classmethod
    def is_open(cls, matter: Project, user: User) -> bool:
        """Open while a stage with a review runs and has none."""
        return matter.status == "open" and cls._stage(matter) is not None

    @staticmethod
    def _stage(matter: Project) -> Any:
        begun = last_stages(matter)
        numbers = matter.of.stages.exclude(review="").values_list("number", flat=True)
        found = (begun[number] for number in numbers if number in begun)
        return next((stage for stage in found if may_be_reviewed(stage)), None)

    def add_fields(self) -> None:
        self.stage = self._stage(self.matter)
        if self.stage is None:
            return
        self.fields["bodies"] = forms.ModelMultipleChoiceField(
            departments_open(localdate()).order_by("name"),
            label=_("Bodies"),
            widget=forms.CheckboxSelectMultiple,
        )
        if self.matter.of.stages.get(number=self.stage.number).review == Kind.ACCEPTANCE:
            self.fields["visit_on"] = day_field(_("Day of the one visit"))

    def act(self, *, by: User, at: datetime) -> Any:
        return reviews.open_review(self.stage, by=by, at=at, **self.values)


class GiveOpinion(MoveAct[Review]):
    """The opinion of one's body."""

    chart, code, move = REVIEW, "give_opinion", "give_opinion"
    title, icon_name = REVIEW.moves[move].label, "message-check"
    is_parallel = True

    @classmethod
    def is_open(cls, matter: Review, user: User) -> bool:
        """Open to whose body has not spoken, from the day of the visit on."""
        is_time = matter.visit_on is None or localdate() >= matter.visit_on
        return super().is_open(matter, user) and is_time and bool(bodies_to_speak(matter, user))

    def add_fields(self) -> None:
        own = bodies_to_speak(self.matter, self.user)
        self.fields["body"] = forms.ModelChoiceField(
            Department.objects.filter(pk__in=[each.pk for each in own]),
            label=_("Body"),
            initial=own[0] if own else None,
        )
        if self.matter.round > 1:
            self.fields["still"] = forms.MultipleChoiceField(
                label=_("Remarks that are not corrected"),
                choices=[
                    (f"{body.pk}-{place}", f"{body.name}：{each['text']}")
                    for body in own
                    for place, each in enumerate(remarks_before(self.matter, body))
                ],
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        self.fields["lines"] = long_text(
            _("New remarks, one a line"),
            required=False,
            help_text=_("A provision follows a bar: the corridor is too narrow | GB 55037 7.1.4"),
        )

    def act(self, *, by: User, at: datetime) -> Any:
        body = self.cleaned_data["body"]
        own = [each.split("-") for each in self.cleaned_data.get("still", [])]
        still = [int(place) for pk, place in own if int(pk) == body.pk]
        lines = [line for line in self.cleaned_data["lines"].splitlines() if line.strip()][:MOST_REMARKS]
        remarks = [
            {"text": text, "provision": provision}
            for text, _bar, provision in (line.replace("｜", "|").partition("|") for line in lines)
        ]
        return reviews.give_opinion(self.matter, body, by=by, at=at, still=still, remarks=remarks)


class Merge(MoveAct[Review]):
    """One paper of all opinions; what follows is the rule's."""

    chart, code, move = REVIEW, "merge", "pass_review"
    title, icon_name = gettext_lazy("Merge the opinions"), "files"
    hint = gettext_lazy(
        "One paper with all remarks at once. Without remarks it passes; with remarks it goes back once to be corrected."
    )

    @classmethod
    def is_open(cls, matter: Review, user: User) -> bool:
        """Open once all have spoken, or where silence agrees and the limit is over."""
        return super().is_open(matter, user) and outcome_now(matter, localdate()) != "waits"

    def act(self, *, by: User, at: datetime) -> Any:
        return reviews.merge(self.matter, by=by, at=at)


class AllowAgain(MoveAct[Review]):
    """One more correction, with the reason."""

    chart, code, move = REVIEW, "allow_again", "allow_again"
    title, icon_name = REVIEW.moves[move].label, "repeat"

    @classmethod
    def is_open(cls, matter: Review, user: User) -> bool:
        """Open once, after the first correction."""
        return super().is_open(matter, user) and matter.round > 1 and not matter.is_again

    def add_fields(self) -> None:
        self.fields["reason"] = long_text(_("Why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return reviews.allow_again(self.matter, by=by, at=at, **self.values)


class MoveVisit(MoveAct[Review]):
    """Another day for the visit."""

    chart, code, move = REVIEW, "move_visit", "move_visit"
    title, icon_name = REVIEW.moves[move].label, "calendar-event"

    @classmethod
    def is_open(cls, matter: Review, user: User) -> bool:
        """Open for an acceptance."""
        return super().is_open(matter, user) and matter.kind == Kind.ACCEPTANCE

    def add_fields(self) -> None:
        self.fields["day"] = day_field(_("Day of the one visit"))

    def act(self, *, by: User, at: datetime) -> Any:
        return reviews.move_visit(self.matter, by=by, at=at, **self.values)


class StopReview(MoveAct[Review]):
    """Stopped with a reason."""

    chart, code, move = REVIEW, "stop_review", "stop_review"
    title, icon_name, tone = REVIEW.moves[move].label, "circle-x", "outline-danger"

    def add_fields(self) -> None:
        self.fields["reason"] = long_text(_("Why"), rows=2)

    def act(self, *, by: User, at: datetime) -> Any:
        return reviews.stop_review(self.matter, by=by, at=at, **self.values)


PROJECT_ACTS: Acts[Project] = by_code(OpenReview, Finish, GiveUp)
REVIEW_ACTS: Acts[Review] = by_code(GiveOpinion, Merge, AllowAgain, MoveVisit, StopReview)
