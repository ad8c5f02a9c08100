"""What an administrator enters of places: hours, groups, items, windows, machines, appointments, settings."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.matters.acts import day_field
from tongban.ground.people.places import departments_open
from tongban.offer.catalogue.models import Item
from tongban.offer.catalogue.queries.versions import published_versions
from tongban.work.hall import rules
from tongban.work.hall.models import Equipment, HallSettings, Place, ServiceGroup, Window
from tongban.work.hall.queries.places import groups_on
from tongban.work.hotline.models import Area

DAYS = (
    _("Monday"),
    _("Tuesday"),
    _("Wednesday"),
    _("Thursday"),
    _("Friday"),
    _("Saturday"),
    _("Sunday"),
    _("Holidays"),
    _("Make-up days"),
)
PLACE_FIELDS = (
    "code", "name", "kind", "unit", "area", "address", "phone", "longitude", "latitude", "directions", "equipment",
    "since", "until",
)  # fmt: skip


def setting_label(name: str) -> Any:
    """Return how a setting is called."""
    return HallSettings._meta.get_field(name).verbose_name  # type: ignore[union-attr]


class PlaceDataForm(forms.Form):
    """What is said of a place; a known one keeps its code."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)
    code = forms.SlugField(label=_("Code"), max_length=12)
    name = forms.CharField(label=_("Name"), max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), choices=Place.Kind)
    address = forms.CharField(label=_("Address"), max_length=200)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    longitude = forms.DecimalField(
        label=_("Longitude"), min_value=73, max_value=136, decimal_places=5, required=False
    )
    latitude = forms.DecimalField(
        label=_("Latitude"), min_value=3, max_value=54, decimal_places=5, required=False
    )
    directions = forms.CharField(label=_("How to get there"), max_length=200, required=False)
    equipment = forms.MultipleChoiceField(
        label=_("Equipment for disabled people"),
        choices=Equipment,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = day_field(_("From"))
    until = day_field(_("Until"), required=False, help_text=_("The last day, inclusive"))

    def __init__(self, *args: Any, place: Place | None = None, **kwargs: Any) -> None:
        """Begin with the place as it stands."""
        first = (
            {name: getattr(place, name) for name in PLACE_FIELDS} | {"seen": mark_of(place)} if place else {}
        )
        super().__init__(*args, **{"initial": first, **kwargs})
        self.fields["unit"] = forms.ModelChoiceField(
            departments_open(localdate()), label=_("Unit that runs it")
        )
        self.fields["area"] = forms.ModelChoiceField(Area.objects.all(), label=_("District or street"))
        if place is not None:
            self.fields["code"].disabled = True
        self.order_fields(PLACE_FIELDS)

    @property
    def values(self) -> dict[str, Any]:
        """Return what was typed, without the mark of what was seen."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}


class OfPlaceForm(forms.Form):
    """A part of a place; the place is given."""

    def __init__(self, *args: Any, place: Place, **kwargs: Any) -> None:
        """Keep the place."""
        super().__init__(*args, **kwargs)
        self.place = place
        self.add_fields()

    def add_fields(self) -> None:
        """Add what depends on the place."""

    def _group_field(self, label: Any) -> None:
        groups = groups_on(self.place, localdate())
        self.fields["group"] = forms.ModelChoiceField(groups, label=label, empty_label=None)


class WeekForm(OfPlaceForm):
    """The hours of each kind of day from a day on."""

    since = day_field(_("From"))

    def add_fields(self) -> None:
        """Ask for the hours of every kind of day, beginning with those that stand."""
        last = self.place.weeks.last()
        for number, name in enumerate(DAYS):
            self.fields[f"day_{number}"] = forms.CharField(
                label=name,
                max_length=120,
                required=False,
                initial=last.days[number] if last else "",
                help_text=_("As 09:00-12:00 13:00-17:00; empty: closed.") if number == 0 else "",
            )

    @property
    def days(self) -> list[str]:
        """Return the hours in their order."""
        return [self.cleaned_data[f"day_{number}"] for number in range(rules.KINDS_OF_DAYS)]


class ExceptionForm(OfPlaceForm):
    """Other hours for some days."""

    first = day_field(_("First day"))
    last = day_field(_("Last of the days"))
    hours = forms.CharField(
        label=_("Hours of the day"),
        max_length=120,
        required=False,
        help_text=_("As 09:00-12:00 13:00-17:00; empty: closed."),
    )
    is_usual = forms.BooleanField(label=_("As usual after all"), required=False)
    reason = forms.CharField(label=_("Reason"), max_length=120)


class GroupForm(OfPlaceForm):
    """A line of its own."""

    name = forms.CharField(label=_("Name"), max_length=60)
    prefix = forms.RegexField(r"^[A-Z]$", label=_("Letter of its numbers"), max_length=1)  # type: ignore[assignment]
    since = day_field(_("From"))


class OfferForm(OfPlaceForm):
    """An item offered in a group."""

    since = day_field(_("From"))

    def add_fields(self) -> None:
        """Offer the groups of the place and every published item."""
        self._group_field(_("Group of items"))
        published = published_versions().values("item")
        self.fields["item"] = forms.ModelChoiceField(Item.objects.filter(pk__in=published), label=_("Item"))
        self.order_fields(["group", "item", "since"])


class WindowForm(OfPlaceForm):
    """A window and what it may take."""

    number = forms.SlugField(label=_("Service window"), max_length=8)
    kind = forms.ChoiceField(label=_("Kind"), choices=Window.Kind)

    def add_fields(self) -> None:
        """Offer the groups of the place."""
        self.fields["groups"] = forms.ModelMultipleChoiceField(
            ServiceGroup.objects.filter(pk__in=groups_on(self.place, localdate())),
            label=_("Groups of items"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Of a special window; a comprehensive one takes every group."),
        )


class KioskForm(OfPlaceForm):
    """A ticket machine."""

    name = forms.CharField(label=_("Name"), max_length=60)


class SlotPlanForm(OfPlaceForm):
    """How many appointments from a day on."""

    since = day_field(_("From"))
    minutes = forms.IntegerField(label=_("Minutes of a slot"), min_value=5, max_value=240)
    capacity = forms.IntegerField(label=_("Appointments in a slot"), min_value=0, max_value=200)
    kept = forms.IntegerField(label=_("Of these kept for priority"), min_value=0, max_value=200)

    def add_fields(self) -> None:
        """Offer the groups of the place."""
        self._group_field(_("Group of items"))
        self.order_fields(["group", "since", "minutes", "capacity", "kept"])

    def clean(self) -> dict[str, Any]:
        """Refuse to keep more than there is."""
        said = super().clean() or {}
        if (said.get("kept") or 0) > (said.get("capacity") or 0):
            self.add_error("kept", _("No more can be kept than there are."))
        return said


class SettingsForm(OfPlaceForm):
    """What counts for tickets and appointments from a day on."""

    in_force_on = day_field(_("In force from"))
    source = forms.CharField(label=_("Set by"), max_length=120)
    is_for_all = forms.BooleanField(label=_("For all places"), required=False)

    def add_fields(self) -> None:
        """Ask for every number, beginning with what stands."""
        last = (
            HallSettings.objects.filter(place__in=[self.place]).last()
            or HallSettings.objects.filter(place=None).last()
        )
        usual = rules.Settings()
        for name in rules.Settings.__dataclass_fields__:
            self.fields[name] = forms.IntegerField(
                label=setting_label(name),
                min_value=0,
                max_value=999,
                initial=getattr(last or usual, name),
            )
