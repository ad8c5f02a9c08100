"""The commands of measurement: make a snapshot, compute the metrics, recompute one figure."""

from collections.abc import Callable
from functools import wraps
from typing import Annotated, Any, ParamSpec, TypeVar

import typer

from tongban.operations.start import OperationError, plain_errors, say, start_django

Engine = Annotated[
    str, typer.Option(help="postgresql（实时）、duckdb（快照）或 Spark 主节点地址 spark://…、local[2]。")
]
PERIOD = "2022、2022-07 或 2022-01-01..2022-06-30"
Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def _measuring(command: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Let a command measure, and end it with the reason where an engine or a snapshot cannot answer."""

    @wraps(command)
    def measured(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        start_django()
        from tongban.account.insight.engines.protocol import EngineDown
        from tongban.account.insight.snapshot.manifests import CorruptSnapshot, NoSnapshot

        try:
            return command(*args, **kwargs)
        except (EngineDown, NoSnapshot, CorruptSnapshot) as reason:
            raise OperationError(str(reason)) from reason

    return measured


@plain_errors
@_measuring
def snapshot(
    whole: Annotated[bool, typer.Option("--whole", help="全部重写，不沿用上次未变的月份。")] = False,
    check: Annotated[bool, typer.Option("--check", help="不制作，只核验当前快照的每个文件。")] = False,
) -> None:
    """把事实写成 Parquet 快照（按地区、年、月分区），清单签名；只重写有变化的月份。"""
    from django.utils.timezone import now

    from tongban.account.insight.snapshot import manifests, writer

    if check:
        found = manifests.current_snapshot()
        faults = list(manifests.faults_of(found))
        for fault in faults:
            say(f"✗ {fault}")
        if faults:
            raise typer.Exit(1)
        say(f"✓ 快照 {found.folder.name} 完整：{len(found.parts)} 个文件，清单 {found.digest}")
        return
    try:
        made = writer.make_snapshot(at=now(), whole=whole, progress=lambda fact: say(f"▸ {fact}"))
    except writer.DiskFull as full:
        raise OperationError(str(full)) from full
    except writer.SnapshotBusy as busy:
        raise OperationError("另一个快照正在制作，请等它完成。") from busy
    rows = sum(part.rows for part in made.parts)
    size = sum(part.size_bytes for part in made.parts)
    say(
        f"✓ 快照 {made.folder.name}：{len(made.parts)} 个文件，{rows} 行，{size / 1e6:.1f} MB，清单 {made.digest}"
    )


@plain_errors
@_measuring
def measure(
    period: Annotated[str, typer.Argument(help=f"期间：{PERIOD}。")],
    engine: Engine = "duckdb",
    keep: Annotated[bool, typer.Option("--keep", help="保存结果，供页面和自评报告使用。")] = False,
) -> None:
    """计算一个期间的全部指标，列出数值、分子、分母和行数。"""
    from django.utils.timezone import now

    from tongban.account.insight import definitions, kept_values, values

    asked, chosen = _period(period), _engine(engine)
    if keep:
        found = kept_values.keep_values(asked, engine=chosen, at=now())
    else:
        found = values.values_of(definitions.metrics().values(), asked, engine=chosen, at=now())
    for value in found.values():
        parts = f"  {value.numerator}/{value.denominator}" if value.is_of_parts else ""
        say(f"{value.metric.label}  {value.text}{parts}  （{value.rows} 行，{value.metric.code}）")
    say(f"✓ {len(found)} 项指标，引擎 {chosen.name}，快照 {chosen.manifest[:16] or '（实时）'}")


@_measuring
def verify_figure(code: str, period: str, engine: str) -> bool:
    """Recompute a kept figure and tell whether it still comes out; the command ``tongban verify figure``."""
    from django.utils.timezone import now

    from tongban.account.insight import definitions, kept_values, values

    asked, chosen = _period(period), _engine(engine)
    if code not in definitions.metrics():
        raise OperationError(f"没有指标 {code}。tongban measure {period} 列出全部指标代码。")
    known = kept_values.last_values(asked).get(code)
    found = values.value_of(definitions.metric(code), asked, engine=chosen, at=now())
    parts = f"分子 {found.numerator}，分母 {found.denominator}，" if found.is_of_parts else ""
    say(f"{found.metric.label} {asked.label}：{found.text}（{parts}{found.rows} 行）")
    say(f"  定义 {found.definition}\n  引擎 {found.engine}，快照 {found.manifest or '（实时）'}")
    if known is None:
        say("  尚未保存过此数，无从比较（tongban measure --keep）")
        return True
    same = (known.numerator, known.denominator) == (found.numerator, found.denominator)
    if known.definition != found.definition:
        say(f"✗ 定义已变：保存时为 {known.definition}")
    say(
        f"{'✓ 与保存的数一致' if same else f'✗ 保存的是 {known.text}'}（{known.computed_at:%Y-%m-%d %H:%M}，{known.engine}）"
    )
    return same and known.definition == found.definition


def _period(text: str) -> Any:
    from tongban.account.insight.rules import read_period

    try:
        return read_period(text)
    except ValueError as error:
        raise OperationError(f"{text} 不是期间，请写 {PERIOD}") from error


def _engine(name: str) -> Any:
    from tongban.account.insight.engines import duckdb_engine, postgres_engine, spark_engine

    if name == "postgresql":
        return postgres_engine.LIVE
    return duckdb_engine.duckdb_engine() if name == "duckdb" else spark_engine.spark_engine(name)
