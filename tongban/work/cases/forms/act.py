"""A small form for one act on a case: what it asks, whom it is open to, and the action it calls."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms

from tongban.ground.people.models import User
from tongban.work.cases.models import Case
from tongban.work.cases.states import CHART

Text = Any
"""A text of a page, translated when it is shown."""


def long_text(label: Text, *, required: bool = True, rows: int = 4, help_text: Text = "") -> forms.CharField:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        max_length=4000,
    )


def day_field(label: Text, *, required: bool = True, help_text: Text = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=help_text,
    )


class Act(forms.Form):
    """One act; `seen` is the number of the last entry that its reader has seen."""

    code: ClassVar[str]
    title: ClassVar[Text]
    icon_name: ClassVar[str] = "check"
    tone: ClassVar[str] = "outline-primary"
    hint: ClassVar[Text] = ""
    permissions: ClassVar[tuple[str, ...]] = ()
    by_division: ClassVar[bool] = True
    """Whether only the division that handles the case may do it."""
    is_parallel: ClassVar[bool] = False
    """Whether it may be done although somebody else has acted since the page was opened."""

    do_not_call_in_templates: ClassVar[bool] = True

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, case: Case, user: User, **kwargs: Any) -> None:
        """Take the case and who acts; forms that depend on the case add their fields in `add_fields`."""
        self.case, self.user = case, user
        super().__init__(*args, **kwargs)
        self.add_fields()

    def add_fields(self) -> None:
        """Add the fields that depend on the case."""

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Return whether this person's roles allow it."""
        return any(map(user.may, cls.permissions))

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """Return whether the case stands where it can be done."""
        raise NotImplementedError

    def act(self, *, by: User, at: datetime) -> Any:
        """Call the action with what was typed."""
        raise NotImplementedError

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed, without the mark of what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def has_files(self) -> bool:
        """Return whether the form sends files."""
        return self.is_multipart()


class MoveAct(Act):
    """An act that is a move of the chart: open to whom the chart says, from where it says."""

    move: ClassVar[str]

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Ask the chart."""
        return bool(user.may(CHART.moves[cls.move].permission))

    @classmethod
    def is_open(cls, case: Case, user: User) -> bool:
        """Ask the chart."""
        return case.status in CHART.moves[cls.move].from_
