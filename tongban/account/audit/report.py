"""A performance report as data: every value with the place where it stood.

A reader (``audit.reader``) turns a file into a `Report`; rules read it; writers print it again.
Amounts are in 10,000 yuan (万元) as in the printed form, rates in percent. A blank cell has the
value ``None``: blank is never zero.
"""

from collections.abc import Callable
from decimal import Decimal
from functools import wraps
from typing import TypeVar

from msgspec import Struct

Owner = TypeVar("Owner", bound=Struct)
Answer = TypeVar("Answer")


def cached_on_struct(query: Callable[[Owner], Answer]) -> Callable[[Owner], Answer]:
    """Cache a query's answer on the struct it reads, so that rules share it; it is never written out."""
    name = f"{query.__module__}.{query.__qualname__}"

    @wraps(query)
    def kept(asked: Owner) -> Answer:
        answers = asked.__dict__
        if name in answers:
            return answers[name]
        answers[name] = answer = query(asked)
        return answer

    return kept


class Cell(Struct, frozen=True, omit_defaults=True):
    """What is printed at one place; a number that is 0 means the format has no such coordinate."""

    text: str = ""
    line: int = 0
    page: int = 0
    table: int = 0
    row: int = 0
    column: int = 0

    def __bool__(self) -> bool:
        """Say whether anything is printed here."""
        return bool(self.text)


class Figure(Cell, frozen=True, omit_defaults=True):
    """A printed number: ``value`` is None when the cell is blank or holds no number."""

    value: Decimal | None = None
    unit: str = ""

    @property
    def is_unread(self) -> bool:
        """Say whether something is printed that is no number: PAR-05 notes it, no rule may count it as 0."""
        return self.value is None and bool(self.text)


class Target(Figure, frozen=True, omit_defaults=True):
    """What an indicator should reach: an operator (= >= <= > <), or "text" when the target is a word.

    ``upper`` is the other bound of a range (operator "range"); ``value`` is then the lower one.
    """

    operator: str = "text"
    upper: Decimal | None = None


EMPTY = Cell()
BLANK = Figure()


class BudgetLine(Struct, frozen=True, omit_defaults=True, dict=True):
    """One row of the budget table. ``level`` is total, basic, project, or line (a part of project)."""

    name: Cell
    level: str
    initial: Figure = BLANK
    adjustment: Figure = BLANK
    carry_over: Figure = BLANK
    supplement: Figure = BLANK
    revised: Figure = BLANK
    actual: Figure = BLANK
    rate: Figure = BLANK
    adjustment_reason: Cell = EMPTY
    cause: Cell = EMPTY
    unit: Cell = EMPTY
    funding: Cell = EMPTY
    function_class: Cell = EMPTY
    economic_class: Cell = EMPTY
    procurement: Cell = EMPTY


class Split(Struct, frozen=True, omit_defaults=True):
    """One row of the composition table: the same total cut another way (by unit, funding, class, cost kind)."""

    by: Cell
    name: Cell
    revised: Figure = BLANK
    actual: Figure = BLANK


class Budget(Struct, frozen=True, omit_defaults=True, dict=True):
    """The budget table of section 七 with the header it stood under and what was said beside it."""

    header: tuple[Cell, ...] = ()
    lines: tuple[BudgetLine, ...] = ()
    splits: tuple[Split, ...] = ()
    rate_basis: Cell = EMPTY
    adjustment_basis: Cell = EMPTY
    taken_back: Figure = BLANK

    def of_level(self, level: str) -> tuple[BudgetLine, ...]:
        """Return the rows of one level, in the printed order."""
        return _by_level(self).get(level, ())


@cached_on_struct
def _by_level(budget: Budget) -> dict[str, tuple[BudgetLine, ...]]:
    levels = {line.level for line in budget.lines}
    return {level: tuple([line for line in budget.lines if line.level == level]) for level in levels}


class Task(Struct, frozen=True, omit_defaults=True):
    """One key task of the year (section 八); ``function`` is inherited from above where cells were merged."""

    function: Cell
    name: Cell
    content: Cell = EMPTY
    completion: Cell = EMPTY
    plan: Cell = EMPTY
    due: Cell = EMPTY
    budget_line: Cell = EMPTY
    spent: Figure = BLANK
    owner: Cell = EMPTY


class Indicator(Struct, frozen=True, omit_defaults=True):
    """One row of the self-evaluation table (section 九) with what its annex says of it.

    ``level1`` is the class (决策 过程 履职 效益 满意度, or 成本 产出 效益 满意度);
    ``better`` reads 越高越好, 越低越好 or 等于目标; ``basis`` holds the figures that were divided ("8.58/10.00");
    ``metric`` names the metric and period of a figure that was computed from records (hall-cases/2022), ``definition``
    and ``snapshot`` the digests of what was defined and of the records it was computed from (nothing: live records).
    """

    level1: Cell
    name: Cell
    target: Target
    actual: Figure
    source: Cell = EMPTY
    deviation: Figure = BLANK
    cause: Cell = EMPTY
    level2: Cell = EMPTY
    level3: Cell = EMPTY
    weight: Figure = BLANK
    score: Figure = BLANK
    met: Cell = EMPTY
    better: Cell = EMPTY
    baseline: Figure = BLANK
    formula: Cell = EMPTY
    basis: Cell = EMPTY
    measure: Cell = EMPTY
    owner: Cell = EMPTY
    due: Cell = EMPTY
    function: Cell = EMPTY
    budget_line: Cell = EMPTY
    metric: str = ""
    definition: str = ""
    snapshot: str = ""

    @property
    def is_quantitative(self) -> bool:
        """Say whether the target is a number."""
        return self.target.value is not None


