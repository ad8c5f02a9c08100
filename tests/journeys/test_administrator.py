"""The administrator's day: a desk with what waits; what the office sets of itself; the next paper carries it."""

import io
import re

import psycopg
import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

from tests.browser import PHONE, fits

NAME = "苏州市行政审批局（示例）"
MOST_CLICKS, MOST_LOADS = 26, 40
COUNT = (
    "addEventListener('click', () => sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0), true)"
)
FILED = """SELECT reference FROM cases_case AS it
    WHERE it.status = 'submitted' ORDER BY it.id DESC LIMIT 1"""
PAPER = """SELECT content FROM cases_paper AS paper JOIN cases_case AS it ON it.id = paper.case_id
    WHERE it.reference = %s AND kind = 'acceptance'"""


def picture(kind):
    drawn = Image.new("RGBA", (200, 200), (0, 0, 0, 0))
    pen = ImageDraw.Draw(drawn)
    pen.ellipse((10, 10, 190, 190), outline=(200, 20, 20, 255), width=8)
    if kind == "logo":
        pen.rectangle((60, 60, 140, 140), fill=(30, 90, 200, 255))
    kept = io.BytesIO()
    drawn.save(kept, "PNG")
    return {"name": f"{kind}.png", "mimeType": "image/png", "buffer": kept.getvalue()}


@pytest.fixture
def counted(signed_in):
    """Return the administrator's window, and how many pages it loaded."""
    page, loads = signed_in("guanli"), []
    page.add_init_script(COUNT)
    page.on("domcontentloaded", lambda _page: loads.append(page.url))
    return page, loads


def opened(page, name):
    """Open a setting from the first page of settings."""
    page.locator("a.side-link[href='/settings/']").click()
    page.wait_for_url("**/settings/")
    page.locator("main").get_by_role("link", name=name, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def saved(page):
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#notices")).to_contain_text("已保存")


def set_signs(admin):
    """Set name, logo, seal and the way of numbers."""
    opened(admin, "机构名称")
    admin.get_by_label("机构名称").fill(NAME)
    saved(admin)
    for name, kind in (("标识", "logo"), ("印章图片", "seal")):
        opened(admin, name)
        admin.set_input_files("[name=value]", picture(kind))
        saved(admin)
    expect(admin.locator(".brand-logo")).to_be_visible()
    set_numbers(admin, "area")


def set_numbers(admin, way):
    opened(admin, "办件编号格式")
    admin.select_option("[name=value]", way)
    saved(admin)


def word_message(admin):
    """Word a message, first with a place-holder that nobody knows."""
    opened(admin, "消息文本")
    admin.goto("/settings/message.duty_failed/")
    admin.fill("[name=title_zh]", "请查看：{lable}")
    admin.click("[name=preview]")
    expect(admin.locator("main")).to_contain_text("没有占位符 {lable}")
    admin.fill("[name=title_zh]", "请查看自动事项：{label}")
    admin.click("[name=preview]")
    expect(admin.locator("#preview")).to_contain_text("请查看自动事项：")
    saved(admin)


def move_division(admin):
    """Put a division before all others."""
    admin.goto("/staff/departments/")
    division = admin.locator("main tbody a", has_text="市场准入").first.inner_text()
    admin.get_by_role("link", name=division, exact=True).click()
    admin.fill("[name=place]", "1")
    saved(admin)
    expect(admin.locator("main tbody tr").first).to_contain_text(division)


def accepted(clerk, reference):
    """Accept an application; return its number as the office writes it."""
    clerk.goto(f"/cases/{reference}/acts/accept/")
    clerk.locator("main button[type=submit]").last.click()
    clerk.wait_for_url(lambda address: "/acts/" not in address)
    number = "320500" + reference.removeprefix("CASE-").replace("-", "")
    expect(clerk.locator("main")).to_contain_text(number)
    return number


def test_what_the_administrator_sets_is_carried_by_the_next_paper(
    counted, signed_in, installation, screenshot
):
    admin, loads = counted
    admin.goto("/")
    for tile in ("待核查账号", "距上次备份天数", "磁盘剩余", "待完成设置"):
        expect(admin.locator("main")).to_contain_text(tile)
    screenshot(admin, "administrator-desk")

    set_signs(admin)
    word_message(admin)
    screenshot(admin, "setting")
    move_division(admin)
    clicks = int(admin.evaluate("sessionStorage.clicks"))
    with psycopg.connect(installation.database, autocommit=True) as connection:
        (reference,) = connection.execute(FILED).fetchone()
        number = accepted(signed_in("chuangkou"), reference)
        (paper,) = connection.execute(PAPER, [reference]).fetchone()

    assert paper["bureau"] == NAME
    assert number in "".join(paper["paragraphs"])
    assert re.fullmatch(r"[0-9a-f]{64}", paper["seal"])
    assert clicks <= MOST_CLICKS
    assert len(loads) <= MOST_LOADS
    set_numbers(admin, "letters")
    expect(admin.locator("main table")).to_contain_text("吴七")
    admin.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    for address in ("/", "/settings/", "/settings/papers.seal/", "/settings/public.fees/", "/installation/"):
        admin.goto(address)
        assert fits(admin), address
