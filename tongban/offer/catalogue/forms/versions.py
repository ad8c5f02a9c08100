"""The form over a draft's own fields, and the forms over its questions, materials and steps."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.staged_files import StagedFile
from tongban.ground.matters.condition_words import in_words
from tongban.ground.matters.conditions import Question
from tongban.offer.catalogue import plain
from tongban.offer.catalogue.forms.articles import ArticleField
from tongban.offer.catalogue.forms.conditions import ConditionField
from tongban.offer.catalogue.models import DeliveryWay, ItemVersion, Material, Situation, Step
from tongban.offer.catalogue.queries.departments import own_divisions

HANDED_OUT = ("pdf", "docx", "xlsx", "png", "jpeg")
TOLD = _("PDF, Word, Excel or a picture; shown on the public guide")
MOST_WORDS = 200
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


def lines_of(text: str) -> list[str]:
    """Return the lines that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]


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
    (_("Help for applicants"), ("faq",)),
)


class VersionForm(ChangesForm):
    """Everything a draft says of itself, in four groups."""

    delivery_ways = forms.MultipleChoiceField(
        label=_("Ways of delivery"),
        choices=DeliveryWay.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    statutory_basis = ArticleField(label=_("Basis of the limit"))
    legal_basis = LinesField(
        plain.law_text,
        plain.read_law,
        label=_("Legal basis"),
        help_text=_(
            "One a line: 《行政许可法》第三十四条; of a law that the registry lacks also its edition（2021-04-29）"
        ),
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

    def __init__(
        self, *args: Any, questions: Sequence[Question] = (), check_url: str = "", **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.auto_id = f"{self._meta.model._meta.model_name}-%s"
        self.questions = questions
        if "condition" in self.fields:
            self.fields["condition"].ask(questions, check_url)  # type: ignore[attr-defined]
        if "division" in self.fields:
            self.fields["division"].queryset = own_divisions(self.instance.division_id)  # type: ignore[attr-defined]


class SituationForm(PartForm):
    """A question."""

    choices = LinesField(
        "\n".join,
        lines_of,
        label=_("Choices"),
        help_text=_("One a line; only for one of several"),
    )

    class Meta:
        model = Situation
        fields = ("question", "kind", "choices", "hint", "position")


class MaterialForm(PartForm):
    """A material, with the blank form and the sample that applicants may download."""

    condition = ConditionField(label=_("Needed when"))
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
        help_texts = {"condition_text": _("What citizens read; left empty, it says what was picked")}
        widgets = {"review_points": forms.Textarea(attrs=ROWS_2), "notes": forms.Textarea(attrs=ROWS_2)}

    def clean(self) -> dict[str, Any]:
        """Say a picked condition in words where nobody else did."""
        said = super().clean() or {}
        if said.get("condition") and not said.get("condition_text", "").strip():
            said["condition_text"] = in_words(said["condition"], self.questions)[:MOST_WORDS]
        return said

    @property
    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed; the words go with the condition."""
        found = super().changes
        if self.cleaned_data["condition_text"] != self.initial.get("condition_text"):
            found["condition_text"] = self.cleaned_data["condition_text"]
        return found


class StepForm(PartForm):
    """A step."""

    condition = ConditionField(label=_("Only when"))

    class Meta:
        model = Step
        fields = ("name", "stage", "division", "days", "on_site", "condition")


PART_FORMS: dict[str, type[PartForm]] = {
    "situations": SituationForm,
    "materials": MaterialForm,
    "steps": StepForm,
}
