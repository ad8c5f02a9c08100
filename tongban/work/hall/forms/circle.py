"""What an administrator enters of the circle: a grid of residents as a small CSV, and how far one comes."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.ground.matters.acts import day_field
from tongban.work.hall.models import ReachSettings
from tongban.work.hall.queries.reach import LIMITS
from tongban.work.hall.reach.grid_file import MOST_CELLS, ReadGrid, read_grid
from tongban.work.hall.reach.shares import ReachLimits

MOST_BYTES = 1024 * 1024
FAULTS = {
    "encoding": _("The text is neither UTF-8 nor GB18030. Save the file as “CSV UTF-8” and upload it again."),
    "empty": _("The file names no resident."),
    "many": _("The file has more than %(count)d cells: take larger ones.") % {"count": MOST_CELLS},
    "columns": _("three columns are needed: longitude, latitude, residents"),
    "degrees": _("longitude and latitude are numbers of degrees, as 120.6190"),
    "outside": _("longitude lies between 73 and 136, latitude between 3 and 54: are they exchanged?"),
    "residents": _("residents is a whole number from 0 to 1,000,000"),
    "twice": _("this cell stands in the file already"),
}


class GridForm(forms.Form):
    """A grid of residents."""

    since = day_field(_("As of"))
    source = forms.CharField(label=_("Source"), max_length=120)
    file = forms.FileField(
        label=_("Table of cells (CSV)"),
        help_text=_("A cell a line: longitude and latitude of its centre, residents. At most 1 MB."),
    )

    def clean_file(self) -> ReadGrid:
        """Read the file, or tell line by line what is wrong with it."""
        sent = self.cleaned_data["file"]
        if sent.size > MOST_BYTES:
            raise ValidationError(_("The file is larger than 1 MB."))
        grid = read_grid(sent.read())
        if grid.faults:
            raise ValidationError([_told(line, code) for line, code in grid.faults])
        return grid


def _told(line: int, code: str) -> Any:
    text = FAULTS[code]
    return _("Line %(line)d: %(fault)s") % {"line": line, "fault": text} if line else text


class ReachForm(forms.Form):
    """How far one comes in time, from a day on."""

    in_force_on = day_field(_("In force from"))
    source = forms.CharField(label=_("Set by"), max_length=120)
    minutes = forms.IntegerField(min_value=1, max_value=120)
    metres_per_minute = forms.IntegerField(min_value=10, max_value=2_000)
    detour_percent = forms.IntegerField(min_value=100, max_value=400)

    def __init__(self, *args: Any, limits: ReachLimits, **kwargs: Any) -> None:
        """Begin with what stands."""
        super().__init__(*args, **kwargs)
        for name in LIMITS:
            self.fields[name].label = ReachSettings._meta.get_field(name).verbose_name  # type: ignore[union-attr]
            self.fields[name].initial = getattr(limits, name)
