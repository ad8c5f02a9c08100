"""The indicators as a sheet: a row for each, a cell for what is entered; a workbook brings the same cells."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tongban.account.evaluation.forms.indicators import (
    GOAL,
    RESULT,
    TARGETS_OPEN,
    IndicatorForm,
)
from tongban.account.evaluation.models import Better, Indicator, Operator, Verdict
from tongban.account.evaluation.queries.account import Account
from tongban.ground.kit.conflicts import mark_of
from tongban.ground.kit.sheets import read_day
from tongban.ground.ledger import Refused

AGREED = gettext_lazy("Targets were agreed with the budget: they cannot change while the year runs.")
FOLLOWS = gettext_lazy("The value follows a live figure; it cannot be typed.")
Cells = Mapping[str, str]
WORDS_OF = {"target": "target_text", "actual": "actual_text"}
"""The cells that hold a number or, where the target is in words, words."""
NUMBER_CELLS = ("target", "target_upper", "weight", "actual", "attained")
WIDE_DIGITS = str.maketrans("０１２３４５６７８９．－，％", "0123456789.-,%")


@dataclass(frozen=True, slots=True)
class EntryColumn:
    """A column of the sheet: its code, its title, what is typed into it, and what may be chosen."""

    code: str
    title: str | Promise
    kind: str = "number"
    choices: Sequence[tuple[str, str | Promise]] = ()


ENTRIES = (
    EntryColumn("operator", gettext_lazy("operator"), "choice", Operator.choices),
    EntryColumn("target", gettext_lazy("target"), "mixed"),
    EntryColumn("target_upper", gettext_lazy("upper bound")),
    EntryColumn("unit", gettext_lazy("unit"), "text"),
    EntryColumn("better", gettext_lazy("direction"), "choice", Better.choices),
    EntryColumn("weight", gettext_lazy("weight")),
    EntryColumn("actual", gettext_lazy("actual"), "mixed"),
    EntryColumn("attained", gettext_lazy("share reached (%)")),
    EntryColumn("verdict", gettext_lazy("verdict"), "choice", Verdict.choices),
    EntryColumn("cause", gettext_lazy("cause"), "long"),
    EntryColumn("measure", gettext_lazy("measure"), "long"),
    EntryColumn("owner", gettext_lazy("responsible division"), "text"),
    EntryColumn("due_on", gettext_lazy("due on"), "day"),
)


class SheetRowForm(IndicatorForm):
    """Checks one row of the sheet."""

    class Meta(IndicatorForm.Meta):
        fields = (*GOAL, *RESULT)

    def __init__(self, *args: Any, unknown: Mapping[str, str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.unknown = unknown
        row = self.instance
        closed = set() if row.evaluation.status in TARGETS_OPEN else set(GOAL)
        closed |= {"actual", "actual_text", "attained", "verdict"} if row.bound_to else set()
        for name in closed:
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Refuse words that no choice has, and what has no place beside the kind of the target."""
        asked = super().clean()
        for name in self.unknown.keys() & self.fields.keys():
            word = self.unknown[name]
            self.errors.pop(name, None)
            self.add_error(name, _("“%(word)s” cannot be chosen here.") % {"word": word[:40]})
        operator = asked.get("operator", self.instance.operator)
        if operator != Operator.RANGE and asked.get("target_upper") is not None:
            self.add_error("target_upper", _("Only a range has an upper end; leave this empty."))
        for name in ("attained", "verdict") if operator != Operator.TEXT else ():
            if asked.get(name) not in (None, ""):
                text = _("Only a target in words is judged; a number is measured. Leave this empty.")
                self.add_error(name, text)
        return asked


