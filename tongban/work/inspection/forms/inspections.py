"""Scoring an inspection criterion by criterion, and what follows from the score."""

from datetime import datetime
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.matters.acts import Acts, MoveAct, by_code, long_text
from tongban.ground.people.models import User
from tongban.ground.people.places import tree_around
from tongban.work.inspection.actions import inspections
from tongban.work.inspection.actions.inspections import GivenMark, Marks
from tongban.work.inspection.models import Inspection
from tongban.work.inspection.queries.inspections import marks_of, open_for
from tongban.work.inspection.states import INSPECTIONS as CHART


class InspectionAct(MoveAct[Inspection]):
    """A move of an inspection."""

    chart = CHART


class MarkingAct(InspectionAct):
    """A move that gives marks: for each criterion its points, or whether a fatal error was found, and a remark."""

    fields_template = "inspection/parts/marking.html"
    hint = _("Points left empty: the criterion does not apply.")

    def add_fields(self) -> None:
        """Ask for every criterion; what was given before stands in it."""
        for row in marks_of(self.matter):
            criterion, given = row.criterion, row.ruling or row.mark
            name = f"mark_{criterion.pk}"
            if criterion.is_fatal:
                label = _("Fatal error: %(criterion)s") % {"criterion": criterion.name}
                self.fields[name] = forms.BooleanField(
                    label=label, required=False, initial=given is not None and given.is_hit
                )
            else:
                label = _("%(criterion)s (0 to %(points)s)") % {
                    "criterion": criterion.name,
                    "points": f"{criterion.points.normalize():f}",
                }
                self.fields[name] = forms.DecimalField(
                    label=label,
                    required=False,
                    min_value=0,
                    max_value=criterion.points,
                    initial=given.points if given is not None else None,
                )
            self.fields[f"remark_{criterion.pk}"] = forms.CharField(
                label=f"{criterion.name} · {_('Remark')}",
                required=False,
                max_length=300,
                initial=given.remark if given is not None else "",
                widget=forms.TextInput({"placeholder": _("Remark")}),
            )

    @property
    def lines(self) -> list[tuple[BoundField, BoundField]]:
        """Return for each criterion its mark and its remark, which stand in one line."""
        keys = [criterion.pk for criterion in self.matter.form.criteria.all()]
        return [(self[f"mark_{key}"], self[f"remark_{key}"]) for key in keys]

    @property
    def further(self) -> list[BoundField]:
        """Return what is asked of the whole."""
        return [self[name] for name in self.base_fields if name != "seen"]

    @property
    def marks(self) -> Marks:
        """Return what was given."""
        said = self.cleaned_data
        found = {}
        for criterion in self.matter.form.criteria.all():
            value, remark = said[f"mark_{criterion.pk}"], said[f"remark_{criterion.pk}"]
            found[criterion.pk] = (
                GivenMark(None, value, remark) if criterion.is_fatal else GivenMark(value, False, remark)
            )
        return found


class ScoreInspection(MarkingAct):
    """Inspect and score."""

    code = move = "score"
    title, icon_name, tone = CHART.moves[move].label, "clipboard-check", "primary"
    recording = forms.CharField(label=_("Number of the recording"), max_length=60, required=False)
    advice = long_text(pgettext_lazy("inspection", "Advice"), required=False, rows=3)

    @classmethod
    def is_open(cls, matter: Inspection, user: User) -> bool:
        """Open to who may inspect this one."""
        return super().is_open(matter, user) and open_for(user).filter(pk=matter.pk).exists()

    def act(self, *, by: User, at: datetime) -> Any:
        said = self.values
        more = {"advice": said["advice"], "recording": said["recording"]}
        return inspections.score(self.matter, self.marks, by=by, at=at, **more)


class OwnAct(InspectionAct):
    """A move of whose work it is."""

    @classmethod
    def is_offered(cls, matter: Inspection, user: User) -> bool:
        """Only whose work it is answers."""
        own_unit = matter.agent_id is None and matter.unit_id in tree_around(user)
        return super().is_offered(matter, user) and (matter.agent_id == user.pk or own_unit)


class AcceptScore(OwnAct):
    """Accept the score."""

    code = move = "accept"
    title, icon_name = CHART.moves[move].label, "check"

    def act(self, *, by: User, at: datetime) -> Any:
        return inspections.accept(self.matter, by=by, at=at)


class AppealScore(OwnAct):
    """Appeal against the score."""

    code = move = "appeal"
    title, icon_name = CHART.moves[move].label, "scale"
    reason = long_text(_("Why the score is thought wrong"))

    def act(self, *, by: User, at: datetime) -> Any:
        return inspections.appeal(self.matter, by=by, at=at, **self.values)


class ThirdAct:
    """A move of a third person."""

    @classmethod
    def is_offered(cls, matter: Inspection, user: User) -> bool:
        """Neither who inspected nor whose work it is decides."""
        return super().is_offered(matter, user) and user.pk not in (matter.inspector_id, matter.agent_id)  # type: ignore[misc]


class KeepScore(ThirdAct, InspectionAct):
    """Keep the score."""

    code = move = "uphold"
    title, icon_name = CHART.moves[move].label, "lock-check"
    ruling = long_text(_("Ruling"))

    def act(self, *, by: User, at: datetime) -> Any:
        return inspections.uphold(self.matter, by=by, at=at, **self.values)


class CorrectScore(ThirdAct, MarkingAct):
    """Correct the score."""

    code = move = "correct"
    title, icon_name = CHART.moves[move].label, "edit"
    ruling = long_text(_("Ruling"))

    def act(self, *, by: User, at: datetime) -> Any:
        return inspections.correct(self.matter, self.marks, by=by, at=at, ruling=self.values["ruling"])


ACTS: Acts[Inspection] = by_code(ScoreInspection, AcceptScore, AppealScore, KeepScore, CorrectScore)
