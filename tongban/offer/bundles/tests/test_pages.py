"""The desk's and the public's pages of bundles."""

import json

import pytest

from tongban.offer.bundles import actions
from tongban.offer.bundles.content import content_of
from tongban.offer.bundles.models import BundleVersion
from tongban.offer.bundles.solver.checker import faults
from tongban.offer.bundles.tests.conftest import AT


@pytest.fixture
def desk(client, person):
    """Return how one of the staff opens pages."""

    def signed_in(name):
        client.force_login(person(name))
        return client

    return signed_in


def typed(page):
    """Return what the forms of the editor hold, as a browser would send it."""
    found = {"seen": page.context["seen"]}
    for form in [page.context["form"], *page.context["questions"], *page.context["items"]]:
        found |= {bound.html_name: bound.value() for bound in form if bound.value() is not None}
    for rows in (page.context["questions"], page.context["items"]):
        found |= {bound.html_name: bound.value() for bound in rows.management_form}
    return found


def test_a_stranger_reads_what_a_bundle_asks_and_takes_its_certificate(client, bundle):
    version = bundle("餐饮店")

    page = client.get(f"/together/{version.bundle.reference}/?rented=yes&signboard=no&business=餐饮服务")

    text = page.content.decode()
    assert "场所平面布置图" in text
    assert "<svg" in text
    assert "店招标牌设置备案" not in text
    said = json.loads(client.get(page.context["certificate_url"]).content)
    assert faults(said["problem"], said["certificate"]) == []


def test_bundles_stand_on_the_first_page_and_drafts_do_not(client, person, bundle):
    version = bundle("餐饮店")
    actions.begin_draft(version.bundle, by=person("shixiang"), at=AT)

    assert version.name in client.get("/").content.decode()
    assert version.name in client.get("/together/").content.decode()
    assert client.get(f"/together/certificates/{version.bundle.reference}-V2/").status_code == 404


def test_what_the_editor_shows_is_what_it_saves(desk, person, bundle):
    draft = actions.begin_draft(bundle("餐饮店").bundle, by=person("shixiang"), at=AT)
    before, page = content_of(draft), desk("shixiang").get(f"/bundles/{draft.reference}/edit/")

    answer = desk("shixiang").post(f"/bundles/{draft.reference}/edit/", typed(page))

    assert answer.status_code == 302
    assert content_of(BundleVersion.objects.get(pk=draft.pk)) == before


def test_a_cycle_is_shown_beside_what_was_typed(desk, person, bundle):
    draft = actions.begin_draft(bundle("餐饮店").bundle, by=person("shixiang"), at=AT)
    said = typed(desk("shixiang").get(f"/bundles/{draft.reference}/edit/"))

    answer = desk("shixiang").post(f"/bundles/{draft.reference}/edit/", {**said, "order": "1 > 2\n2 > 1"})
    unread = desk("shixiang").post(f"/bundles/{draft.reference}/edit/", {**said, "order": "一 > 二"})

    assert answer.status_code == 409
    assert "互相等待" in answer.content.decode()
    assert "2 &gt; 1" in answer.content.decode()
    assert unread.status_code == 422
    assert content_of(BundleVersion.objects.get(pk=draft.pk)).order == [(2, 3, "")]


def test_a_bundle_is_entered_checked_and_published_at_the_desk(desk, person, bundle):
    draft = actions.begin_draft(bundle("餐饮店").bundle, by=person("shixiang"), at=AT)
    said = typed(desk("shixiang").get(f"/bundles/{draft.reference}/edit/"))

    entered = desk("shixiang").post("/bundles/new/", {**said, "name": "开奶茶店“一件事”"})
    made = BundleVersion.objects.get(name="开奶茶店“一件事”")
    desk("fagui").post(f"/bundles/{made.reference}/do/check/", {"seen": 1})
    desk("chuzhang").post(f"/bundles/{made.reference}/do/publish/", {"seen": 2})

    assert entered["Location"] == f"/bundles/{made.reference}/"
    made.refresh_from_db()
    assert made.status == "published"
    assert "开奶茶店" in desk("ducha").get("/bundles/").content.decode()
    assert desk("ducha").get("/bundles/new/").status_code == 403


def test_the_desk_works_a_bundle_out_as_an_applicant_answers(desk, bundle):
    version = bundle("第三阶段")

    page = desk("fagui").get(f"/bundles/{version.reference}/?kind_of_project=工业项目")

    assert page.context["plan"].limit_days == 11
    assert "施工图联合审查" in page.content.decode()
