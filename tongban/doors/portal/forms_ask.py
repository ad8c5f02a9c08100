"""What a stranger fills in: a demand, the number and code of one, and what is said about it afterwards."""

import re
import secrets
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.people.models import Department
from tongban.work.hotline.effects.intake import Demand
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.effects.particulars import Particulars
from tongban.work.hotline.models import Area, Channel, DemandClass, Kind, Line, Solved
from tongban.work.hotline.queries.catalogue import classes_on
from tongban.work.hotline.queries.public import phone_as_kept
from tongban.work.hotline.queries.registers import registers

MOST_CHARS = 5_000
PHOTOS = ("photo_1", "photo_2", "photo_3")
INVISIBLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Marks that turn the direction of what stands beside them: kept in a text, not in a line that others read in a list."""


class PlainText(forms.CharField):
    """A text as it was typed, without characters that nobody sees and no database keeps."""

    def to_python(self, value: Any) -> str:
        """Drop control characters before anything else looks at the text."""
        return str(super().to_python(INVISIBLE.sub("", value) if isinstance(value, str) else value) or "")


class PlainLine(PlainText):
    """A line for a list: without marks that turn directions."""

    def to_python(self, value: Any) -> str:
        """Drop what would change how the line beside it is read."""
        return DIRECTIONS.sub("", super().to_python(value))


def _photo() -> StagedFile:
    return StagedFile(label=_("Photo"), allowed=("png", "jpeg"), required=False)


class AskForm(forms.Form):
    """A demand: what, where, and who asks, as far as they want to say."""

    text = PlainText(
        label=_("What is it about?"),
        widget=forms.Textarea({"rows": 6}),
        help_text=_("At most 5,000 characters. What, since when, what should be done?"),
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices, initial=Kind.HELP)
    area = forms.ModelChoiceField(
        Area.objects.all(), label=_("District"), required=False, empty_label=_("Not said")
    )
    place = PlainLine(
        label=_("Place in words"),
        max_length=200,
        required=False,
        help_text=_("Street, house, landmark. A district that you name here is found by itself."),
    )
    demand_class = forms.ModelChoiceField(
        DemandClass.objects.none(),
        label=_("Class, if you know it"),
        required=False,
        empty_label=_("Let us choose"),
    )
    photo_1, photo_2, photo_3 = _photo(), _photo(), _photo()
    caller_name = PlainLine(label=_("Your name"), max_length=60, required=False)
    phone = PlainLine(
        label=_("Telephone"),
        max_length=40,
        required=False,
        help_text=_(
            "In any notation. Without a number nobody can call you back; you can still follow it here."
        ),
    )
    wants_contact = forms.BooleanField(label=_("You may call me about it"), required=False, initial=True)
    may_publish = forms.BooleanField(
        label=_("The description may be published"),
        required=False,
        help_text=_("Without names and numbers. If not, only class, district and state are public."),
    )
    is_confidential = forms.BooleanField(
        label=_("Confidential report"),
        required=False,
        help_text=_(
            "Only few read it, and never whom it reports. Nobody calls or writes to you, nothing of it is published. "
            "Choose the kind “report”."
        ),
    )
    reported_unit = forms.ModelChoiceField(
        Department.objects.all(), label=_("Unit reported"), required=False, empty_label=_("None")
    )
    once = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    is_seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes of today."""
        super().__init__(*args, **kwargs)
        self.initial["once"] = secrets.token_hex(8)
        today = localdate()
        keys = [each.pk for each in registers().open_on(today)]
        self.fields["demand_class"].queryset = classes_on(today).filter(pk__in=keys)  # type: ignore[attr-defined]

    def clean_text(self) -> str:
        """Say how much too long a text is; it stays typed."""
        text = str(self.cleaned_data["text"])
        if len(text) > MOST_CHARS:
            said = {"most": MOST_CHARS, "count": len(text)}
            raise forms.ValidationError(
                _(
                    "Please shorten it to %(most)d characters; it has %(count)d. Nothing is lost: it stands below."
                )
                % said
            )
        return text

    def clean_phone(self) -> str:
        """Write the number one way."""
        phone = phone_as_kept(str(self.cleaned_data["phone"]))
        if phone is None:
            raise forms.ValidationError(
                _("This does not look like a telephone number. For example 138 0000 0000 or 0512-6800 0000.")
            )
        return phone

    def clean(self) -> dict[str, Any]:
        """Only a report is confidential."""
        said = super().clean() or {}
        if said.get("is_confidential") and said.get("kind") != Kind.REPORT:
            self.add_error("kind", _("Only a report is confidential; choose the kind “report”."))
        return said

    def begin_anew(self, *, is_seen: bool) -> None:
        """Let what was typed be sent once more, under a mark of its own."""
        anew: Any = QueryDict("", mutable=True)
        anew.update(self.data)
        anew["once"], anew["is_seen"] = secrets.token_hex(8), "1" if is_seen else ""
        self.data = anew

    @property
    def photos(self) -> list[StoredFile]:
        """Return the photos, each once."""
        kept = {each.pk: each for name in PHOTOS if (each := self.cleaned_data.get(name))}
        return list(kept.values())

    def demand(self, line: Line) -> Demand:
        """Return what is asked."""
        said = self.cleaned_data
        area = said["area"] or registers().area_named_in(said["place"])
        unit = said["reported_unit"] if said["kind"] == Kind.REPORT else None
        return Demand(
            line=line,
            kind=said["kind"],
            channel=Channel.WEB,
            text=said["text"],
            caller_name=said["caller_name"],
            phone=said["phone"],
            wants_contact=said["wants_contact"],
            demand_class=said["demand_class"],
            area_id=area.pk if area else None,
            place=said["place"],
            is_confidential=said["is_confidential"],
            reported_unit_id=unit.pk if unit else None,
        )

    @property
    def particulars(self) -> Particulars:
        """Return what was said beside it."""
        return Particulars(may_publish=self.cleaned_data["may_publish"], photos=self.photos)


class FollowForm(forms.Form):
    """The number of a demand and its code, as the receipt told them."""

    number = forms.CharField(label=_("Number"), max_length=20, help_text=_("For example HOT-2026-000017"))
    code = forms.CharField(
        label=_("Code"), max_length=20, help_text=_("The twelve characters of the receipt")
    )


class HearForm(forms.Form):
    """What the caller says at the end: solved, satisfied, contacted; three answers."""

    solved = forms.ChoiceField(
        label=_("Is it solved?"),
        choices=[(Solved.YES, _("Yes, solved")), (Solved.NO, _("No, not solved"))],
        widget=forms.RadioSelect,
    )
    satisfaction = forms.TypedChoiceField(
        label=_("How satisfied are you?"),
        choices=[
            ("5", _("Very satisfied")),
            ("4", _("Satisfied")),
            ("3", _("Mostly satisfied")),
            ("2", _("Dissatisfied")),
            ("1", _("Very dissatisfied")),
        ],
        coerce=int,
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    was_contacted = forms.TypedChoiceField(
        label=_("Did the unit contact you?"),
        choices=[("yes", _("Yes")), ("no", _("No"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
        widget=forms.RadioSelect,
    )
    remark = PlainText(
        label=_("In your own words"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )

    @property
    def heard(self) -> Heard:
        """Return what was said."""
        return Heard(**self.cleaned_data, means="web")


class MessageForm(forms.Form):
    """Something to add."""

    added = PlainText(
        label=_("What would you like to add?"),
        max_length=4000,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("At most 4,000 characters."),
    )


class WithdrawForm(forms.Form):
    """Why a demand is taken back."""

    why = PlainText(label=_("Why do you withdraw it?"), max_length=300)
