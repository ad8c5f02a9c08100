"""The bureau's people of policies, a research grant with three conditions, and two enterprises."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.utils.translation import override

from tongban.ground.people.tests import cast
from tongban.offer.policies.actions import drafts, enterprises, publication
from tongban.offer.policies.actions.drafts import PolicyContent
from tongban.offer.policies.profile import Known, fields
from tongban.offer.policies.rules import RuleCondition

AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
DAY = date(2026, 3, 2)
STONE, BRIDGE = "91350100M000100Y43", "91320500MA1MUGYD2U"
SMALL = RuleCondition("size in ['micro', 'small']", "属于小型或微型企业", "A micro or small enterprise")
RESEARCH = RuleCondition("rd_share >= 3", "研发费用占营业收入3%以上", "At least 3 % of turnover for research")
HONEST = RuleCondition("!dishonest", "未列入严重失信主体名单", "Not on the list of the seriously dishonest")


def known(source="tax", on=date(2026, 1, 5), **values):
    return {code: Known(fields()[code].parse(value), source, on) for code, value in values.items()}


def content(*conditions, exclusions=(), **changes):
    said = {
        "title": "研发投入补助",
        "level": "municipal",
        "issuer": "市科学技术局",
        "document": "苏科规〔2026〕1号",
        "benefit": "按参保职工人数给予补助。",
        "amount_rule": "staff * 1000.0",
        "most_yuan": Decimal("50000.00"),
        "valid_from": date(2026, 1, 1),
        "valid_until": date(2026, 12, 31),
        "contact": "0512-12345",
        "apply_url": "",
        "item": None,
        "review_on": date(2026, 9, 30),
        "is_automatic": True,
        "objection_days": 5,
    }
    return PolicyContent({**said, **changes}, conditions or (SMALL, RESEARCH, HONEST), exclusions)


def published(people, *conditions, **changes):
    version = drafts.enter_policy(
        cast.finance_division(), content(*conditions, **changes), by=people.editor, at=AT
    )
    publication.submit(version, by=people.editor, at=AT)
    publication.approve(version, by=people.approver, at=AT)
    return publication.publish(version, by=people.publisher, at=AT)


class People:
    def __init__(self):
        division = cast.finance_division()
        self.editor = cast.staff("shi", "item_manager", department=division)
        self.approver = cast.staff("falv", "legal_officer", department=division)
        self.publisher = cast.staff("chu", "division_head", department=division)
        self.payer = cast.staff("cai", "finance_officer", department=division)


@pytest.fixture(autouse=True)
def _in_chinese():
    with override("zh-hans"):
        yield


@pytest.fixture
def people(db):
    return People()


@pytest.fixture
def stone(people):
    """An enterprise of which everything is known from others."""
    said = known(size="small", rd_share=5.0, staff=30.0, dishonest=False)
    return enterprises.change_profile(STONE, "石头精密（示例）", said, by=people.editor, at=AT)


@pytest.fixture
def bridge(people):
    """An enterprise that says itself what it spends on research, and nobody says whether it is honest."""
    said = known(size="small", staff=8.0) | known("self", rd_share=9.0)
    return enterprises.change_profile(BRIDGE, "小桥设计（示例）", said, by=people.editor, at=AT)
