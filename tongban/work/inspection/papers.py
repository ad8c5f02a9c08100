"""The report of a round of evaluation as a paper: the units in order, what was measured by which standard."""

from typing import Any

from tongban.ground.clock.moments import day_of
from tongban.ground.matters.letter import letter, written_day
from tongban.work.inspection.models import EvaluationPaper

HEADS = ("名次", "被测评单位", "得分", "未计量指标")
TITLE = "政务服务便民热线测评报告"


def report_of(paper: EvaluationPaper) -> dict[str, Any]:
    """Return what the report says."""
    found = paper.round
    units = list(found.units.select_related("unit").prefetch_related("results"))
    rows = [
        [
            str(unit.rank or "—"),
            unit.unit.name,
            "—" if unit.score is None else f"{unit.score}",
            str(sum(result.points is None for result in unit.results.all())),
        ]
        for unit in units
    ]
    period = f"{written_day(found.since)}至{written_day(found.until)}"
    standard = found.standard
    return letter(
        title=TITLE,
        number=paper.number,
        to="各被测评单位",
        paragraphs=[
            f"依据《{standard.name}》（{standard.reference}），对{period}的热线办理情况开展“{found.name}”，共测评{len(units)}个单位。",
            "得分为百分制；没有计量对象的指标不计分，其权重不参与合计。得分相同的，名次并列。",
            standard.sampling,
            "人工采集的数据均由两人独立录入，不一致的由第三人裁定；逐项计算过程随本报告留存备查。",
        ],
        on=day_of(paper.at),
        code=paper.check_code,
        table={"heads": list(HEADS), "rows": rows},
        is_example=found.is_example,
    )
