"""One field of an application form, as whoever knows the law describes it."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tongban.offer.catalogue import form_fields
from tongban.offer.catalogue.form_fields import CHOICE, SEVERAL, FormField
from tongban.offer.catalogue.form_words import FACTS, KINDS
from tongban.offer.catalogue.forms.versions import ROWS_4, LinesField, lines_of

FEWEST_CHOICES = 2


class FieldForm(forms.Form):
    """What a field asks for."""

    label = forms.CharField(label=_("What is asked for"), max_length=100)
    kind = forms.ChoiceField(label=_("Kind"), choices=[(kind, KINDS[kind]) for kind in form_fields.KINDS])
    is_required = forms.BooleanField(label=_("Must be filled in"), required=False)
    choices = LinesField(
        "\n".join, lines_of, label=_("Choices"), help_text=_("One a line; only for one or any of several")
    )
    help = forms.CharField(label=_("Hint"), max_length=300, required=False)
    least = forms.FloatField(
        label=_("At least"), required=False, help_text=_("Of a number; of a text its letters")
    )
    most = forms.FloatField(label=_("At most"), required=False)
    fills = forms.ChoiceField(label=_("Filled in beforehand with"), choices=[*FACTS.items()], required=False)

    def __init__(
        self, data: Any = None, *, told: FormField | None = None, taken: Sequence[FormField] = ()
    ) -> None:
        """Show a field of the form, or an empty one; the others are those whose labels are taken."""
        initial = {name: getattr(told, name) for name in self.base_fields} if told else {}
        super().__init__(data, initial=initial, auto_id="form-field-%s")
        self.told, self.taken = told, taken
        for name in ("least", "most"):
            self.fields[name].widget = forms.TextInput({"inputmode": "decimal"})
        self.fields["choices"].widget.attrs.update(ROWS_4)

    def clean(self) -> dict[str, Any]:
        """Refuse a label that is there already, choices where there are none, and bounds that meet nothing."""
        said = super().clean() or {}
        label, kind, choices = said.get("label"), said.get("kind"), said.get("choices") or []
        if label in {each.label for each in self.taken if self.told is None or each.name != self.told.name}:
            self.add_error("label", _("The form asks for this already."))
        if kind in (CHOICE, SEVERAL) and len(set(choices)) < FEWEST_CHOICES:
            self.add_error("choices", _("Give at least two choices."))
        if len(set(choices)) < len(choices):
            self.add_error("choices", _("Each entry only once."))
        if choices and kind not in (CHOICE, SEVERAL):
            self.add_error(
                "choices", _("Only one or any of several have choices: choose another kind or strike them.")
            )
        self._check_bounds(said)
        return said

    def _check_bounds(self, said: dict[str, Any]) -> None:
        kind, least, most = said.get("kind", ""), said.get("least"), said.get("most")
        for name, bound in (("least", least), ("most", most)):
            if bound is None:
                continue
            if kind not in form_fields.BOUNDS:
                self.add_error(name, _("Only numbers and texts have bounds."))
            elif kind in (form_fields.TEXT, form_fields.LONG) and (bound < 0 or not bound.is_integer()):
                self.add_error(name, _("A text has a whole number of letters."))
        if least is not None and most is not None and least > most:
            self.add_error("most", _("This is less than “at least”."))

    @property
    def field(self) -> FormField:
        """Return the field as it was described."""
        said = {**self.cleaned_data, "choices": tuple(self.cleaned_data["choices"])}
        for name in ("least", "most"):
            bound = said[name]
            said[name] = int(bound) if bound is not None and bound.is_integer() else bound
        if self.told is None:
            return FormField(
                name=form_fields.new_name(said["label"], [each.name for each in self.taken]), **said
            )
        kept = self.told.kept if said["kind"] == self.told.kind else {}
        return replace(self.told, kept=kept, **said)
