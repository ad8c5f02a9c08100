"""Entering a project, what a class may take, and the filters of the list."""

from typing import Any

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.matters.acts import day_field
from tongban.ground.people.models import Applicant
from tongban.offer.bundles.models import Bundle
from tongban.work.construction.actions.classes import StageContent
from tongban.work.construction.actions.projects import ProjectContent
from tongban.work.construction.models import Kind, Project, ProjectClass, ProjectStatus

STAGES = 4


class EnterForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """What a project says of itself, at the desk: the enterprise is found by its number."""

    number = forms.CharField(label=_("Unified social credit code of the enterprise"), max_length=18)

    class Meta:
        model = Project
        fields = ("code", "name", "place", "of")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the classes that apply today."""
        super().__init__(*args, **kwargs)
        self.fields["of"].queryset = ProjectClass.on(localdate())  # type: ignore[attr-defined]

    @property
    def content(self) -> ProjectContent:
        """Return what was typed."""
        return ProjectContent(**{name: self.cleaned_data[name] for name in self.Meta.fields})

    def clean_number(self) -> str:
        """Find the enterprise."""
        number = str(self.cleaned_data["number"]).strip().upper()
        found = Applicant.objects.filter(number_type="credit", number=number).first()
        if found is None:
            raise forms.ValidationError(
                _("No enterprise with this number is known. It is entered at the window.")
            )
        self.enterprise: Applicant = found
        return number


class ProjectClassForm(forms.Form):
    """What a class may take from a day."""

    name = forms.CharField(
        label=_("Class"), max_length=60, help_text=_("As the question of the stages' bundles has it")
    )
    since = day_field(_("From"))
    whole_days = forms.IntegerField(label=_("Working days for all stages"), min_value=1, max_value=1000)
    basis = forms.CharField(label=_("Basis"), max_length=200)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for each stage."""
        super().__init__(*args, **kwargs)
        offered = Bundle.objects.filter(versions__status="published").order_by("reference").distinct()
        choices = [("", "—")] + [
            (each.pk, each.versions.get(status="published").name)
            for each in offered.prefetch_related("versions")
        ]
        for place in range(1, STAGES + 1):
            self.fields[f"bundle_{place}"] = forms.ChoiceField(
                label=_("Stage %(number)s: bundle") % {"number": place}, choices=choices
            )
            self.fields[f"days_{place}"] = forms.IntegerField(
                label=_("Stage %(number)s: working days") % {"number": place}, min_value=1, max_value=500
            )
            self.fields[f"review_{place}"] = forms.ChoiceField(
                label=_("Stage %(number)s: reviewed together") % {"number": place},
                choices=[("", _("Nothing")), *Kind.choices],
                required=False,
            )
            self.fields[f"review_days_{place}"] = forms.IntegerField(
                label=_("Stage %(number)s: working days for the opinions") % {"number": place},
                min_value=0,
                max_value=200,
                required=False,
            )

    @property
    def stages(self) -> list[StageContent]:
        """Return the stages as typed."""
        given = self.cleaned_data
        return [
            StageContent(
                Bundle.objects.get(pk=given[f"bundle_{place}"]),
                given[f"days_{place}"],
                given[f"review_{place}"],
                given[f"review_days_{place}"] or 0,
            )
            for place in range(1, STAGES + 1)
        ]


def typed_of(before: ProjectClass) -> dict[str, Any]:
    """Return what stands of a class now, as the form has it: only what changes is typed anew."""
    found: dict[str, Any] = {"name": before.name, "whole_days": before.whole_days, "basis": before.basis}
    for each in before.stages.all():
        said = {"bundle": each.bundle_id, "days": each.days, "review": each.review}
        said["review_days"] = each.review_days or None
        found |= {f"{name}_{each.number}": value for name, value in said.items()}
    return found


class ProjectFilters(Filters):
    """How the list is narrowed."""

    status = forms.ChoiceField(
        label=_("Status"), choices=[("", _("All")), *ProjectStatus.choices], required=False
    )

    def narrow(self, rows: Any) -> Any:
        """Return the rows that fit."""
        status = self.cleaned_data["status"]
        return rows.filter(status=status) if status else rows
