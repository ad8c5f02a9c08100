"""The acts on programmes and on questions: what each asks, and the action it calls."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import Act, Acts, MoveAct, by_code, long_text
from tongban.ground.people.models import Department, User
from tongban.work.hotline.models import Kind, Line
from tongban.work.programme.actions import programmes, questions
from tongban.work.programme.models import Programme, ProgrammeStatus, Question
from tongban.work.programme.states import CHART, QUESTION_CHART


class ProgrammeAct(MoveAct[Programme]):
    """A move of a programme that asks nothing."""

    chart = CHART
    action: ClassVar[Any]

    def act(self, *, by: User, at: datetime) -> Any:
        return type(self).action(self.matter, by=by, at=at)


def _plain(name: str, action: Any, icon: str, hint: Any = "") -> type[ProgrammeAct]:
    """Return the act of a move that asks nothing."""
    said = {
        "code": name,
        "move": name,
        "title": CHART.moves[name].label,
        "icon_name": icon,
        "hint": hint,
        "action": staticmethod(action),
    }
    return type(name.title().replace("_", ""), (ProgrammeAct,), said)


class CancelProgramme(MoveAct[Programme]):
    """A programme does not take place."""

    chart = CHART
    code = move = "cancel"
    title, icon_name, tone = CHART.moves[move].label, "x", "outline-danger"

    def add_fields(self) -> None:
        """Ask why."""
        self.fields["why"] = long_text(_("Why"))

    def act(self, *, by: User, at: datetime) -> Any:
        return programmes.cancel(self.matter, by=by, at=at, **self.values)


PROGRAMME_ACTS: Acts[Programme] = by_code(
    _plain(
        "announce",
        programmes.announce,
        "speakerphone",
        _("The programme stands on the public page; everybody may ask."),
    ),
    _plain("start", programmes.start, "broadcast", _("The time is noted as the real start.")),
    _plain(
        "end",
        programmes.end,
        "player-stop",
        _("Likes and viewers are added up and recorded; no question is taken any more."),
    ),
    _plain(
        "publish",
        programmes.close_answers,
        "checks",
        _("Every question has its answer in writing, or was not taken."),
    ),
    _plain(
        "look_back",
        programmes.close_look_back,
        "history",
        _("Of every question it is known whether it is solved."),
    ),
    CancelProgramme,
)


class QuestionAct(MoveAct[Question]):
    """A move of a question."""

    chart = QUESTION_CHART


class AcceptQuestion(QuestionAct):
    """Everybody may read it; its limit is fixed."""

    code = move = "accept"
    title = QUESTION_CHART.moves[move].label

    def add_fields(self) -> None:
        """Ask who answers: the units on air first."""
        on_air = self.matter.programme.units.all()
        known = on_air if on_air.exists() else Department.objects.all()
        self.fields["unit"] = forms.ModelChoiceField(known, label=_("Unit that answers"), required=False)

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.accept(self.matter, by=by, at=at, **self.values)


class RejectQuestion(QuestionAct):
    """Whoever asked reads why."""

    code = move = "reject"
    title, icon_name, tone = QUESTION_CHART.moves[move].label, "x", "outline-danger"

    def add_fields(self) -> None:
        """Ask why."""
        self.fields["reason"] = long_text(
            _("Why, and where to turn"), help_text=_("Whoever asked reads this.")
        )

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.reject(self.matter, by=by, at=at, **self.values)


class ReferQuestion(Act[Question]):
    """It becomes an order of the hotline."""

    code, title, icon_name = "refer", _("Make it a hotline order"), "phone-call"
    permissions = ("programme.edit",)

    def add_fields(self) -> None:
        """Ask which line takes it, and what is wanted."""
        lines = Line.objects.filter(Q(until=None) | Q(until__gte=localdate()), since__lte=localdate())
        self.fields["line"] = forms.ModelChoiceField(lines, label=_("Line"), initial=lines.first())
        self.fields["kind"] = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.HELP)
        phone = forms.CharField(
            label=_("Telephone"), max_length=20, required=False, initial=self.matter.phone
        )
        self.fields["phone"] = phone

    @classmethod
    def is_open(cls, matter: Question, user: User) -> bool:
        """Once, and only what was accepted."""
        return matter.is_public and not matter.order_reference

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.refer(self.matter, by=by, at=at, **self.values)


class AirQuestion(QuestionAct):
    """It is answered now."""

    code = move = "air"
    title, icon_name = QUESTION_CHART.moves[move].label, "microphone"
    is_parallel = True

    @classmethod
    def is_open(cls, matter: Question, user: User) -> bool:
        """Only while the programme is live."""
        return super().is_open(matter, user) and matter.programme.status == ProgrammeStatus.LIVE

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.air(self.matter, by=by, at=at)


class PutBackQuestion(QuestionAct):
    """It was not answered."""

    code = move = "put_back"
    title, icon_name = QUESTION_CHART.moves[move].label, "microphone-off"

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.put_back(self.matter, by=by, at=at)


class AnswerQuestion(QuestionAct):
    """It was answered on air."""

    code = move = "answer"
    title = QUESTION_CHART.moves[move].label

    def add_fields(self) -> None:
        """Ask who answered, and what was said."""
        self.fields["answered_by"] = forms.CharField(label=_("Answered on air by"), max_length=80)
        self.fields["spoken"] = long_text(_("What was said on air"), rows=3)

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.answer_on_air(self.matter, by=by, at=at, **self.values)


class PublishAnswer(QuestionAct):
    """The answer in writing stands on the public page."""

    code = move = "publish"
    title, icon_name = QUESTION_CHART.moves[move].label, "world-upload"

    def add_fields(self) -> None:
        """Ask for the answer."""
        self.fields["text"] = long_text(_("Answer in writing"), rows=8)

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.publish_answer(self.matter, by=by, at=at, **self.values)


class LookBackOnQuestion(QuestionAct):
    """What became of it."""

    code = move = "look_back"
    title, icon_name = QUESTION_CHART.moves[move].label, "history"

    def add_fields(self) -> None:
        """Ask whether it is solved, and what was found."""
        self.fields["is_solved"] = forms.TypedChoiceField(
            label=_("Is it solved?"),
            choices=[("yes", _("Yes, solved")), ("no", _("No, not solved"))],
            coerce=lambda said: said == "yes",
            widget=forms.RadioSelect,
        )
        self.fields["found"] = long_text(_("What the look-back found"))

    def act(self, *, by: User, at: datetime) -> Any:
        return questions.look_back(self.matter, by=by, at=at, **self.values)


QUESTION_ACTS: Acts[Question] = by_code(
    AcceptQuestion,
    RejectQuestion,
    ReferQuestion,
    AirQuestion,
    AnswerQuestion,
    PutBackQuestion,
    PublishAnswer,
    LookBackOnQuestion,
)
