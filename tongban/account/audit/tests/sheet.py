"""A printed report as its cells: what the generator fills in, an injection changes, and a reader reads."""

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from typing import Any

from hypothesis import strategies as st

Row = dict[str, str]


@lru_cache(maxsize=None, typed=True)
def among(*options: Any) -> st.SearchStrategy[Any]:
    """Return the strategy that draws one of some options, made once: the generator draws hundreds a report."""
    return st.sampled_from(options)


@dataclass
class Grid:
    """One table: the printed header of each field, in order, and its rows."""

    header: Row
    rows: list[Row] = field(default_factory=list)
    lead: bool = False

    def text(self) -> str:
        """Print the table; cells are parted by tabs."""
        lead = [""] if self.lead else []
        lines = [self.header, *self.rows] if self.rows else []
        return "\n".join("\t".join([*lead, *(line.get(name, "") for name in self.header)]) for line in lines)

    def named(self, name: str) -> Row:
        """Return the row of a name."""
        return next(row for row in self.rows if row["name"] == name)


@dataclass(frozen=True)
class Told:
    """A number of an indicator as a text tells it."""

    indicator: str
    value: Decimal
    unit: str
    printed: str


@dataclass
class Sheet:
    """A whole report; ``told`` lists the numbers in its texts, ``executed`` is the rate of the whole."""

    year: int
    department: str
    imprint: Row
    texts: dict[str, list[str]]
    budget: Grid
    annex: Grid
    composition: Grid
    tasks: Grid
    indicators: Grid
    explained: Grid
    statements: Row = field(default_factory=dict)
    results: Row = field(default_factory=dict)
    told: list[Told] = field(default_factory=list)
    executed: Decimal | None = None

    def text(self) -> str:
        """Print the report in the text layout."""
        pieces = [
            "苏州市市级预算部门（单位）整体支出预算绩效自评报告",
            f"（{self.year} 年度）",
            _labelled(self.imprint),
            f"一、预算部门名称：{self.department}",
            *self._texts(),
            "七、预算信息",
            self.budget.text(),
            _labelled(self.statements),
            self.annex.text(),
            self.composition.text(),
            "八、年度重点任务",
            self.tasks.text(),
            "九、部门整体自评表",
            self.indicators.text(),
            self.explained.text(),
            _labelled(self.results),
        ]
        return "\n\n".join(piece for piece in pieces if piece) + "\n"

    def _texts(self) -> list[str]:
        return [
            piece for numeral, paragraphs in self.texts.items() for piece in (HEADINGS[numeral], *paragraphs)
        ]


HEADINGS = {
    "二": "二、年度履职目标完成情况：",
    "三": "三、部门（单位）概况",
    "四": "四、部门（单位）整体支出绩效实现情况",
    "五": "五、部门（单位）整体支出绩效中存在问题及改进措施",
    "六": "六、绩效自评结果拟应用和公开情况",
}


def _labelled(values: Row) -> str:
    return "\n".join(f"{label}：{value}" for label, value in values.items())
