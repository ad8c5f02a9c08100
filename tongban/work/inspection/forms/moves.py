"""What is done with leads, standards, rounds and rectifications: one small form for each move."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import Acts, MoveAct, by_code, day_field, long_text
from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.inspection.actions import leads, rectifications, rounds, standards
from tongban.work.inspection.models import ClosingLead, EvaluationRound, EvaluationStandard, Rectification
from tongban.work.inspection.states import LEADS, RECTIFICATIONS, ROUNDS, STANDARDS


class LeadAct(MoveAct[ClosingLead]):
    """A move of a lead, by somebody without a hand in the order."""

    chart = LEADS

    @classmethod
    def is_offered(cls, matter: ClosingLead, user: User) -> bool:
        """Whoever handled the order does not judge it."""
        return super().is_offered(matter, user) and user.pk not in matter.order.handlers


class LookAtLead(LeadAct):
    """Take it."""

    code = move = "look"
    title, icon_name, tone = LEADS.moves[move].label, "eye", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return leads.look(self.matter, by=by, at=at)


class ConfirmLead(LeadAct):
    """Forged closing."""

    code = move = "confirm"
    title, icon_name, tone = LEADS.moves[move].label, "alert-triangle", "outline-danger"
    hint = _("The order is not changed by this. The head of the hotline opens it again on its own page.")
    finding = long_text(_("What was found, and how"))

    def act(self, *, by: User, at: datetime) -> Any:
        return leads.confirm(self.matter, by=by, at=at, **self.values)


class DismissLead(LeadAct):
    """False lead."""

    code = move = "dismiss"
    title, icon_name = LEADS.moves[move].label, "circle-check"
    finding = long_text(_("What was found, and how"))

    def act(self, *, by: User, at: datetime) -> Any:
        return leads.dismiss(self.matter, by=by, at=at, **self.values)


class EnforceStandard(MoveAct[EvaluationStandard]):
    """In force from a day on."""

    chart = STANDARDS
    code = move = "enforce"
    title, icon_name, tone = STANDARDS.moves[move].label, "gavel", "primary"
    hint = _("The standard in force until now is retired; rounds keep the one they were opened with.")
    in_force_on = day_field(_("In force from"), required=False)

    def act(self, *, by: User, at: datetime) -> Any:
        return standards.enforce(self.matter, by=by, at=at, **self.values)


class ScoreRound(MoveAct[EvaluationRound]):
    """Work out the scores."""

    chart = ROUNDS
    code = move = "score"
    title, icon_name, tone = ROUNDS.moves[move].label, "calculator", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return rounds.score_round(self.matter, by=by, at=at)


class ReopenRound(MoveAct[EvaluationRound]):
    """Back to collecting."""

    chart = ROUNDS
    code = move = "reopen"
    title, icon_name = ROUNDS.moves[move].label, "arrow-back-up"
    reason = long_text(_("Why"))

    def act(self, *, by: User, at: datetime) -> Any:
        return rounds.reopen(self.matter, by=by, at=at, **self.values)


class ReportRound(MoveAct[EvaluationRound]):
    """Issue the report."""

    chart = ROUNDS
    code = move = "report"
    title, icon_name, tone = ROUNDS.moves[move].label, "file-certificate", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return rounds.report(self.matter, by=by, at=at)


class AnswerRectification(MoveAct[Rectification]):
    """Say what was done."""

    chart = RECTIFICATIONS
    code = move = "answer"
    title, icon_name, tone = RECTIFICATIONS.moves[move].label, "message-reply", "primary"
    text = long_text(pgettext_lazy("inspection", "What was done"))
    file = forms.FileField(label=_("Evidence"), required=False)

    @classmethod
    def is_offered(cls, matter: Rectification, user: User) -> bool:
        """The unit itself answers."""
        return super().is_offered(matter, user) and matter.evaluated.unit_id in tree_around(user)

    def act(self, *, by: User, at: datetime) -> Any:
        return rectifications.answer(self.matter, by=by, at=at, **self.values)


class CheckRectification(MoveAct[Rectification]):
    """A finding of the check."""

    chart = RECTIFICATIONS
    remark = long_text(_("Finding of the check"))


class ReturnRectification(CheckRectification):
    """Back to the unit."""

    code = move = "return"
    title, icon_name = RECTIFICATIONS.moves[move].label, "arrow-back-up"

    def act(self, *, by: User, at: datetime) -> Any:
        return rectifications.send_back(self.matter, by=by, at=at, **self.values)


class FinishRectification(CheckRectification):
    """Put right."""

    code = move = "finish"
    title, icon_name, tone = RECTIFICATIONS.moves[move].label, "circle-check", "primary"

    def act(self, *, by: User, at: datetime) -> Any:
        return rectifications.finish(self.matter, by=by, at=at, **self.values)


LEAD_ACTS: Acts[ClosingLead] = by_code(LookAtLead, ConfirmLead, DismissLead)
STANDARD_ACTS: Acts[EvaluationStandard] = by_code(EnforceStandard)
ROUND_ACTS: Acts[EvaluationRound] = by_code(ScoreRound, ReportRound, ReopenRound)
RECTIFICATION_ACTS: Acts[Rectification] = by_code(
    AnswerRectification, FinishRectification, ReturnRectification
)
