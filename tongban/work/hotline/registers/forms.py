"""What the head of the hotline enters: lines, merge records, classes, areas, limits, rows of the dispatch catalogue."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.matters.acts import day_field, long_text
from tongban.ground.people.places import departments_open
from tongban.work.hotline.forms.act import unit_field
from tongban.work.hotline.models import Area, DemandClass, Kind, Line, MergeRecord
from tongban.work.hotline.queries.catalogue import classes_on


class SeenForm(forms.Form):
    """A form that says which state of the row its reader has seen."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed, without the mark of what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def mark(self) -> str:
        """Return what was seen."""
        return str(self.cleaned_data["seen"])


class HotlineLineForm(SeenForm):
    """A line; a changed one keeps its code."""

    code = forms.SlugField(label=_("Code"), max_length=32)
    name = forms.CharField(label=_("Name"), max_length=80)
    number = forms.CharField(label=_("Telephone number"), max_length=20, required=False)
    form = forms.ChoiceField(label=_("Form"), choices=Line.Form)
    centre = unit_field(_("Centre"))
    since = day_field(_("From"))
    until = day_field(_("Until"), required=False, help_text=_("The last day, inclusive"))

    def __init__(self, *args: Any, line: Line | None = None, **kwargs: Any) -> None:
        """Begin with the line as it stands."""
        names = ("code", "name", "number", "form", "centre", "since", "until")
        first = {name: getattr(line, name) for name in names} | {"seen": mark_of(line)} if line else {}
        super().__init__(*args, **{"initial": first, **kwargs})
        if line is not None:
            self.fields["code"].disabled = True


class MergeForm(SeenForm):
    """How another hotline was merged, and what came over with it."""

    owner = unit_field(_("Owner"))
    merged_on = day_field(_("Merged on"))
    seats = forms.IntegerField(label=_("Seats"), min_value=0, max_value=9999)
    knowledge_on = day_field(_("Knowledge handed over on"), required=False)
    has_three_way_call = forms.BooleanField(label=_("Three-way call"), required=False)
    exchanged = long_text(
        _("Fields exchanged"),
        required=False,
        rows=3,
        help_text=_("One on each line: what the two systems tell each other."),
    )
    share_of_calls = forms.DecimalField(
        label=_("Share of calls"),
        min_value=0,
        max_value=100,
        decimal_places=2,
        required=False,
        help_text=_("Percent of all calls of 12345"),
    )

    def __init__(self, *args: Any, merge: MergeRecord | None, **kwargs: Any) -> None:
        """Begin with the record as it stands."""
        names = ("owner", "merged_on", "seats", "knowledge_on", "has_three_way_call", "share_of_calls")
        first: dict[str, Any] = {"seats": 0}
        if merge is not None:
            first = {name: getattr(merge, name) for name in names}
            first |= {"exchanged": "\n".join(merge.exchanged), "seen": mark_of(merge)}
        super().__init__(*args, **{"initial": first, **kwargs})

    def clean_exchanged(self) -> list[str]:
        """Return the fields, one for each line that says something."""
        return [line.strip() for line in self.cleaned_data["exchanged"].splitlines() if line.strip()]


class ClassForm(SeenForm):
    """A new class."""

    key = forms.CharField(
        label=pgettext_lazy("class of demands", "Key"),
        max_length=12,
        help_text=_("Two digits for each level; it never changes."),
    )
    name = forms.CharField(label=_("Name"), max_length=80)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes of today to stand under."""
        super().__init__(*args, **kwargs)
        self.fields["parent"] = forms.ModelChoiceField(
            classes_on(localdate()), label=_("Part of"), required=False, empty_label=_("None")
        )


class NameForm(SeenForm):
    """Another name."""

    name = forms.CharField(label=_("Name"), max_length=80)


class MergeClassForm(SeenForm):
    """The class that follows another one."""

    def __init__(self, *args: Any, found: DemandClass, **kwargs: Any) -> None:
        """Offer the other classes of today."""
        super().__init__(*args, **kwargs)
        others = classes_on(localdate()).filter(merged_into=None).exclude(pk=found.pk)
        self.fields["into"] = forms.ModelChoiceField(
            others, label=pgettext_lazy("class of demands", "Merged into")
        )


class AreaForm(SeenForm):
    """A new area."""

    code = forms.RegexField(
        r"^\d{6,12}$", label=_("Code"), help_text=_("The division code: six digits, nine for a street.")
    )
    name = forms.CharField(label=_("Name"), max_length=60)
    parent = forms.ModelChoiceField(
        Area.objects.all(), label=_("Part of"), required=False, empty_label=_("None")
    )


class LimitForm(SeenForm):
    """Working days from a day on."""

    days = forms.IntegerField(label=_("Working days"), min_value=1, max_value=365)
    in_force_on = day_field(_("In force from"))
    source = forms.CharField(label=_("Set by"), max_length=120)
    line = forms.ModelChoiceField(
        Line.objects.all(), label=_("Hotline line"), required=False, empty_label=_("All")
    )
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("All")), *Kind.choices], required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes of today."""
        super().__init__(*args, **kwargs)
        self.fields["demand_class"] = forms.ModelChoiceField(
            classes_on(localdate()), label=_("Class"), required=False, empty_label=_("All")
        )


class TrialForm(forms.Form):
    """An order to try the limits with."""

    line = forms.ModelChoiceField(Line.objects.all(), label=_("Hotline line"))
    kind = forms.ChoiceField(label=_("Kind"), choices=Kind)
    demand_class = forms.ModelChoiceField(
        DemandClass.objects.all(), label=_("Class"), required=False, empty_label=_("None")
    )


class DispatchRowForm(SeenForm):
    """Who is competent for a class, in an area or everywhere."""

    area = forms.ModelChoiceField(
        Area.objects.all(), label=_("Area"), required=False, empty_label=_("Every area")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes and units of today."""
        super().__init__(*args, **kwargs)
        today = localdate()
        self.fields["demand_class"] = forms.ModelChoiceField(classes_on(today), label=_("Class"))
        self.fields["unit"] = forms.ModelChoiceField(departments_open(today), label=_("Unit"))
