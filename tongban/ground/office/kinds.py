"""What sort of value a setting has: the controls that ask for it, what is kept of the answer, and how it is shown."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.ground.kit.staged_files import StagedFile

Said = Any
"""A text of a page, translated when it is shown."""
SPARE_ROWS = 3
MOST_ROWS = 60
PICTURES = ("png", "jpeg")
FIELD = "value"
DAYS = ("_on", "_by", "_until", "_at", "_since")
MUST_STAY = {"reference", "reason", "faults", "decision_text", "form_fault"}
EXAMPLES = {
    "reference": "CASE-2026-000229",
    "item": "食品经营许可",
    "short_item": "食品经营许可",
    "check_code": "7KQ2M4",
    "result": "食品经营许可证",
    "applicant": "苏州某某餐饮有限公司（示例）",
}
"""How place-holders read in a preview."""


class Kind:
    """One control and its text; the others ask for more."""

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return the controls by name."""
        raise NotImplementedError

    def initial(self, value: Any) -> dict[str, Any]:
        """Return what the controls show at first."""
        return {FIELD: value}

    def taken(self, cleaned: Mapping[str, Any]) -> Any:
        """Return what is kept of the answer; raise ValidationError with what is wrong."""
        return cleaned[FIELD]

    def shown(self, value: Any) -> str:
        """Return a value in words."""
        return str(value)


@dataclass(frozen=True)
class TextValue(Kind):
    """A text of one line or several."""

    most: int = 120
    rows: int = 1
    required: bool = False
    pattern: str = ""
    fault: Said = ""

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return one control."""
        widget = forms.Textarea(attrs={"rows": self.rows}) if self.rows > 1 else forms.TextInput()
        rules = [RegexValidator(self.pattern, self.fault)] if self.pattern else []
        options: dict[str, Any] = {"max_length": self.most, "required": self.required, "validators": rules}
        return {FIELD: forms.CharField(label=gettext_lazy("Value"), widget=widget, **options)}


@dataclass(frozen=True)
class NumberValue(Kind):
    """A whole number between two."""

    least: int
    most: int

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return one control."""
        return {
            FIELD: forms.IntegerField(label=gettext_lazy("Value"), min_value=self.least, max_value=self.most)
        }


@dataclass(frozen=True)
class ChoiceValue(Kind):
    """One of several."""

    choices: Sequence[tuple[str, Said]]

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return one control."""
        return {FIELD: forms.ChoiceField(label=gettext_lazy("Value"), choices=self.choices)}

    def shown(self, value: Any) -> str:
        """Return the words of the choice."""
        return str(dict(self.choices).get(value, value))


@dataclass(frozen=True)
class PictureValue(Kind):
    """A picture (PNG or JPEG): its content is looked at in the reading child and kept without particulars."""

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return one control that shows what is kept."""
        hint = gettext_lazy(
            "PNG or JPEG, at most 20 MB; drawings that can carry programs (SVG) are not taken."
        )
        return {
            FIELD: StagedFile(label=gettext_lazy("Picture"), required=False, allowed=PICTURES, help_text=hint)
        }

    def taken(self, cleaned: Mapping[str, Any]) -> Any:
        """Return the digest of the picture."""
        return cleaned[FIELD].pk if cleaned[FIELD] else ""

    def shown(self, value: Any) -> str:
        """Say whether there is one."""
        return _("A picture, %(digest)s…") % {"digest": value[:8]} if value else ""


@dataclass(frozen=True)
class ValuePart:
    """A column of a table or a part of a worded text."""

    name: str
    label: Said
    most: int = 200
    rows: int = 1
    required: bool = False
    is_day: bool = False

    def field(self, *, label: Said = "", required: bool | None = None) -> forms.Field:
        """Return its control."""
        needed = self.required if required is None else required
        if self.is_day:
            day = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
            return forms.DateField(label=label or self.label, required=needed, widget=day)
        widget = forms.Textarea(attrs={"rows": self.rows}) if self.rows > 1 else forms.TextInput()
        return forms.CharField(
            label=label or self.label, required=needed, max_length=self.most, widget=widget
        )


