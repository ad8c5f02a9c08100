"""What an indicator measures, recognised by the words of its name, and whether its target was reached."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from msgspec import Struct

from tongban.account.audit.prose import has_any
from tongban.account.audit.quantities import HUNDRED, NUMBER, rounded
from tongban.account.audit.report import Indicator, Report, cached_on_struct

Direction = Literal["favourable", "adverse", "on_target", "unknown"]

RESULT_CLASSES = ("产出", "效益", "履职", "满意度")
"""The classes that say what was achieved; 决策, 过程 and 成本 say how."""

MET = ("on_target", "favourable")

SHORT_OF_TARGET = ("否", "未", "不", "欠", "部分", "基本")
"""How a verbal result begins that is not the target itself."""


class Concept(Struct, frozen=True):
    """A measure of the common framework: one word of every group stands in the name, none of ``unless``."""

    groups: tuple[tuple[str, ...], ...]
    unless: tuple[str, ...] = ()

    def names(self, name: str) -> bool:
        """Say whether an indicator of this name measures the concept."""
        for group in self.groups:
            if not has_any(name, group):
                return False
        return not has_any(name, self.unless)


EXECUTION_RATE = Concept(
    (("预算执行率", "预算完成率", "资金执行率", "支出完成率"),), ("非税", "采购", "收入", "项目")
)
ADJUSTMENT_RATE = Concept((("预算调整率",),))
CARRY_OVER_RATE = Concept((("结转结余率", "结余结转率", "结余率", "结转率"),), ("变动",))
PAYMENT_PROGRESS = Concept((("支付进度",), ("率",)))
PUBLIC_COST_RATE = Concept((("公用经费",), ("控制率",)))
THREE_PUBLIC_CHANGE = Concept((("三公",), ("变动率", "增减率", "增长率", "下降率", "压减率")))
PROCUREMENT_RATE = Concept((("政府采购",), ("执行率", "完成率")))
TARGET_COVERAGE = Concept((("绩效",), ("覆盖率",)))
BASIC_DATA = Concept((("基础信息", "基础数据"),))
SATISFACTION = Concept((("满意度", "满意率"),))


def indicators_of(report: Report, concept: Concept) -> Iterator[Indicator]:
    """Yield the indicators that measure a concept, in the printed order."""
    for indicator in report.indicators if has_any(names_of(report), concept.groups[0]) else ():
        if concept.names(indicator.name.text):
            yield indicator


@cached_on_struct
def names_of(report: Report) -> str:
    """Return the names of all indicators, to see at once that a word stands in none of them."""
    return "\n".join([indicator.name.text for indicator in report.indicators])


def direction(indicator: Indicator) -> Direction:
    """Say on which side of its target an indicator ended, from the operator and, for "=", from ``better``.

    A verbal target is reached unless ``met`` or the result itself begins with a word of falling short;
    a blank result is unknown.
    """
    target, actual = indicator.target, indicator.actual
    if target.value is None:
        return _verbal_direction(indicator)
    if actual.value is None:
        return "unknown"
    if target.operator == "range" and target.upper is not None:
        return "on_target" if target.value <= actual.value <= target.upper else "adverse"
    above = actual.value - target.value
    if not above:
        return "adverse" if target.operator in ("<", ">") else "on_target"
    return "favourable" if above * _good_side(indicator) > 0 else "adverse"


def _good_side(indicator: Indicator) -> int:
    """Return 1 where more than the target is better, -1 where less is, 0 where any difference is worse."""
    operator = indicator.target.operator
    if operator in (">=", ">"):
        return 1
    if operator in ("<=", "<"):
        return -1
    return {"越高越好": 1, "越低越好": -1}.get(indicator.better.text, 0)


def _verbal_direction(indicator: Indicator) -> Direction:
    """Read a verbal result: the target's own word, else what ``met`` says, else what the result says beside it."""
    said = indicator.met.text or indicator.actual.text
    if said and indicator.actual.text == indicator.target.text:
        return "on_target"
    if not said:
        return "unknown"
    return "adverse" if said != indicator.target.text and said.startswith(SHORT_OF_TARGET) else "on_target"


def is_adverse(indicator: Indicator) -> bool:
    """Say whether an indicator missed its target."""
    return direction(indicator) == "adverse"


@cached_on_struct
def directions(report: Report) -> tuple[tuple[Indicator, Direction], ...]:
    """Return the indicators in the printed order, each with the side of its target on which it ended."""
    return tuple([(indicator, direction(indicator)) for indicator in report.indicators])


@cached_on_struct
def missed(report: Report) -> tuple[Indicator, ...]:
    """Return the indicators that missed their targets, in the printed order."""
    return tuple([indicator for indicator, side in directions(report) if side == "adverse"])


@cached_on_struct
def counted(report: Report) -> tuple[Indicator, ...]:
    """Return the indicators whose target is a number, in the printed order."""
    return tuple([indicator for indicator in report.indicators if indicator.target.value is not None])


@cached_on_struct
def reached(report: Report) -> tuple[Indicator, ...]:
    """Return the indicators that reached or passed their targets, in the printed order."""
    return tuple([indicator for indicator, side in directions(report) if side in MET])


def is_met(indicator: Indicator) -> bool:
    """Say whether an indicator reached or passed its target."""
    return direction(indicator) in MET


def basis_of(indicator: Indicator) -> tuple[Decimal, Decimal] | None:
    """Return the two figures that were divided ("8.58/10.00"), or None where they are not recorded."""
    part, stroke, whole = indicator.basis.text.replace("／", "/").replace("÷", "/").partition("/")
    found = NUMBER.search(part), NUMBER.search(whole)
    if not stroke or found[0] is None or found[1] is None:
        return None
    return Decimal(found[0][0].replace(",", "")), Decimal(found[1][0].replace(",", ""))


def rate_from_basis(indicator: Indicator, *, change: bool = False) -> Decimal | None:
    """Return the rate in percent that the recorded figures give: a ÷ b, or (a − b) ÷ b for a change."""
    basis = basis_of(indicator)
    if basis is None or not basis[1]:
        return None
    part, whole = basis
    return rounded((part - whole if change else part) / whole * HUNDRED)
