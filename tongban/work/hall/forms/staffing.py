"""What the head of a hall decides on staffing: which window, which day, from when to when."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import day_field
from tongban.work.hall.models import Place, Window, WindowPlan
from tongban.work.hall.queries.places import windows_of

ACTS = (("open", _("Open the window")), ("close", _("Close the window")))


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput(attrs={"type": "time", "step": 60}, format="%H:%M"),
        input_formats=["%H:%M"],
    )


class WindowPlanForm(forms.Form):
    """One window to be open, or closed, for some time of a day."""

    act = forms.ChoiceField(label=_("What is to be done"), choices=ACTS)
    day = day_field(_("Day"))
    begins = _time(_("From (time)"))
    ends = _time(_("To (time)"))

    def __init__(self, *args: Any, place: Place, day: date, **kwargs: Any) -> None:
        """Offer the windows of the place."""
        super().__init__(*args, **kwargs)
        self.fields["window"] = forms.ModelChoiceField(
            Window.objects.filter(pk__in=windows_of(place, day)), label=_("Service window"), empty_label=None
        )
        self.fields["day"].initial = day
        self.order_fields(["window", "act", "day", "begins", "ends"])

    def clean(self) -> dict[str, Any]:
        """Refuse what ends before it begins."""
        said = super().clean() or {}
        if said.get("begins") and said.get("ends") and said["begins"] >= said["ends"]:
            self.add_error("ends", _("The end comes after the beginning."))
        return said

    @property
    def plan(self) -> WindowPlan:
        """Return what was decided."""
        said = self.cleaned_data
        begins, ends = (each.hour * 60 + each.minute for each in (said["begins"], said["ends"]))
        return WindowPlan(day=said["day"], begins=begins, ends=ends, opens=said["act"] == "open")
