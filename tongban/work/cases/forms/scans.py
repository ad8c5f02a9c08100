"""Scans that came all at once: each a kept file, and which of the materials it is."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.kit.models import StoredFile
from tongban.ground.kit.staged_files import StagedFile, mark_of, marked_file, stage
from tongban.ground.people.models import User
from tongban.work.cases.rules.scans import recognise

SCAN, WHICH = "scan", "scan_for"
DRAFT_HOURS = 24 * 14
"""A scan of an intake begun is kept as long as what was typed."""


class TrayScan(NamedTuple):
    """A scan: the kept file, the mark that stands for it, and the material it is, if that is known."""

    file: StoredFile
    mark: str
    which: str


class TrayFileForm(forms.Form):
    """One file as it arrives."""

    file = StagedFile(label=gettext_lazy("Scan"))


class Tray:
    """The scans of an intake; ``materials``: the names of the materials that are asked for, by key."""

    def __init__(self, given: QueryDict, materials: Mapping[str, str], by: User) -> None:
        """Read what was sent: the marks, and beside each the key of its material."""
        self.materials = materials
        sent = list(zip(given.getlist(SCAN), given.getlist(WHICH), strict=False))
        found = [(marked_file(mark, by, DRAFT_HOURS), which) for mark, which in sent]
        self.scans = [
            TrayScan(file, mark_of(file, by), which if which in materials else "")
            for file, which in found
            if file
        ]
        self.has_lost = len(self.scans) < len(sent)

    @property
    def handed(self) -> dict[str, list[StoredFile]]:
        """Return the files of each material."""
        files: dict[str, list[StoredFile]] = {}
        for scan in self.scans:
            if scan.which:
                files.setdefault(scan.which, []).append(scan.file)
        return files

    @property
    def fault(self) -> str:
        """Return what the clerk still has to say of the scans."""
        unknown = [scan.file.name for scan in self.scans if not scan.which]
        if unknown:
            return _("Say which material it is: %(names)s.") % {"names": "、".join(unknown)}
        return _("A scan is no longer there. Scan it again.") if self.has_lost else ""

    @property
    def choices(self) -> list[tuple[str, str]]:
        """Return the materials, each with the figure or letter that chooses it."""
        return [(key, f"{_sign(place)} {name}") for place, (key, name) in enumerate(self.materials.items())]


def received(
    data: QueryDict, files: Any, materials: Mapping[str, str], by: User, at: Any
) -> tuple[TrayScan | None, str]:
    """Keep a file that arrived and recognise it by its name, or say why it is not kept."""
    form = TrayFileForm(data, files)
    stage(form, by, at)
    if not form.is_valid():
        return None, " ".join(map(str, form.errors["file"]))
    file = form.cleaned_data["file"]
    which = data.get(WHICH, "")
    known = which if which in materials else recognise(file.name, materials)
    return TrayScan(file, mark_of(file, by), known or ""), ""


def _sign(place: int) -> str:
    """Return by which key a material is chosen in a list: 1 to 9, then letters."""
    return str(place + 1) if place < 9 else chr(ord("A") + place - 9)
