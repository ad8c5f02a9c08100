"""What the window asks: who applies, who acts for them, the questions, the form, and each material."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.matters.acts import day_field
from tongban.ground.people import identity
from tongban.ground.people.models import NUMBER_FAULTS, Applicant
from tongban.offer.catalogue.models import ItemVersion, Material, Situation
from tongban.work.cases.forms.scans import Tray
from tongban.work.cases.queries.counter import item_choices

WAY, SCAN = "way_", "scan_"


class FindForm(forms.Form):
    """An identity number, which says itself of which type it is."""

    number = forms.CharField(
        label=_("Identity number"),
        max_length=40,
        widget=forms.TextInput(
            {"autocomplete": "off", "spellcheck": "false", "class": "number-input", "autofocus": True}
        ),
    )
    number_type = forms.ChoiceField(
        label=_("Type of number"),
        choices=[("", _("recognised from the number")), *Applicant.NumberType.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Read the type from the number, and refuse a number that is wrong."""
        said = super().clean() or {}
        if self.errors:
            return said
        read = identity.read_number(said["number"])
        number_type = said["number_type"] or read.type
        if not number_type:
            raise ValidationError({"number": NUMBER_FAULTS[read.fault]})
        kind = "enterprise" if number_type == Applicant.NumberType.CREDIT else "person"
        asked = Applicant(kind=kind, name="—", number_type=number_type, number=said["number"])
        asked.clean()
        return {**said, "number_type": number_type, "kind": kind, "number": asked.number}


class RegisterApplicantForm(forms.Form):
    """Whoever comes for the first time."""

    name = forms.CharField(
        label=_("Name"), max_length=120, widget=forms.TextInput({"autofocus": True, "autocomplete": "off"})
    )
    legal_representative = forms.CharField(label=_("Legal representative"), max_length=80, required=False)
    phone = forms.CharField(label=_("Telephone"), max_length=20)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        """Ask a person for no legal representative."""
        super().__init__(*args, **kwargs)
        if kind == Applicant.Kind.PERSON:
            del self.fields["legal_representative"]


class MandateForm(FindForm):
    """Who acts for the applicant, until when, for what, on which document."""

    name = forms.CharField(label=_("Agent's name"), max_length=120)
    phone = forms.CharField(label=_("Telephone"), max_length=20, required=False)
    since = day_field(_("From"))
    until = day_field(_("Until"), required=False)
    matters = forms.CharField(label=_("For which matters, as the document says"), max_length=200)
    document = forms.CharField(label=_("Document"), max_length=64)
    items = forms.MultipleChoiceField(
        label=_("Only for these items"),
        help_text=_("None chosen: for every item"),
        required=False,
        widget=forms.CheckboxSelectMultiple({"class": "choose-many"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the items that are published."""
        super().__init__(*args, **kwargs)
        self.fields["items"].choices = item_choices()  # type: ignore[attr-defined]


class VerifyForm(forms.Form):
    """Which document was seen when an account was verified."""

    document = forms.CharField(label=_("Document seen"), max_length=64)


class QuestionsForm(forms.Form):
    """The questions of an item; the answers decide what is needed."""

    def __init__(self, *args: Any, version: ItemVersion, **kwargs: Any) -> None:
        """Draw a field for each question."""
        super().__init__(*args, **kwargs)
        for question in version.situations.all():
            self.fields[question.code] = _question(question)


def _question(question: Situation) -> forms.Field:
    shown: dict[str, Any] = {"label": question.question, "help_text": question.hint, "required": False}
    if question.kind == Situation.Kind.NUMBER:
        return forms.CharField(widget=forms.TextInput({"inputmode": "decimal", "maxlength": 20}), **shown)
    choices = [(choice, choice) for choice in question.choices]
    if question.kind == Situation.Kind.YES_NO:
        choices = [("yes", _("yes")), ("no", _("no"))]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **shown)


def ways_of(material: Material, *, is_on_file: bool, tolerates: bool) -> list[tuple[str, Any]]:
    """Return how a material may be met at the window."""
    ways: list[tuple[str, Any]] = [
        ("", _("not handed in")),
        ("scan", _("scanned")),
        ("show", _("shown on paper")),
    ]
    if is_on_file:
        ways.insert(1, ("on_file", _("licence on file, the holder consents")))
    if material.exemption == Material.Exemption.PROMISE:
        ways.append(("promise", _("written promise")))
    if material.exemption in (Material.Exemption.DATA, Material.Exemption.ASSISTANCE):
        ways.append(("ask_issuer", _("the bureau asks the issuing body")))
    if tolerates and material.necessity == Material.Necessity.MAY_FOLLOW:
        ways.append(("follow_later", _("to follow, promised in writing")))
    return ways


class MaterialsForm(forms.Form):
    """For each material that is asked for how it is met, and the scan; ``tray``: the scans that came all at once."""

    def __init__(
        self,
        *args: Any,
        materials: list[Material],
        on_file: set[int],
        tolerates: bool,
        tray: Tray | None = None,
        **kwargs: Any,
    ) -> None:
        """Draw two fields for each material."""
        super().__init__(*args, **kwargs)
        self.materials, self.tray = materials, tray
        self.dropped = tray.handed if tray else {}
        for material in materials:
            is_on_file = material.licence_type_id in on_file
            self.fields[f"{WAY}{material.pk}"] = forms.ChoiceField(
                label=material.name,
                required=False,
                choices=ways_of(material, is_on_file=is_on_file, tolerates=tolerates),
                initial="on_file" if is_on_file else "",
            )
            self.fields[f"{SCAN}{material.pk}"] = StagedFile(label=_("Scan"), required=False, stays=True)

    def clean(self) -> dict[str, Any]:
        """Ask for the scan where one was promised, and what each scan is."""
        said = super().clean() or {}
        for material in self.materials:
            has_scan = said.get(f"{SCAN}{material.pk}") or str(material.pk) in self.dropped
            if said.get(f"{WAY}{material.pk}") == "scan" and not has_scan:
                self.add_error(f"{SCAN}{material.pk}", ValidationError(_("Choose the scan.")))
        if self.tray and self.tray.fault:
            self.add_error(None, self.tray.fault)
        return said

    @property
    def handed(self) -> dict[int, list[Any]]:
        """Return the scans; a scan chosen counts whatever the way says."""
        scans = {each.pk: self._scans(each.pk) for each in self.materials}
        return {pk: found for pk, found in scans.items() if found or self._way(pk) == "show"}

    @property
    def ways(self) -> dict[int, str]:
        """Return the ways of not submitting."""
        handed = self.handed
        return {
            each.pk: self._way(each.pk)
            for each in self.materials
            if each.pk not in handed and self._way(each.pk) not in ("", "scan", "show")
        }

    def _scans(self, pk: int) -> list[Any]:
        own = self.cleaned_data.get(f"{SCAN}{pk}")
        return [*([own] if own else []), *self.dropped.get(str(pk), [])]

    def _way(self, pk: int) -> str:
        return str(self.cleaned_data.get(f"{WAY}{pk}") or "")

    def rows(self) -> list[tuple[Material, forms.BoundField, forms.BoundField]]:
        """Return each material with its two fields."""
        return [(each, self[f"{WAY}{each.pk}"], self[f"{SCAN}{each.pk}"]) for each in self.materials]
