"""An application that is being filled in: its parts, what each still lacks, and each material with its ways."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import prefetch_related_objects
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.json_schema import properties_of
from tongban.offer.catalogue.models import Material
from tongban.offer.catalogue.queries.guide import NeededMaterial, checklist
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import licences_on_file
from tongban.work.cases.models import RUNNING, Case, CaseFile, CaseMaterial, Status
from tongban.work.cases.queries.needs import Faults, entries_of, faults_of

S = CaseMaterial.State
EDITABLE = (Status.DRAFT, Status.INCOMPLETE)
SETTLED = (S.SUBMITTED, S.SHOWN, S.ON_FILE, S.PROMISED, S.ASKED)
LIGHTS = {
    S.MISSING: "grey", S.SUBMITTED: "green", S.SHOWN: "green", S.ON_FILE: "green", S.PROMISED: "green",
    S.ASKED: "green", S.TO_FOLLOW: "yellow", S.NOT_NEEDED: "grey",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class DraftPage:
    """One page of an application, and how much is still missing on it."""

    code: str
    title: str | Promise
    url: str
    left: int


@dataclass(frozen=True, slots=True)
class MaterialRow:
    """A material of a case: whether and why it is needed, how it stands, what may be done about it."""

    entry: CaseMaterial
    needed: NeededMaterial | None
    licence: Licence | None
    is_open: bool
    may_follow: bool
    fault: str = ""

    @property
    def is_needed(self) -> bool:
        """Return whether the material is needed, or may be, or the office asks for it all the same."""
        if self.entry.fault:
            return True
        return self.entry.state != S.NOT_NEEDED and (self.needed is None or self.needed.needed is not False)

    @property
    def dialog(self) -> str:
        """Return the name of the dialog that asks for the holder's consent."""
        return f"consent-{self.entry.pk}"

    @property
    def is_settled(self) -> bool:
        """Return whether nothing more is to be done."""
        return self.entry.state in SETTLED and not self.entry.fault

    @property
    def says(self) -> str:
        """Return how it stands in words; what the office objects to comes before how it was handed in."""
        return gettext("To be completed") if self.entry.fault else self.entry.get_state_display()

    @property
    def light(self) -> str:
        """Return the traffic light of how it stands."""
        return "red" if self.entry.fault else LIGHTS[S(self.entry.state)]

    @property
    def may_use_licence(self) -> bool:
        """Return whether a licence on file can stand for it now."""
        return self.is_open and self.is_needed and self.licence is not None and self.entry.state != S.ON_FILE

    @property
    def may_promise(self) -> bool:
        """Return whether a written promise may take its place."""
        return self._may(S.PROMISED, Material.Exemption.PROMISE)

    @property
    def may_ask(self) -> bool:
        """Return whether the bureau gets it itself."""
        return self._may(S.ASKED, Material.Exemption.DATA, Material.Exemption.ASSISTANCE)

    @property
    def may_come_later(self) -> bool:
        """Return whether it may be promised for later."""
        return self.is_open and self.may_follow and not self.is_settled and self.entry.state != S.TO_FOLLOW

    def _may(self, state: str, *ways: str) -> bool:
        return self.is_open and self.entry.material.exemption in ways and self.entry.state != state


class Draft:
    """An application on its way to be filed or completed."""

    def __init__(self, case: Case, day: date) -> None:
        """Read the item's guide along, in a fixed number of queries."""
        self.case, self.day = case, day
        guide = ["version__situations", "version__materials", *(["version__steps"] if self.is_open else [])]
        prefetch_related_objects([case], *guide)

    @property
    def is_open(self) -> bool:
        """Return whether entries may be changed."""
        return self.case.status in EDITABLE

    @cached_property
    def faults(self) -> Faults:
        """Return everything that stands against filing; nothing once it is filed."""
        return faults_of(self.case) if self.is_open else Faults()

    @cached_property
    def parts(self) -> list[DraftPage]:
        """Return the pages in order."""
        faults, version = self.faults, self.case.version
        told: list[tuple[str, str | Promise, int, bool]] = [
            ("questions", _("Questions"), len(faults.questions), bool(version.situations.all())),
            ("form", _("Form to fill in"), len(faults.fields), bool(properties_of(version.form_schema))),
            ("materials", _("Materials"), len(faults.materials), True),
            ("confirm", _("Check and file"), 0, True),
        ]
        return [
            DraftPage(code, title, self.url(code), left) for code, title, left, is_asked in told if is_asked
        ]

    def url(self, code: str) -> str:
        """Return the address of a page of this application."""
        return reverse(f"my:{code}", args=[self.case.reference])

    def after(self, code: str) -> str:
        """Return the address of the page that follows."""
        codes = [part.code for part in self.parts]
        return self.url(codes[codes.index(code) + 1])

    @cached_property
    def rows(self) -> list[MaterialRow]:
        """Return the materials, needed ones first as the guide has them."""
        may_change = self.is_open or self.case.tolerated
        licences = licences_on_file(self.case.applicant, self.day) if may_change else {}
        known = {pk: each.number for pk, each in licences.items()}
        needed = {each.material.pk: each for each in checklist(self.case.version, self.case.answers, known)}
        rows = [self._row(entry, needed.get(entry.material_id), licences) for entry in entries_of(self.case)]
        return sorted(rows, key=lambda row: not row.is_needed)

    def _row(
        self, entry: CaseMaterial, needed: NeededMaterial | None, licences: Mapping[int, Licence]
    ) -> MaterialRow:
        follows = self.case.status in RUNNING and entry.state == S.TO_FOLLOW
        may_follow = self.case.version.tolerates and entry.material.necessity == Material.Necessity.MAY_FOLLOW
        return MaterialRow(
            entry=entry,
            needed=needed,
            licence=licences.get(entry.material.licence_type_id or 0),
            is_open=self.is_open or follows,
            may_follow=may_follow and self.is_open,
            fault=self.faults.materials.get(entry.pk, ""),
        )

    @cached_property
    def usable(self) -> list[MaterialRow]:
        """Return the materials for which a licence on file waits to be used."""
        return [row for row in self.rows if row.may_use_licence]

    @property
    def asked_for(self) -> list[MaterialRow]:
        """Return the materials that are needed."""
        return [row for row in self.rows if row.is_needed]

    @property
    def to_follow(self) -> list[MaterialRow]:
        """Return the materials that were accepted to follow later, and have not come."""
        is_running = self.case.status in RUNNING
        return [row for row in self.asked_for if is_running and row.entry.state == S.TO_FOLLOW]

    @property
    def on_file(self) -> int:
        """Return how many needed materials are on file, used already or waiting to be."""
        return sum(row.licence is not None or row.entry.state == S.ON_FILE for row in self.asked_for)

    def file_of(self, pk: int) -> CaseFile | None:
        """Return a file handed in with this application."""
        return CaseFile.objects.filter(entry__case=self.case, pk=pk).select_related("entry").first()