class Function(Struct, frozen=True, omit_defaults=True):
    """One main function of the department: its numeral （三） and its text."""

    numeral: str
    text: Cell


class Joint(Struct, frozen=True, omit_defaults=True):
    """Where a broken paragraph was joined: from ``offset`` on, its text stood at another place."""

    paragraph: int
    offset: int
    place: Cell


class NamedFigure(Struct, frozen=True, omit_defaults=True):
    """A figure that a paragraph names by its key: where its text begins, what is printed, its value, whose it is.

    ``key`` reads as an officer writes it (预算总金额.执行率); ``metric`` is that of an operating figure, as of an indicator.
    """

    paragraph: int
    offset: int
    text: str
    key: str
    value: Decimal | None = None
    metric: str = ""
    definition: str = ""
    snapshot: str = ""


class Section(Struct, frozen=True, omit_defaults=True):
    """One of the nine sections: its numeral (一 to 九), heading and paragraphs (broken ones joined).

    ``figures`` are those that its own data named; a section read from a foreign paper knows none.
    """

    numeral: str
    heading: Cell
    paragraphs: tuple[Cell, ...] = ()
    joints: tuple[Joint, ...] = ()
    figures: tuple[NamedFigure, ...] = ()

    def place(self, paragraph: int, offset: int) -> Cell:
        """Return where a letter of a paragraph stood: the paragraph, or the piece of it after a break."""
        place = self.paragraphs[paragraph]
        for joint in self.joints:
            if joint.paragraph == paragraph and joint.offset <= offset:
                place = joint.place
        return place

    @property
    def text(self) -> str:
        """Return the running text of the section."""
        return "\n".join(paragraph.text for paragraph in self.paragraphs)


class Imprint(Struct, frozen=True, omit_defaults=True):
    """Who answers for the paper: date, author, contact, seal, version, and where it is published."""

    prepared_on: Cell = EMPTY
    author: Cell = EMPTY
    contact: Cell = EMPTY
    seal: Cell = EMPTY
    version: Cell = EMPTY
    published_on: Cell = EMPTY
    published_at: Cell = EMPTY


class Repair(Struct, frozen=True, omit_defaults=True):
    """What the reader had to mend, or could not read: the PAR or FMT rule that notes it, and where."""

    rule: str
    cell: Cell
    printed: str
    repaired: str = ""
    section: str = ""
    row: str = ""
    column: str = ""


class BookChange(Struct, frozen=True, omit_defaults=True):
    """A change of a line's budget as it was posted, in yuan."""

    kind: str
    amount_yuan: Decimal
    on: str
    reason: str = ""
    document: str = ""


class BookLine(Struct, frozen=True, omit_defaults=True):
    """A budget line as it stands in the books, to the cent; those of basic expenditure are never printed."""

    kind: str
    name: str
    initial_yuan: Decimal
    spent_yuan: Decimal
    unit: str = ""
    funding: str = ""
    function_class: str = ""
    economic_class: str = ""
    nature: str = ""
    is_procurement: bool = False
    cause: str = ""
    changes: tuple[BookChange, ...] = ()


class BookIndicator(Struct, frozen=True, omit_defaults=True):
    """How an indicator's value came about: the live figure it follows, or what a person judged."""

    name: str
    bound_to: str = ""
    attained: Decimal | None = None
    verdict: str = ""
    zero_cap: Decimal | None = None


class Books(Struct, frozen=True, omit_defaults=True):
    """What no print can say: a report of our own takes it along, so that it can be taken in again without a loss."""

    lines: tuple[BookLine, ...] = ()
    indicators: tuple[BookIndicator, ...] = ()


class Report(Struct, frozen=True, omit_defaults=True, dict=True):
    """A whole self-evaluation report of one department and year."""

    title: Cell = EMPTY
    department: Cell = EMPTY
    year: int | None = None
    year_cell: Cell = EMPTY
    imprint: Imprint = Imprint()
    sections: tuple[Section, ...] = ()
    functions: tuple[Function, ...] = ()
    bodies: tuple[Cell, ...] = ()
    units: tuple[Cell, ...] = ()
    budget: Budget = Budget()
    tasks: tuple[Task, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    task_header: tuple[Cell, ...] = ()
    indicator_header: tuple[Cell, ...] = ()
    total_score: Figure = BLANK
    grade: Cell = EMPTY
    repairs: tuple[Repair, ...] = ()
    books: Books = Books()
    source: str = ""
    format: str = ""

    def section(self, numeral: str) -> Section | None:
        """Return the section of a numeral, or None where the report lacks it."""
        return next((section for section in self.sections if section.numeral == numeral), None)
