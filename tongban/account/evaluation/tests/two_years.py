"""Registrations of two years in shape: even in 2021; from February 2022 on enterprises stay away.

A month of 2021 has 60 sole traders and 40 enterprises, January 2022 has ten enterprises more, those from
February on only ten in all. An enterprise's check on site takes nine working days, the step of the others one.
"""

from dataclasses import replace

from tongban.ground.kit.fact_views import Fact, make_views, published_facts

NULLS = {"yes": "false"}
DAYS = "generate_series(date '2021-01-01', date '2022-12-31', interval '1 month') AS month, generate_series(1, 110) AS n"
IS_ENTERPRISE = "n > 60"
CAME = "n <= CASE WHEN month < date '2022-01-01' THEN 100 WHEN month < date '2022-02-01' THEN 110 ELSE 70 END"
DAY = "(month + ((n * 7) % 28) * interval '1 day')::date"
REFERENCE = "to_char(month, 'YYYYMM') || '-' || n"
ITEM = f"CASE WHEN {IS_ENTERPRISE} THEN '企业设立登记' ELSE '个体工商户设立登记' END"
OF_ITEM = {
    "reference": REFERENCE,
    "area": "'320500'",
    "item": ITEM,
    "item_code": f"CASE WHEN {IS_ENTERPRISE} THEN 'QY' ELSE 'GT' END",
    "division": f"CASE WHEN {IS_ENTERPRISE} THEN '登记一处' ELSE '登记二处' END",
    "is_simulated": "true",
}
CASES = {
    **OF_ITEM,
    "filed_on": DAY,
    "decided_on": DAY,
    "sub_item": "'设立登记'",
    "channel": "'window'",
    "outcome": "'granted'",
}
STEPS = {
    **OF_ITEM,
    "opened_on": DAY,
    "step": f"CASE WHEN {IS_ENTERPRISE} THEN '现场核查' ELSE '材料审核' END",
    "stage": "1",
    "round": "1",
    "state": "'agreed'",
    "due_on": f"{DAY} + 5",
    "done_on": f"CASE WHEN {IS_ENTERPRISE} THEN {DAY} + 12 ELSE {DAY} + 1 END",
    "worked_days": f"CASE WHEN {IS_ENTERPRISE} THEN 9 ELSE 1 END",
}


def publish() -> None:
    """Let the views of cases and steps show these rows; all others stay as the house has them."""
    shaped = {"cases": CASES, "steps": STEPS}
    make_views(
        replace(fact, query=query(fact, shaped[name])) if name in shaped else fact
        for name, fact in published_facts().items()
    )


def query(fact: Fact, values: dict[str, str]) -> str:
    """Return a query that gives the columns of a fact these values, and nothing else."""
    columns = [
        f'{values.get(each.name, NULLS.get(each.kind, "NULL"))} AS "{each.name}"' for each in fact.columns
    ]
    return f"SELECT {', '.join(columns)} FROM {DAYS} WHERE {CAME}"  # noqa: S608 - constants of this file
