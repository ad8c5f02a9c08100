"""Forms about staff."""

from typing import Any

from django import forms
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import Q, QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.tables import Filters
from tongban.ground.people.models import Department, User
from tongban.ground.people.queries import accounts_to_check
from tongban.ground.people.roles import STAFF_ROLE_CHOICES

STATES = [("", _("All")), ("active", _("Active")), ("disabled", _("Disabled")), ("to_check", _("To check"))]


class StaffFilters(Filters):
    """Find staff by name, department, role and state."""

    q = forms.CharField(label=_("Full name"), required=False)
    department = forms.ModelChoiceField(
        Department.objects.all(), label=_("Department"), required=False, empty_label=_("All")
    )
    role = forms.ChoiceField(label=_("Role"), required=False, choices=[("", _("All")), *STAFF_ROLE_CHOICES])
    state = forms.ChoiceField(label=_("State"), required=False, choices=STATES)

    def narrow(self, rows: QuerySet[User]) -> QuerySet[User]:
        """Return the staff that fit."""
        asked = self.cleaned_data
        if asked["q"]:
            rows = rows.filter(Q(username__icontains=asked["q"]) | Q(display_name__icontains=asked["q"]))
        if asked["department"]:
            rows = rows.filter(department=asked["department"])
        if asked["role"]:
            today = Q(assignments__until__isnull=True) | Q(assignments__until__gte=localdate())
            rows = rows.filter(
                today, assignments__role=asked["role"], assignments__since__lte=localdate()
            ).distinct()
        if asked["state"] == "to_check":
            rows = accounts_to_check(rows, localdate())
        elif asked["state"]:
            rows = rows.filter(is_active=asked["state"] == "active")
        return rows


class MemberForm(forms.Form):
    """Where somebody works and what they may do."""

    department = forms.ModelChoiceField(
        Department.objects.all(), label=_("Department"), required=False, empty_label=_("None")
    )
    roles = forms.MultipleChoiceField(
        label=_("Roles"), required=False, choices=STAFF_ROLE_CHOICES, widget=forms.CheckboxSelectMultiple
    )


class EmployForm(MemberForm):
    """Whom to let in."""

    username = forms.CharField(
        label=_("Sign-in name"), max_length=150, validators=[UnicodeUsernameValidator()], strip=True
    )
    display_name = forms.CharField(label=_("Full name"), max_length=80)

    field_order = ("username", "display_name", "department", "roles")

    def clean_username(self) -> Any:
        """Refuse a name that is taken, whatever its capitals."""
        name = self.cleaned_data["username"]
        if User.objects.filter(username__iexact=name).exists():
            raise forms.ValidationError(_("This sign-in name is taken."))
        return name
