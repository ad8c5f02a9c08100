"""How the controls of a form look: Django draws them, this gives each its class."""

from django import forms
from django.forms import BoundField
from django.utils.safestring import SafeString

PLAIN = (forms.CheckboxInput, forms.RadioSelect, forms.CheckboxSelectMultiple)


def draw_control(bound: BoundField, classes: str = "") -> SafeString:
    """Draw a control in the house's style, marked when it is wrong."""
    widget = bound.field.widget
    if is_group(bound):
        widget.attrs["class"] = "form-check-input"  # its boxes are drawn one by one
    own = widget.attrs.get("class", "")
    wrong = "is-invalid" if bound.errors else ""
    attrs: dict[str, str | bool] = {
        "class": " ".join(filter(None, (classes or _class_of(widget), own, wrong)))
    }
    if widget.attrs.get("placeholder") == bound.label:
        attrs["placeholder"] = False  # the label says it already
    return bound.as_widget(attrs=attrs)


def is_check(bound: BoundField) -> bool:
    """Return whether the control is one box whose label stands behind it."""
    return isinstance(bound.field.widget, forms.CheckboxInput)


def is_group(bound: BoundField) -> bool:
    """Return whether the control is a group of boxes under one legend."""
    return isinstance(bound.field.widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


def _class_of(widget: forms.Widget) -> str:
    if isinstance(widget, PLAIN):
        return "form-check-input"
    return "form-select" if isinstance(widget, forms.Select) else "form-control"
