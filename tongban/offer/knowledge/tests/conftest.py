"""A restaurant licence, who writes, checks and releases answers about it, and one answer that is shown."""

import pytest

from tongban.offer.catalogue.tests.conftest import *  # noqa: F403  (its people, item and guide)
from tongban.offer.catalogue.tests.conftest import AT
from tongban.offer.knowledge.actions import entries, release
from tongban.offer.knowledge.actions.entries import Basis

CONTENT = {
    "title": "开餐馆要办什么证？",
    "questions": "开饭店要哪些手续\n餐饮店怎么办证",
    "short_answer": "先办营业执照，再办食品经营许可。",
    "long_answer": "凭营业执照申请食品经营许可，承诺八个工作日内办结。",
    "classes": "市场监管",
}
LAW = "licensing-law:42"


@pytest.fixture
def editor(person):
    return person("reviewer")


@pytest.fixture
def checker(person):
    return person("division_head")


@pytest.fixture
def officer(person):
    return person("knowledge_officer")


@pytest.fixture
def clerk(person):
    return person("window_clerk")


@pytest.fixture
def written(division, editor, food):
    """Return a draft that rests on the item, an article and the unit."""
    return entries.begin_entry(CONTENT, Basis((food.item,), (LAW,)), owner=division, by=editor, at=AT)


@pytest.fixture
def show(editor, checker, officer):
    """Return how a draft comes to be shown."""

    def through(version, at=AT):
        release.send(version, by=editor, at=at)
        release.pass_on(version, by=checker, at=at)
        return release.publish_entry(version, by=officer, at=at)

    return through


@pytest.fixture
def shown(written, show):
    return show(written)
