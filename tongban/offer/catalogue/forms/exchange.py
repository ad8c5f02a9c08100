"""Taking in an exchange file."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ExchangeForm(forms.Form):
    """A workbook or JSON file with items."""

    file = forms.FileField(
        label=_("File with items"),
        help_text=_("XLSX or JSON with the national field names, at most 20 MB"),
        error_messages={"empty": _("The file is empty.")},
        widget=forms.FileInput(attrs={"accept": ".xlsx,.json"}),
    )
