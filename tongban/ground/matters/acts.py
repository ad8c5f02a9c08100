"""A small form for one act on a matter: what it asks, whom it is open to, and the action it calls."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, ClassVar, Generic, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.ground.ledger import Chart, Refused
from tongban.ground.people.models import User

Text = Any
"""A text of a page, translated when it is shown."""
Row = TypeVar("Row", bound=models.Model)


def require_words(text: str) -> None:
    """Refuse a text in which nothing is said: dots, dashes, or characters that nobody sees."""
    if not any(map(str.isalnum, text)):
        raise ValidationError(_("Write it out: nothing is said here."), code="required")


def long_text(label: Text, *, required: bool = True, rows: int = 4, help_text: Text = "") -> forms.CharField:
    """Return a field for several lines."""
    return forms.CharField(
        label=label,
        required=required,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
        max_length=4000,
        validators=[require_words] if required else [],
    )


def day_field(label: Text, *, required: bool = True, help_text: Text = "") -> forms.DateField:
    """Return a field for a day."""
    return forms.DateField(
        label=label,
        required=required,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=help_text,
    )


class Act(forms.Form, Generic[Row]):
    """One act; `seen` is the number of the last entry that its reader has seen."""

    code: ClassVar[str]
    title: ClassVar[Text]
    icon_name: ClassVar[str] = "check"
    tone: ClassVar[str] = "outline-primary"
    hint: ClassVar[Text] = ""
    permissions: ClassVar[tuple[str, ...]] = ()
    fields_template: ClassVar[str] = ""
    """Draws the fields where they should not stand one below the other."""
    is_parallel: ClassVar[bool] = False
    """Whether it may be done although somebody else has acted since the page was opened."""

    do_not_call_in_templates: ClassVar[bool] = True

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, matter: Row, user: User, **kwargs: Any) -> None:
        """Take the matter and who acts; forms that depend on the matter add their fields in `add_fields`."""
        self.matter, self.user = matter, user
        self.refusal: Refused | None = None
        super().__init__(*args, **kwargs)
        self.add_fields()

    def add_fields(self) -> None:
        """Add the fields that depend on the matter."""

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Return whether this person's roles allow it."""
        return any(map(user.may, cls.permissions))

    @classmethod
    def is_open(cls, matter: Row, user: User) -> bool:
        """Return whether the matter stands where it can be done."""
        raise NotImplementedError

    @classmethod
    def is_offered(cls, matter: Row, user: User) -> bool:
        """Return whether the page of the matter has a button for it."""
        return cls.is_permitted(user) and cls.is_open(matter, user)

    @property
    def is_overtaken(self) -> bool:
        """Return whether something was chosen that was there when the page was opened and is not any more."""
        return False

    def act(self, *, by: User, at: datetime) -> Any:
        """Call the action with what was typed."""
        raise NotImplementedError

    def refuse(self, refusal: Refused) -> None:
        """Keep why it was not done, for the page."""
        self.refusal = refusal

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed, without the mark of what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def has_files(self) -> bool:
        """Return whether the form sends files."""
        return self.is_multipart()


class MoveAct(Act[Row]):
    """An act that is a move of the chart: open to whom the chart says, from where it says."""

    chart: ClassVar[Chart]
    move: ClassVar[str]

    @classmethod
    def is_permitted(cls, user: User) -> bool:
        """Ask the chart."""
        return bool(user.may(cls.chart.moves[cls.move].permission))

    @classmethod
    def is_open(cls, matter: Row, user: User) -> bool:
        """Ask the chart."""
        return matter.status in cls.chart.moves[cls.move].from_  # type: ignore[attr-defined]


Acts = Mapping[str, type[Act[Row]]]
"""The acts on one kind of matter by their codes, in the order of the buttons."""


def by_code(*acts: type[Act[Row]]) -> Acts[Row]:
    """Return acts by their codes."""
    return {act.code: act for act in acts}


def offered(acts: Acts[Row], matter: Row, user: User) -> list[type[Act[Row]]]:
    """Return the acts that this person may do on the matter now: the buttons of its page."""
    return [act for act in acts.values() if act.is_offered(matter, user)]
