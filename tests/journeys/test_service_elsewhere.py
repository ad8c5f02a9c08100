"""A citizen of another city is served there: taken in, handed over, decided here, handed out there."""

import re

from playwright.sync_api import expect

from tests.browser import PHONE, fits
from tests.journeys.test_the_office import act, fill

ITEM = "食品经营许可（首次申请）"
BODY = "32020019900101188"


def citizen_number():
    """Return an invented number of the neighbouring city with a right check character."""
    from tongban.ground.people.identity import is_citizen_number

    return next(BODY + last for last in "0123456789X" if is_citizen_number(BODY + last))


def taken_in(clerk):
    """Register the citizen and take the application in for the other city; return number and code."""
    clerk.goto("/cases/window/")
    clerk.fill("input[name=number]", citizen_number())
    clerk.get_by_role("button", name="查找或登记").click()
    clerk.fill("input[name=name]", "示例锡先生")
    clerk.fill("input[name=phone]", "0510-00000001")
    clerk.get_by_role("button", name="登记", exact=True).click()
    clerk.fill("input[name=q]", ITEM)
    clerk.get_by_role("button", name="搜索").click()
    clerk.get_by_role("link", name=ITEM, exact=True).click()
    expect(clerk.locator("main")).to_contain_text("为其他机关代收")
    clerk.select_option("[name=identity]", "face")
    fill(clerk)
    clerk.get_by_role("button", name="收件并打印凭证").click()
    clerk.wait_for_url(re.compile("/taken/$"))
    said = clerk.locator("dl.pairs strong").all_inner_texts()
    return said[0], said[1]


def asked(page, reference, code):
    """Ask how it stands by number and code."""
    page.goto("/progress/")
    page.fill("input[name=reference], input[name=number]", reference)
    page.fill("input[name=code]", code)
    page.get_by_role("button", name="查询").click()
    return page.locator("main")


def test_a_citizen_of_another_city_is_served_here(signed_in, visitor, screenshot):
    there, here = signed_in("wuxi"), signed_in("chuangkou")
    reference, code = taken_in(there)
    act(there, reference, "移交其他机关", purpose="decide", contents="（示例）申请书原件、租赁合同复印件")
    expect(there.locator("#elsewhere")).to_contain_text("材料在途")

    citizen = visitor(size=PHONE)
    expect(asked(citizen, reference, code)).to_contain_text("无锡市行政审批局")
    assert fits(citizen)
    here.goto("/cases/elsewhere/transfers/")
    expect(here.locator("main")).to_contain_text(reference)
    act(here, reference, "签收")
    screenshot(here, "service-elsewhere")
    expect(asked(citizen, reference, code)).not_to_contain_text("无锡市行政审批局")

    act(here, reference, "受理")
    for _round in range(4):
        for officer in (signed_in("shipin"), signed_in("kanyan")):
            officer.goto(f"/cases/{reference}/")
            if officer.locator(".acts").get_by_role("link", name="同意", exact=True).count():
                act(officer, reference, "同意", opinion="（示例）符合要求")
    act(signed_in("shipinchu"), reference, "准予", text="（示例）符合法定条件")
    act(here, reference, "制证")
    there.goto(f"/cases/{reference}/")
    assert not there.locator(".acts").get_by_role("link", name="送达", exact=True).count()
    act(here, reference, "移交其他机关", purpose="result", contents="（示例）许可证正副本")
    act(there, reference, "签收")
    act(there, reference, "送达")

    expect(there.locator(".case-lead")).to_contain_text("已送达")
    expect(asked(citizen, reference, code)).to_contain_text("已送达")
