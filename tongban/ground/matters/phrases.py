"""A field for several lines with the office's usual phrases beside it: one click puts a phrase where the cursor is."""

from typing import Any

from django import forms

from tongban.ground.matters.acts import Text, long_text
from tongban.ground.office.values import value_of

AGREE, OBJECT, REPLY = "phrases.agree", "phrases.object", "phrases.reply"


class PhrasedTextarea(forms.Textarea):
    """A text area that offers the phrases of a setting as they stand when it is drawn."""

    template_name = "matters/widgets/phrased.html"

    def __init__(self, setting: str, attrs: dict[str, Any] | None = None) -> None:
        self.setting = setting
        super().__init__(attrs)

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        """Add the phrases."""
        phrases = [row["text"] for row in value_of(self.setting)]
        return super().get_context(name, value, attrs) | {"phrases": phrases}


def phrased_text(
    label: Text, setting: str, *, required: bool = True, help_text: Text = ""
) -> forms.CharField:
    """Return a field for several lines that offers the phrases of a setting."""
    field = long_text(label, required=required, help_text=help_text)
    field.widget = PhrasedTextarea(setting, {"rows": 4, **field.widget_attrs(field.widget)})
    return field