@dataclass(frozen=True)
class TableValue(Kind):
    """Rows of the same columns; a row that is left empty goes away."""

    parts: Sequence[ValuePart]

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return a control for each cell, with a few spare rows."""
        count = min(len(value or ()) + SPARE_ROWS, MOST_ROWS)
        return {
            f"{part.name}_{row}": part.field(label=f"{part.label} {row + 1}", required=False)
            for row in range(count)
            for part in self.parts
        }

    def initial(self, value: Any) -> dict[str, Any]:
        """Return what each cell shows at first."""
        return {
            f"{part.name}_{row}": said.get(part.name, "")
            for row, said in enumerate(value or ())
            for part in self.parts
        }

    def taken(self, cleaned: Mapping[str, Any]) -> Any:
        """Return the rows that say something; a row that lacks a cell is named."""
        rows, faults = [], []
        for row in range(MOST_ROWS):
            cells = {
                part.name: _text(cleaned.get(f"{part.name}_{row}"))
                for part in self.parts
                if f"{part.name}_{row}" in cleaned
            }
            if any(cells.values()):
                lacking = [str(part.label) for part in self.parts if part.required and not cells[part.name]]
                if lacking:
                    faults.append(
                        _("Row %(row)d lacks: %(what)s") % {"row": row + 1, "what": "、".join(lacking)}
                    )
                rows.append(cells)
        if faults:
            raise ValidationError(faults)
        return rows

    def shown(self, value: Any) -> str:
        """Return a line for each row."""
        return "\n".join(" · ".join(filter(None, row.values())) for row in value or ())


@dataclass(frozen=True)
class WordedValue(Kind):
    """A text in parts with place-holders in braces; only words that are known may stand there."""

    parts: Sequence[ValuePart]
    words: Callable[[], Iterable[str]]
    needed: frozenset[str] = frozenset()
    """What the text has to say wherever it stands: days of a limit, reasons."""

    def fields(self, value: Any) -> dict[str, forms.Field]:
        """Return a control for each part."""
        return {part.name: part.field() for part in self.parts}

    def initial(self, value: Any) -> dict[str, Any]:
        """Return each part."""
        return dict(value or {})

    def taken(self, cleaned: Mapping[str, Any]) -> Any:
        """Return the parts; every place-holder that is unknown or broken is named with its part."""
        known, faults = set(self.words()), []
        for part in self.parts:
            try:
                unknown = names_in(cleaned[part.name]) - known
            except ValueError:
                faults.append(
                    _("%(part)s: a brace is not closed; a place-holder is a name in braces.")
                    % {"part": part.label}
                )
                continue
            faults += [
                _("%(part)s: there is no place-holder {%(name)s}.") % {"part": part.label, "name": name}
                for name in sorted(unknown)
            ]
        if not faults:
            faults = self.lacking(cleaned)
        if faults:
            raise ValidationError(faults)
        return {part.name: cleaned[part.name].replace("\r\n", "\n") for part in self.parts}

    def lacking(self, cleaned: Mapping[str, Any]) -> list[str]:
        """Return what the text no longer says and has to."""
        said = set().union(*(names_in(cleaned[part.name]) for part in self.parts))
        return [_("The text has to say {%(name)s}.") % {"name": name} for name in sorted(self.needed - said)]

    def shown(self, value: Any) -> str:
        """Return each part with its name."""
        return "\n".join(f"{part.label}：{value.get(part.name, '')}" for part in self.parts)


def names_in(text: str) -> set[str]:
    """Return the place-holders of a text; raise ValueError where braces are broken or hold more than a name."""
    found = set()
    for _text, name, spec, conversion in Formatter().parse(text):
        if name is not None:
            if spec or conversion or not name.isidentifier():
                raise ValueError(name)
            found.add(name)
    return found


def needed_in(text: str) -> frozenset[str]:
    """Return which place-holders of a text the product brings must stay: days, numbers, reasons, decisions."""
    return frozenset(each for each in names_in(text) if each.endswith(DAYS) or each in MUST_STAY)


def example_words(names: Iterable[str]) -> dict[str, str]:
    """Return words for a preview: days read as days, what is not known by name stands in brackets."""
    return {
        name: EXAMPLES.get(name) or ("2026年9月13日" if name.endswith(DAYS) else f"〔{name}〕")
        for name in names
    }


def _text(said: Any) -> str:
    return "" if said is None else str(said).strip()
