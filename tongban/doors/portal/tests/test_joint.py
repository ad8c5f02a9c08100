"""An enterprise applies for a bundle in the portal, and the bureau follows and delivers it at the desk."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tongban.work.cases.actions import intake
from tongban.work.cases.bundles.queries import latest_parts, plan_of
from tongban.work.cases.models import JointApplication
from tongban.work.cases.queries.needs import materials_of
from tongban.work.cases.tests.bundles.conftest import (
    ANSWERS,
    MONDAY,
    PDF,
    bundle,
    draft,
    filed,
    handle,
    office,
    part_of,
)

__all__ = ["bundle", "draft", "filed", "handle", "office"]
ANSWERED = {
    name: ("yes" if value else "no") if isinstance(value, bool) else value for name, value in ANSWERS.items()
}
ASKED = {f"asked-{name}": value for name, value in ANSWERED.items()}


@pytest.fixture(autouse=True)
def _files_elsewhere(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    settings.FIRST_VALUES = {"papers.prefix": "苏行审"}


@pytest.fixture
def signed_in(client):
    def as_(user):
        client.force_login(user)
        return client

    return as_


def test_an_enterprise_fills_one_page_in_and_files_it(office, bundle, signed_in):
    version, browser = bundle("餐饮店"), signed_in(office.owner)

    begun = browser.post(f"/together/{version.bundle.reference}/begin/", ANSWERED)
    joint = JointApplication.objects.get()
    refused = browser.post(begun["Location"], {**ASKED, "delivery": "together", "file": "yes"})
    plan = plan_of(joint, MONDAY.date())
    typed = {
        field: "10" if rule["type"] in ("number", "integer") else "平江路1号"
        for field, rule in plan.schema["properties"].items()
    }
    files = {
        f"material-{place}": SimpleUploadedFile(f"{place}.pdf", PDF, "application/pdf")
        for place, _each in enumerate(plan.materials)
    }
    answer = browser.post(
        begun["Location"], {**ASKED, **typed, **files, "delivery": "as_ready", "file": "yes"}
    )

    assert begun["Location"] == f"/my/together/{joint.reference}/"
    assert refused.status_code == 409
    assert "尚未提交" in refused.content.decode()
    assert answer.status_code == 302, answer.context["lacking"]
    joint.refresh_from_db()
    assert (joint.status, joint.delivery) == ("under_way", "as_ready")
    page = browser.get(begun["Location"]).content.decode()
    assert "<svg" in page
    assert latest_parts(joint)[0].case.reference in page
    assert joint.reference in browser.get("/my/").content.decode()


def test_the_page_says_who_holds_it_up(office, filed, signed_in):
    part = part_of(filed, "排水")
    intake.return_(part.case, {materials_of(part.case)[0].pk: "看不清"}, by=office.clerk, at=MONDAY)

    own = signed_in(office.owner).get(f"/my/together/{filed.reference}/").content.decode()
    listed = signed_in(office.clerk).get("/cases/together/").content.decode()

    assert "卡在哪里" in own
    assert part.case.division.name in listed


def test_everything_is_delivered_from_the_desk_and_a_failed_part_is_repeated_in_the_portal(
    office, filed, handle, signed_in
):
    handle(part_of(filed, "食品经营"), "refuse")
    for name in ("消防安全检查", "排水", "店招"):
        handle(part_of(filed, name))
    address = f"/cases/together/{filed.reference}/do/deliver_joint/"
    seen = signed_in(office.issuer).get(address).context["form"]["seen"].value()

    signed_in(office.issuer).post(address, {"seen": seen, "way": "window", "recipient": "小桥"})

    filed.refresh_from_db()
    assert filed.status == "delivered"
    assert "repeat" not in signed_in(office.owner).get(f"/my/together/{filed.reference}/").content.decode()
    assert signed_in(office.owner).get(address).status_code in (403, 404)


def test_a_failed_part_is_repeated_and_the_whole_withdrawn(office, filed, handle, signed_in):
    handle(part_of(filed, "食品经营"), "refuse")
    browser = signed_in(office.owner)

    again = browser.post(f"/my/together/{filed.reference}/parts/{part_of(filed, '食品经营').pk}/repeat/")
    page = browser.post(f"/my/together/{filed.reference}/withdraw/", {"reason": "不开了"}, follow=True)

    assert again["Location"].startswith("/my/CASE-")
    assert page.status_code == 200
    filed.refresh_from_db()
    assert filed.status == "withdrawn"


def test_a_draft_is_nobody_elses_and_may_be_discarded(office, draft, signed_in):
    joint = draft()

    assert signed_in(office.clerk).get(f"/cases/together/{joint.reference}/").status_code == 404
    signed_in(office.owner).post(f"/my/together/{joint.reference}/discard/")

    joint.refresh_from_db()
    assert joint.status == "discarded"
