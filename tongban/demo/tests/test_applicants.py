"""The demo's applicants: invented, well-formed, with licences on file, loaded once however often."""

from datetime import date

import pytest

from tongban.demo.applicants import load_applicants
from tongban.demo.catalogue import load_catalogue
from tongban.demo.people import PASSWORD, create_officers, create_staff
from tongban.ground.people.models import Applicant, Mandate
from tongban.ground.people.queries import applicants_of
from tongban.offer.catalogue.queries.guide import checklist
from tongban.offer.catalogue.queries.matches import search
from tongban.offer.licences.models import Licence
from tongban.offer.licences.queries import licences_on_file

TODAY = date(2026, 11, 1)


@pytest.fixture
def offered(db):
    load_catalogue(create_staff())
    return create_officers()


@pytest.fixture
def applicants(offered):
    return load_applicants(offered)


def test_everybody_says_to_be_an_example(applicants):
    assert all(each.is_example and "示例" in each.name for each in applicants.values())
    assert {each.account.username for each in applicants.values() if each.account} == {"zhangmin", "qiye"}
    assert applicants["张敏（示例）"].account.check_password(PASSWORD)


def test_loading_twice_changes_nothing(offered, applicants):
    before = Applicant.objects.count(), Licence.objects.count(), Mandate.objects.count()

    load_applicants(offered)

    assert (Applicant.objects.count(), Licence.objects.count(), Mandate.objects.count()) == before


def test_the_agent_acts_for_the_enterprises(applicants):
    agent = applicants["李强（示例·企业经办人）"]

    assert len(applicants_of(agent.account, TODAY)) == 4


@pytest.mark.law("online-service-rules:7")
def test_four_of_the_six_materials_of_the_milk_tea_shop_are_on_file(applicants):
    version = search("我想开奶茶店")[0].version
    answers = {"business": "餐饮服务", "cooks_on_site": True, "area": 40, "online": False, "rented": True}
    known = {pk: each.number for pk, each in licences_on_file(applicants["张敏（示例）"], TODAY).items()}

    needed = [row for row in checklist(version, answers, known) if row.needed]

    assert version.item.name == "食品经营许可（首次申请）"
    assert (len(needed), sum(bool(row.licence) for row in needed)) == (6, 4)
