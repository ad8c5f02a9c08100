"""The request behind a page of flows: whose cases, of which item and period, and which records answer it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.timezone import localtime
from django.utils.translation import gettext_lazy as _

from tongban.account.insight import flows
from tongban.account.insight.engines.newest import newest_engine
from tongban.account.insight.engines.protocol import Engine
from tongban.account.insight.rules import Period, year_of
from tongban.ground.people.models import Department, User
from tongban.ground.people.places import departments_under
from tongban.work.cases.queries.visibility import visible_to

ALL = ("", _("All"))
LEAST = (("", _("from 1 % of the cases")), ("5", _("from 5 % of the cases")), ("0", _("every one")))
USUAL_LEAST = 1
BETWEEN = "\x1f"
CHUNK = 5000


class FlowFilters(forms.Form):
    """Item, division and period; only cases that went straight; which arcs are drawn."""

    item = forms.ChoiceField(label=_("Item"), required=False)
    division = forms.ChoiceField(label=_("Division"), required=False)
    first = forms.DateField(
        label=_("Filed from"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    last = forms.DateField(
        label=_("Filed until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    least = forms.ChoiceField(label=_("Arcs drawn"), choices=LEAST, required=False)
    smooth = forms.BooleanField(label=_("Only cases that went straight"), required=False)

    def __init__(self, data: Any, *, items: list[Any], divisions: list[Any]) -> None:
        """Take the items and divisions that may be chosen."""
        super().__init__(data)
        self.fields["item"].choices = [ALL, *items]  # type: ignore[attr-defined]
        self.fields["division"].choices = [ALL, *divisions]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Refuse a period that ends before it begins."""
        filters: dict[str, Any] = super().clean() or {}
        if filters.get("first") and filters.get("last") and filters["last"] < filters["first"]:
            self.add_error("last", _("The period ends before it begins."))
        return filters


def divisions_of(reader: User) -> tuple[str, ...] | None:
    """Return the divisions whose flow a person may see: None is all of them; a name two offices share is nobody's."""
    if reader.may("cases.read_all") or reader.may("cases.supervise"):
        return None
    own = departments_under(reader.department_id)
    rows = list(Department.objects.values_list("pk", "name"))
    others = {name for pk, name in rows if pk not in own}
    return tuple(sorted({name for pk, name in rows if pk in own} - others))


def as_of(engine: Engine, on: date) -> date:
    """Return the day up to which an engine knows what happened."""
    made_at = parse_datetime(str(getattr(getattr(engine, "snapshot", None), "made_at", "")))
    return min(on, localtime(made_at).date()) if made_at else on


