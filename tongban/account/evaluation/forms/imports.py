"""Forms to import a report, and to choose which findings to see."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.account.audit.reader import FORMATS
from tongban.account.audit.render.phrases import SECTIONS
from tongban.account.audit.rule import Finding, all_rules
from tongban.account.evaluation.queries.imports import bureaus_of
from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import Department, User

SEVERITIES = (
    ("", _("All severities")),
    ("error", _("Errors")),
    ("warning", _("Warnings")),
    ("info", _("Notes")),
)


class ReportUploadForm(forms.Form):
    """One report from outside."""

    department = forms.ModelChoiceField(label=_("Department"), queryset=Department.objects.none())
    file = forms.FileField(
        label=_("Report"),
        help_text=_(
            "TXT, DOCX, XLSX, PDF with text, HTML or JSON, at most 20 MB. It is read and audited at once."
        ),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ",".join(FORMATS)}),
    )

    def __init__(self, *args: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["department"]
        field.queryset = bureaus_of(user)  # type: ignore[attr-defined]
        bureaus = list(field.queryset[:2])  # type: ignore[attr-defined]
        if len(bureaus) == 1:
            field.initial, field.widget = bureaus[0].pk, forms.HiddenInput()


class DraftYearForm(forms.Form):
    """What the draft year is called, so that several of one year can stand side by side."""

    edition = forms.CharField(
        label=_("Edition"),
        max_length=60,
        required=False,
        help_text=_(
            "Tells it from other accounts of the same year, for example “corrected”. May stay empty."
        ),
    )


class ImportFilters(Filters):
    """The list of imports by name."""

    q = forms.CharField(label=_("File name"), required=False)

    def narrow(self, rows: Any) -> Any:
        """Return the imports whose name fits."""
        return rows.filter(name__icontains=self.cleaned_data["q"].strip())


class FindingFilters(forms.Form):
    """Which findings to see: by severity, rule and section."""

    severity = forms.ChoiceField(label=_("Severity"), choices=SEVERITIES, required=False)
    rule = forms.ChoiceField(label=_("Audit rule"), required=False)
    section = forms.ChoiceField(label=_("Part of the report"), required=False)

    def __init__(self, data: Any, findings: Iterable[Finding], language: str) -> None:
        super().__init__(data)
        found = list(findings)
        rules = sorted({each.rule for each in found})
        present = {each.section for each in found}
        sections = [(key or "-", words) for key, words in SECTIONS.items() if key in present]
        said = [(key, words.zh if language == "zh" else words.en) for key, words in sections]
        titles = {rule.code: getattr(rule.title, language, rule.title.en) for rule in all_rules()}
        named = [(code, f"{code} {titles.get(code, '')}".strip()) for code in rules]
        self.fields["rule"].choices = [("", _("All rules")), *named]  # type: ignore[attr-defined]
        self.fields["section"].choices = [("", _("All parts")), *said]  # type: ignore[attr-defined]

    def lets_through(self, finding: Finding) -> bool:
        """Say whether a finding fits what was chosen; a choice that does not exist hides nothing."""
        chosen = self.cleaned_data if self.is_valid() else {}
        section = "" if chosen.get("section") == "-" else chosen.get("section")
        return (
            chosen.get("severity") in (None, "", finding.severity)
            and chosen.get("rule") in (None, "", finding.rule)
            and (not chosen.get("section") or section == finding.section)
        )
