"""The pages docs/facts.md and docs/metrics/*.md, written from facts and definitions."""

from collections.abc import Iterator

from django.utils.translation import override

from tongban.account.insight.definitions import Metric, metrics
from tongban.account.insight.descriptions import in_words
from tongban.account.insight.rules import year_of
from tongban.ground.kit.fact_views import Fact, published_facts

ENGINES = {"PostgreSQL": "postgres", "DuckDB": "duckdb", "Spark": "pyspark"}
BETTER = {"higher": "越高越好 higher", "lower": "越低越好 lower", "none": "— neither"}
KINDS = {
    "text": "text",
    "day": "day",
    "moment": "instant, local time",
    "whole": "whole number",
    "yuan": "yuan, two places",
    "yes": "yes or no",
}
FACTS_HEAD = """# Facts

Written by `make docs` from the rooms' `facts.py`. Each fact is a view in the schema `facts` of the database, and a
folder of Parquet files in a snapshot; one row is one thing, with a reference and an area.
"""
METRICS_HEAD = """# 指标 · Metrics

Written by `make docs` from the rooms' `metrics.toml`. A definition has a digest (SM3) over all that decides
its value; a changed definition gets a new code.

| code | 指标 | English | unit | fact |
|---|---|---|---|---|
"""


def pages() -> Iterator[tuple[str, str]]:
    """Return every page: its path below docs/ and its text."""
    with override("en"):
        yield "facts.md", FACTS_HEAD + "".join(map(_fact, published_facts().values()))
        rows = (
            f"| [`{metric.code}`]({metric.code}.md) | {metric.label} | {metric.english} | {metric.unit}"
            f" | `{metric.fact}` |\n"
            for metric in metrics().values()
        )
        yield "metrics/README.md", METRICS_HEAD + "".join(rows)
        for metric in metrics().values():
            yield f"metrics/{metric.code}.md", _metric(metric)


def _fact(fact: Fact) -> str:
    rows = "".join(
        f"| `{column.name}` | {KINDS[column.kind]} | {column.says} | {'yes' if column.groups else ''}"
        f" | {'' if column.is_open else 'staff only'} |\n"
        for column in fact.columns
    )
    return (
        f"\n## {fact.name}\n\n{fact.title}. Kept by month of `{fact.day}`.\n\n"
        f"| column | holds | means | told apart by | seen by |\n|---|---|---|---|---|\n{rows}"
    )


def _metric(metric: Metric) -> str:
    with override("zh-hans"):
        chinese = "".join(f"- {each}\n" for each in in_words(metric))
    english = "".join(f"- {each}\n" for each in in_words(metric))
    basis = f"- 依据 basis: `{metric.basis}`\n" if metric.basis else ""
    return (
        f"# {metric.label}\n\n{metric.english} (`{metric.code}`)\n\n"
        f"- 单位 unit: {metric.unit}\n- 方向 better: {BETTER[metric.better]}\n{basis}"
        f"- 公开 published: {'是 yes' if metric.is_public else '否 no'}\n- 摘要 digest: `{metric.digest}`\n\n"
        f"{chinese}\n{english}\n## SQL, for the year 2022\n{''.join(_sql(metric))}"
    )


def _sql(metric: Metric) -> Iterator[str]:
    from tongban.account.insight.expressions import MetricQuery, figures_sql  # slow to import

    for engine, dialect in ENGINES.items():
        yield f"\n{engine}:\n\n```sql\n{figures_sql(MetricQuery(metric, year_of(2022)), dialect)}\n```\n"
