"""The form over a draft's own fields, and the forms over its questions, materials and steps."""

from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.offer.catalogue import plain, schemas
from tongban.offer.catalogue.forms.json_text import read_json
from tongban.offer.catalogue.models import DeliveryWay, ItemVersion, Material, Situation, Step

HANDED_OUT = ("pdf", "docx", "xlsx", "png", "jpeg")
TOLD = _("PDF, Word, Excel or a picture; shown on the public guide")
ROWS_2, ROWS_4 = {"rows": 2}, {"rows": 4}
Written = Callable[[Any], str]
Read = Callable[[str], Any]


class LinesField(forms.CharField):
    """A list kept as JSON, written one a line."""

    def __init__(self, write: Written, read: Read, **options: Any) -> None:
        super().__init__(required=False, widget=forms.Textarea(attrs=ROWS_4), strip=True, **options)
        self.write, self.read = write, read

    def prepare_value(self, value: Any) -> Any:
        """Write a list as lines; what was typed stays as typed."""
        return value if isinstance(value, str) else self.write(value or [])

    def clean(self, value: Any) -> Any:
        """Return the lines as a list."""
        return self.read(super().clean(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare what is meant."""
        try:
            return bool(self.read(data or "") != initial)
        except forms.ValidationError:
            return True


class ChangesForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """A part's or version's fields; ``changes`` are those that really change."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.empty_label = str(_("none"))

    @property
    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data}


GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (_("What it is"), ("summary", "words", "audience", "mode", "conditions")),
    (
        _("Limits and law"),
        (
            "statutory_length",
            "statutory_unit",
            "statutory_basis",
            "promised_length",
            "promised_unit",
            "special_procedures",
            "tolerates",
            "tolerance_days",
            "legal_basis",
        ),
    ),
    (
        _("Result, fee and place"),
        (
            "result_name",
            "licence_type",
            "validity_months",
            "delivery_ways",
            "fee_yuan",
            "fee_basis",
            "office",
        ),
    ),
    (_("Form and help"), ("form_schema", "faq")),
)


class VersionForm(ChangesForm):
    """Everything a draft says of itself, in four groups."""

    delivery_ways = forms.MultipleChoiceField(
        label=_("Ways of delivery"),
        choices=DeliveryWay.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    legal_basis = LinesField(
        plain.law_text,
        plain.read_law,
        label=_("Legal basis"),
        help_text=_("One a line, with article and edition: 《食品安全法》第三十五条（2021-04-29）"),
    )
    special_procedures = LinesField(
        plain.procedures_text,
        plain.read_procedures,
        label=_("Special procedures"),
        help_text=_("One a line, whose time does not count: 专家评审 30日：note"),
    )
    faq = LinesField(
        plain.faq_text,
        plain.read_faq,
        label=_("Questions and answers"),
        help_text=_("The question, under it the answer, then an empty line"),
    )
    form_schema = LinesField(
        schemas.as_json_text,
        read_json,
        label=_("Application form"),
        help_text=_("A JSON Schema of type object; empty for no form"),
    )

    class Meta:
        model = ItemVersion
        fields = [name for _title, names in GROUPS for name in names]
        widgets = {
            "summary": forms.Textarea(attrs=ROWS_2),
            "words": forms.Textarea(attrs=ROWS_4),
            "conditions": forms.Textarea(attrs=ROWS_4),
            "office": forms.Textarea(attrs=ROWS_4),
        }

    def groups(self) -> Iterator[tuple[str | Promise, list[BoundField]]]:
        """Return the fields in groups."""
        for title, names in GROUPS:
            yield title, [self[name] for name in names]


class PartForm(ChangesForm):
    """A question, a material or a step in a row of the draft."""

    def __init__(self, *args: Any, check_url: str = "", **options: Any) -> None:
        super().__init__(*args, **options)
        self.auto_id = f"{self._meta.model._meta.model_name}-%s"
        if "condition" in self.fields:
            self.fields["condition"].widget.attrs.update(
                {
                    "hx-get": check_url,
                    "hx-trigger": "input changed delay:400ms, load",
                    "hx-target": "#condition-said",
                    "hx-swap": "innerHTML",
                    "autocomplete": "off",
                    "spellcheck": "false",
                }
            )


class SituationForm(PartForm):
    """A question."""

    choices = LinesField(
        lambda rows: "\n".join(rows),
        lambda text: [line.strip() for line in text.splitlines() if line.strip()],
        label=_("Choices"),
        help_text=_("One a line; only for one of several"),
    )

    class Meta:
        model = Situation
        fields = ("question", "code", "kind", "choices", "hint", "position")


class MaterialForm(PartForm):
    """A material, with the blank form and the sample that applicants may download."""

    template = StagedFile(label=_("Blank form"), required=False, allowed=HANDED_OUT, help_text=TOLD)
    sample = StagedFile(label=_("Sample"), required=False, allowed=HANDED_OUT, help_text=TOLD)

    class Meta:
        model = Material
        fields = (
            "name",
            "necessity",
            "source",
            "form",
            "is_original",
            "copies",
            "exemption",
            "licence_type",
            "condition",
            "condition_text",
            "template",
            "sample",
            "review_points",
            "notes",
            "basis",
            "position",
        )
        labels = {"source": _("Whom it comes from")}
        widgets = {"review_points": forms.Textarea(attrs=ROWS_2), "notes": forms.Textarea(attrs=ROWS_2)}


class StepForm(PartForm):
    """A step."""

    class Meta:
        model = Step
        fields = ("name", "stage", "division", "days", "on_site", "condition")


PART_FORMS: dict[str, type[PartForm]] = {
    "situations": SituationForm,
    "materials": MaterialForm,
    "steps": StepForm,
}
