"""Forms that know the version they were opened with, and show both values when somebody else was faster."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.forms.models import model_to_dict
from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.figures import WAN
from tongban.ground.ledger import Refused


class WanField(forms.DecimalField):
    """An amount typed in 万元, to the cent; its value is in yuan."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"max_digits": 16, "decimal_places": 6, "widget": forms.TextInput, **options})
        self.widget.attrs.update({"inputmode": "decimal", "autocomplete": "off"})

    def clean(self, value: Any) -> Any:
        """Return the amount in yuan."""
        wan = super().clean(str(value).replace(",", "").replace("，", "") if value else value)
        return None if wan is None else (wan * WAN).quantize(Decimal("0.01"))

    def prepare_value(self, value: Any) -> Any:
        """Write an amount in yuan as 万元; what was typed stays as typed."""
        if not isinstance(value, Decimal):
            return value
        wan = (value / WAN).normalize()
        return f"{wan:.2f}" if -wan.as_tuple().exponent < 2 else f"{wan:f}"  # type: ignore[operator]

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Compare in yuan."""
        try:
            return bool(self.clean(data) != initial)
        except (ValidationError, InvalidOperation):
            return True


class DayInput(forms.DateInput):
    """A day as browsers pick it."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class PlainForm(forms.ModelForm):  # type: ignore[type-arg]  # Django's is not generic at run time
    """A form whose lists begin with a word, not with a row of dashes."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for field in self.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                continue
            choices = getattr(field, "choices", None)
            if choices and not field.required:
                continue
            if choices and next(iter(choices))[0] == "":
                field.choices = [("", _("Choose")), *list(choices)[1:]]  # type: ignore[attr-defined]


class RecordForm(PlainForm):
    """A form over one record: what really changes, and what stood there when the edit came too late."""

    version = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].initial = mark_of(self.instance) if self.instance.pk else ""
        self.theirs: dict[str, str] = {}
        self.auto_id = f"{self._meta.model._meta.model_name}-{self.instance.pk or 'new'}-%s"
        for field in self.fields.values():
            field.widget.attrs.setdefault("autocomplete", "off")

    @property
    def opened_with(self) -> str:
        """Return the version the form was opened with."""
        return str(self.cleaned_data["version"])

    @property
    def changes(self) -> dict[str, Any]:
        """Return the fields that were changed, with their new values."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name != "version"}

    @property
    def values(self) -> dict[str, Any]:
        """Return every typed value, for a record that is new."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}

    def refuse(self, refusal: Refused) -> None:
        """Say why nothing was saved. When somebody else was faster, show what stands there now beside what was
        typed; saving again then means that one has seen it."""
        self.add_error(None, str(refusal))
        if not self.instance.pk:
            return
        now = type(self.instance)._default_manager.get(pk=self.instance.pk)
        if mark_of(now) == self.opened_with:
            return
        changed = [name for name in self.changed_data if name != "version"]
        for name, value in model_to_dict(now, fields=changed).items():
            self.theirs[name] = _shown(self.fields[name], value)
        self.data = {**self.data.dict(), self.add_prefix("version"): mark_of(now)}  # type: ignore[attr-defined]

    def rows(self) -> Iterator[tuple[BoundField, str | None]]:
        """Return each visible field with what somebody else wrote there meanwhile."""
        for bound in self.visible_fields():
            yield bound, self.theirs.get(bound.name)


def _shown(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return str(_("yes") if value else _("no"))
    if value in (None, "", []):
        return str(_("(empty)"))
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, Decimal) and not isinstance(field, WanField):
        return f"{value.normalize():f}"
    choices = {str(code): label for code, label in getattr(field, "choices", None) or ()}
    shown = field.prepare_value(value)
    return str(choices.get(str(shown), shown))