@dataclass(frozen=True, slots=True)
class SheetCell:
    """One cell as the page shows it."""

    column: EntryColumn
    name: str
    text: str
    is_open: bool
    stood: str
    errors: Sequence[str] = ()
    theirs: str | None = None

    @property
    def chosen(self) -> str:
        """Return the code of what is chosen."""
        codes = (code for code, label in self.column.choices if self.text in (code, str(label)))
        return next(codes, "")

    @property
    def unknown(self) -> str:
        """Return a word that no choice has."""
        known = {word for code, label in self.column.choices for word in (code, str(label))}
        return "" if self.text in known else self.text


class EntryRow:
    """An indicator in the sheet: what stands in it, or what was typed, and what is wrong with that."""

    def __init__(self, indicator: Indicator, typed: Cells | None = None, *, live: str = "") -> None:
        self.indicator, self.typed, self.live = indicator, typed, live
        self.stands = cells_of(indicator)
        self.places: dict[str, str] = {}
        self.reason = ""
        self.seen = (typed or {}).get("version", mark_of(indicator))
        self.form: SheetRowForm | None = None
        self.closed: list[str] = []
        if typed is not None:
            data, unknown = _data({**self.stands, **typed}, indicator)
            self.form = SheetRowForm({**data, "version": self.seen}, instance=indicator, unknown=unknown)
            self.closed = [
                code for code in typed.keys() & self.stands.keys() if self._is_closed(code, typed[code])
            ]

    def _is_closed(self, code: str, said: str) -> bool:
        """Say whether another value came for a cell that is not open; a page does not send it, a workbook may."""
        is_open = self.form is not None and code in self.form.fields
        unit = self.stands["unit"]
        known = {_bare_number(text, unit) for text in (self.stands[code], self.live)}
        return not is_open and _bare_number(said, unit) not in known

    @property
    def errors(self) -> dict[str, list[str]]:
        """Return what is wrong, by column; under no column what concerns the row."""
        found: dict[str, list[str]] = {"": [self.reason]} if self.reason else {}
        cells = {words: cell for cell, words in WORDS_OF.items()}
        for name, texts in self.form.errors.items() if self.form else ():
            code = cells.get(name, "" if name == "__all__" else name)
            found.setdefault(code, []).extend(str(text) for text in texts)
        for code in self.closed:
            found.setdefault(code, []).append(str(FOLLOWS if self.live and code == "actual" else AGREED))
        return found

    @property
    def told(self) -> list[tuple[str | Promise, str]]:
        """Return what is wrong with the title of its column, for the list above the sheet."""
        titles = {column.code: column.title for column in ENTRIES}
        return [(titles.get(code, ""), text) for code, texts in self.errors.items() for text in texts]

    @property
    def changes(self) -> dict[str, Any]:
        """Return what is to be changed."""
        moved = {name: text for name, text in self.places.items() if getattr(self.indicator, name) != text}
        return {**(self.form.changes if self.form else {}), **moved}

    @property
    def values(self) -> dict[str, Any]:
        """Return everything that is said of an indicator that is new."""
        return {"name": self.indicator.name, **self.places, **(self.form.values if self.form else {})}

    def cells(self) -> Iterator[SheetCell]:
        """Return the cells in the order of the columns."""
        wrong, typed = self.errors, self.typed or {}
        open_fields = (self.form or SheetRowForm(instance=self.indicator, unknown={})).fields
        for column in ENTRIES:
            is_open = column.code in open_fields
            text = self.stands[column.code]
            if column.code == "actual" and self.live:
                text = self.live
            said = typed.get(column.code, text) if is_open else text
            cell = SheetCell(
                column, f"{self.indicator.pk}-{column.code}", said, is_open, text, wrong.get(column.code, ())
            )
            if column.choices:
                cell = replace(cell, stood=replace(cell, text=text).chosen)
            differs = (cell.chosen if column.choices else said) != cell.stood
            yield replace(cell, theirs=text) if self.reason and differs else cell

    @property
    def row_errors(self) -> list[str]:
        """Return what is wrong with the row as a whole."""
        return self.errors.get("", [])

    def refuse(self, error: Exception) -> None:
        """Say why the row was refused. Somebody else's values then stand beside what was typed, and are seen."""
        now = Indicator.objects.select_related("evaluation").get(pk=self.indicator.pk)
        self.reason = "；".join(error.messages) if isinstance(error, ValidationError) else str(error)
        self.stands, self.seen = cells_of(now), mark_of(now)


