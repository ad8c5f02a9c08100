"""The forms of the ratings desk: one for each move, and the filters of its list."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import Acts, MoveAct, Text, by_code, long_text
from tongban.ground.people.models import User
from tongban.work.ratings import actions
from tongban.work.ratings.models import BadRating, Status
from tongban.work.ratings.states import CHART

ANY = ("", _("All"))


class RatingAct(MoveAct[BadRating]):
    """A move of the work on a bad rating, with what is said about it."""

    chart = CHART
    label: ClassVar[Text]

    def add_fields(self) -> None:
        """Ask for the words that are kept."""
        self.fields["text"] = long_text(self.label)

    @property
    def text(self) -> str:
        """Return the words that are kept."""
        return str(self.values["text"])


class HandleAct(RatingAct):
    """A move of the division that was rated."""

    @classmethod
    def is_offered(cls, matter: BadRating, user: User) -> bool:
        """Another division's ratings are not worked on."""
        return super().is_offered(matter, user) and user.department_id == matter.division_id


class RuleAct(RatingAct):
    """A ruling on an appealed rating."""

    label = _("Ruling")

    @classmethod
    def is_offered(cls, matter: BadRating, user: User) -> bool:
        """A ruling is a third person's."""
        return super().is_offered(matter, user) and user.pk not in matter.concerned

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.rule(self.matter, self.move, ruling=self.text, by=by, at=at)


class CallAct(RatingAct):
    """What a call to whoever rated brought."""

    label = _("What the call brought")
    is_settled: ClassVar[bool]

    def act(self, *, by: User, at: datetime) -> Any:
        said: dict[str, Any] = {"brought": self.text, "is_settled": self.is_settled}
        return actions.call_back(self.matter, **said, by=by, at=at)


class Contact(HandleAct):
    """Whoever rated was contacted."""

    code = move = "contact"
    title, label = CHART.moves[move].label, _("What was found")

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.contact(self.matter, account=self.text, by=by, at=at)


class Appeal(HandleAct):
    """The rating is thought mistaken."""

    code = move = "appeal"
    title, label = CHART.moves[move].label, _("Why the rating is thought mistaken")

    @classmethod
    def is_offered(cls, matter: BadRating, user: User) -> bool:
        """A rating is ruled on once."""
        return super().is_offered(matter, user) and not matter.ruling

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.appeal(self.matter, why=self.text, by=by, at=at)


class Uphold(RuleAct):
    """The rating counts."""

    code = move = "uphold"
    title = CHART.moves[move].label


class Exclude(RuleAct):
    """The rating does not count."""

    code = move = "exclude"
    title = CHART.moves[move].label


class Remedied(HandleAct):
    """It was remedied."""

    code = move = "remedy"
    title, label = CHART.moves[move].label, _("What was done")

    def act(self, *, by: User, at: datetime) -> Any:
        return actions.remedy(self.matter, done=self.text, by=by, at=at)


class Reopen(CallAct):
    """The call brought that it is not remedied."""

    code = move = "reopen"
    title, is_settled = CHART.moves[move].label, False


class CallBack(CallAct):
    """The call brought that it is settled."""

    code = move = "call_back"
    title, is_settled = CHART.moves[move].label, True


ACTS: Acts[BadRating] = by_code(Contact, Appeal, Uphold, Exclude, Remedied, CallBack, Reopen)


class RatingFilters(Filters):
    """By number or item, and by where the work stands."""

    q = forms.CharField(label=_("Number, case or item"), required=False)
    status = forms.ChoiceField(label=_("Status"), choices=[ANY, *Status.choices], required=False)

    def narrow(self, rows: QuerySet[Any]) -> QuerySet[Any]:
        """Return the bad ratings that fit."""
        said = self.cleaned_data
        if text := said["q"].strip():
            item = Q(rating__invitation__item_name__icontains=text)
            rows = rows.filter(
                Q(reference__icontains=text) | Q(rating__invitation__matter__icontains=text) | item
            )
        return rows.filter(status=said["status"]) if said["status"] else rows
