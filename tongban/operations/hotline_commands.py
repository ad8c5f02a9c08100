"""The command on the hotline's suggestions: measure them on later orders and print what they are worth."""

from typing import Any

from tongban.operations.start import OperationError, plain_errors, start_django


@plain_errors
def suggestions() -> None:
    """用较早的工单学习、用较新的工单检验，打印类别建议的质量：混淆、准确率、宏 F1、覆盖率及区间。

    Learn from older orders, measure on newer ones, and print confusions, accuracy, macro-F1 and coverage with intervals.
    """
    start_django()
    from django.utils.timezone import now

    from tongban.work.hotline.actions.quality import measure_suggestions
    from tongban.work.hotline.queries.quality import quality_page

    if not measure_suggestions(at=now()):
        raise OperationError("有类别的工单太少，还不能检验类别建议。")
    _show(quality_page()["found"])


def _show(found: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    console = Console()
    row = found["row"]
    console.print(f"学习 {row.learnt} 件，检验其后的 {row.measured} 件")
    for name, counted in (
        ("首选正确", found["right"]),
        ("覆盖率", found["covered"]),
        ("给出建议", found["spoken"]),
    ):
        low, high = counted.interval
        share = counted.number / counted.of if counted.of else 0
        console.print(f"  {name} {share:.3f}（{counted.number}/{counted.of}，95% 区间 {low:.3f}–{high:.3f}）")
    console.print(f"  宏 F1 {found['macro_f1']:.3f}，平均建议 {found['mean_set']:.2f} 类")
    table = Table("应为", "首选", "件数", title="最常混淆")
    for each in found["confused"]:
        table.add_row(each.true, each.taken_for or "—", str(each.orders))
    console.print(table)
    kept = "兑现" if found["is_kept"] else "未兑现"
    console.print(f"承诺{kept}：覆盖率 {found['promise']}，平均不超过 {found['most_set']} 类")