class IndicatorSheet:
    """All indicators of a year as rows; ``typed`` holds the cells that were sent, by indicator."""

    def __init__(self, account: Account, typed: Mapping[int, Cells] | None = None) -> None:
        self.typed = typed
        self.reason = ""
        self.rows = [
            EntryRow(each.indicator, (typed or {}).get(each.indicator.pk), live=_live(each))
            for each in account.standings
        ]

    @property
    def changed(self) -> list[EntryRow]:
        """Return the rows in which something was changed."""
        return [row for row in self.rows if row.changes]

    @property
    def faulty(self) -> list[EntryRow]:
        """Return the rows in which something is wrong."""
        return [row for row in self.rows if row.errors]

    def refuse(self, refusal: Refused) -> None:
        """Say why nothing was saved: at the rows where it is theirs, else above them."""
        by_row: Mapping[int, Exception] = getattr(refusal, "rows", {})
        self.reason = "" if by_row else str(refusal)
        for row in self.rows:
            if row.indicator.pk in by_row:
                row.refuse(by_row[row.indicator.pk])


def typed_cells(sent: Mapping[str, Any]) -> dict[int, dict[str, str]]:
    """Return what a page sent (12-weight=5) by indicator and column; a row that was not touched need not be sent."""
    rows: dict[int, dict[str, str]] = {}
    known = {"version", *(column.code for column in ENTRIES)}
    for name, value in sent.items():
        pk, _dash, code = str(name).partition("-")
        if pk.isascii() and pk.isdigit() and code in known:
            rows.setdefault(int(pk), {})[code] = str(value).strip()
    return rows


def _live(standing: Any) -> str:
    return standing.actual_text if standing.indicator.bound_to else ""


def cells_of(row: Indicator) -> dict[str, str]:
    """Return what stands in the cells of an indicator."""
    texts = {column.code: _text(getattr(row, column.code)) for column in ENTRIES}
    for column in ENTRIES:
        if column.kind == "choice":
            value = getattr(row, column.code)
            texts[column.code] = next((str(label) for code, label in column.choices if code == value), "")
    for code, words in WORDS_OF.items() if row.operator == Operator.TEXT else ():
        texts[code] = getattr(row, words)
    return texts


def _text(value: Any) -> str:
    if isinstance(value, Decimal):
        return f"{value.normalize():f}" if value else "0"
    return "" if value is None else value.isoformat() if isinstance(value, date) else str(value)


def _data(cells: Cells, row: Indicator) -> tuple[dict[str, str], dict[str, str]]:
    """Return the cells as the fields of the form, and the words that no choice has."""
    data, unknown = dict(cells), {}
    for column in ENTRIES:
        if column.kind == "choice":
            named = {word: code for code, label in column.choices for word in (code, str(label))}
            word = cells[column.code]
            if word and word not in named:
                unknown[column.code] = word
            data[column.code] = named.get(word, getattr(row, column.code))
    is_words = data["operator"] == Operator.TEXT
    for code, words in WORDS_OF.items():
        data[code], data[words] = ("", cells[code]) if is_words else (cells[code], "")
    for code in NUMBER_CELLS:
        data[code] = _bare_number(data[code], "%" if code == "attained" else cells["unit"])
    day = read_day(data["due_on"])
    data["due_on"] = day.isoformat() if day else data["due_on"]
    return data, unknown


def _bare_number(text: str, unit: str) -> str:
    """Return a number as it is pasted from a table without thousands marks and its own unit."""
    bare = text.translate(WIDE_DIGITS).replace(",", "").strip()
    return bare.removesuffix(unit).strip() if unit else bare