@dataclass
class FlowRequest:
    """A request about flows, answered by one engine."""

    reader: User
    query: Mapping[str, str]
    on: date
    engine: Engine = field(default_factory=newest_engine)

    @cached_property
    def own(self) -> tuple[str, ...] | None:
        """Return the divisions this reader may see."""
        return divisions_of(self.reader)

    @cached_property
    def form(self) -> FlowFilters:
        """Return the filters as asked; nothing asked is the year of the newest case."""
        return FlowFilters(
            self.query or None, items=self._items, divisions=[(name, name) for name in self._divisions]
        )

    @cached_property
    def filters(self) -> dict[str, Any]:
        """Return what the filters say; a field that cannot be read is left out."""
        if not self.form.is_bound:
            return {}
        self.form.is_valid()
        return dict(self.form.cleaned_data)

    @cached_property
    def period(self) -> Period:
        """Return the period asked for."""
        usual = year_of(self._newest.year)
        first = self.filters.get("first") or usual.first
        last = self.filters.get("last") or (
            usual.last if self.filters.get("first") is None else max(usual.last, first)
        )
        return Period(min(first, last), last)

    @cached_property
    def chosen(self) -> flows.CaseSelection:
        """Return which cases are counted."""
        division = self.filters.get("division")
        divisions = (division,) if division else self.own
        item = self.query.get("item", "")
        return flows.CaseSelection(self.period, item, divisions, bool(self.filters.get("smooth")))

    @cached_property
    def log(self) -> flows.EventLog:
        """Return the log of these cases."""
        return flows.case_log(self.chosen, self.engine.dialect)

    @property
    def is_live(self) -> bool:
        """Return whether the records are those of this moment."""
        return not self.engine.manifest

    @property
    def made_at(self) -> Any:
        """Return when the snapshot was made."""
        return parse_datetime(str(getattr(getattr(self.engine, "snapshot", None), "made_at", "")))

    @property
    def address(self) -> str:
        """Return the filters as they are carried to the next page."""
        return urlencode(self._carried)

    def least_of(self, cases: int) -> int:
        """Return how often an arc must be seen to be drawn."""
        percent = int(self.filters.get("least") or USUAL_LEAST) if self.filters.get("least") != "0" else 0
        return max(1, round(cases * percent / 100))

    def url_of(self, pick: flows.Pick) -> str:
        """Return where the cases behind a pick are listed."""
        return f"{reverse('flows:cases')}?{urlencode({**self._carried, **query_of_pick(pick)})}"

    @cached_property
    def _carried(self) -> dict[str, str]:
        return {name: self.query[name] for name in self.form.fields if self.query.get(name)}

    @cached_property
    def _known(self) -> list[dict[str, Any]]:
        narrowed = flows.CaseSelection(Period(date.min, date.max), divisions=self.own)
        return flows.item_choices(narrowed, self.engine)

    @property
    def _items(self) -> list[tuple[str, str]]:
        return sorted({(row["item_code"], row["item"]) for row in self._known}, key=lambda each: each[1])

    @property
    def _divisions(self) -> list[str]:
        return sorted({row["division"] for row in self._known})

    @property
    def _newest(self) -> date:
        return max((row["newest"] for row in self._known), default=self.on)


def query_of_pick(pick: flows.Pick) -> dict[str, str]:
    """Return a pick as a query string."""
    if pick.arc:
        return {"from": pick.arc[0], "to": pick.arc[1]}
    named = {"activity": pick.activity, "place": pick.place, "departure": pick.departure}
    named["variant"] = BETWEEN.join(pick.variant)
    return {name: said for name, said in named.items() if said}


def pick_from_query(query: Mapping[str, str]) -> flows.Pick | None:
    """Return the pick of a query string; None where it names nothing known."""
    if query.get("from") or query.get("to"):
        return flows.Pick(arc=(query.get("from", ""), query.get("to", "")))
    if query.get("departure") in flows.KINDS:
        return flows.Pick(departure=query["departure"])
    if query.get("variant"):
        return flows.Pick(variant=tuple(query["variant"].split(BETWEEN)))
    if query.get("activity"):
        return flows.Pick(activity=query["activity"])
    return flows.Pick(place=query["place"]) if query.get("place") else None


@dataclass
class PickedCases(Sequence[dict[str, Any]]):
    """The cases behind a pick, read page by page; ``url`` leads to those that the reader may open."""

    asked: FlowRequest
    pick: flows.Pick

    @cached_property
    def length(self) -> int:
        """Return how many there are."""
        return flows.count_of(self.pick, self.asked.chosen, self.asked.log, self.asked.engine)

    def __len__(self) -> int:
        return self.length

    def __getitem__(self, place: Any) -> Any:
        """Return a page of cases."""
        if isinstance(place, int):
            return self[place : place + 1][0]
        first, last, _ = place.indices(self.length)
        asked, limit = self.asked, max(0, last - first)
        rows = flows.cases_of(self.pick, asked.chosen, asked.log, asked.engine, limit=limit, offset=first)
        return list(self._linked(rows))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        for first in range(0, self.length, CHUNK):
            yield from self[first : first + CHUNK]

    def _linked(self, rows: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
        references = {row["reference"] for row in rows}
        cases = visible_to(self.asked.reader).filter(reference__in=references)
        known = set(cases.order_by().values_list("reference", flat=True))
        for row in rows:
            url = reverse("cases:case", args=[row["reference"]]) if row["reference"] in known else ""
            yield {**row, "url": url}
