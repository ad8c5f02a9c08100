"""Columns that several facts of cases share, and how they are asked for."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"
REFERENCE = FactColumn("reference", "text", _("Number of the case"))
PLACE = (
    FactColumn("item_code", "text", _("Code of the business item"), groups=True),
    FactColumn("item", "text", _("Name of the business item"), groups=True),
    FactColumn("division", "text", _("Division that handles the item"), groups=True),
)

OF_CASE = """
    cases_case AS matter
    JOIN catalogue_itemversion AS version ON version.id = matter.version_id
    JOIN catalogue_item AS item ON item.id = version.item_id
    JOIN people_department AS division ON division.id = matter.division_id
"""
"""The tables every fact of a case joins; a draft is not yet a case, so each query leaves drafts out."""
SHARED = """
    matter.reference, '{area}' AS area, item.code AS item_code, item.name AS item, division.name AS division,
    matter.is_example AS is_simulated
"""
FILED = "matter.filed_at IS NOT NULL"


def stopped_days(after: str, until: str) -> str:
    """Return how many working days special procedures stopped, of those after one day up to and with another.

    A day that two of them stopped counts once, as the clock has it.
    """
    return f"""(SELECT count(DISTINCT stopped_day.day) FROM cases_pause AS pause
        JOIN kit_countedday AS stopped_day ON stopped_day.is_working
        AND stopped_day.day BETWEEN pause.since AND coalesce(pause.until, {until})
        AND stopped_day.day > {after} AND stopped_day.day <= {until} WHERE pause.case_id = matter.id)"""
