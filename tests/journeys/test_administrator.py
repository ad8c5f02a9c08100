"""The administrator's day: a desk with what waits; what the office sets of itself stands on every page."""

import io

import pytest
from PIL import Image, ImageDraw
from playwright.sync_api import expect

NAME = "苏州市行政审批局（示例）"
MOST_CLICKS, MOST_LOADS = 26, 40
COUNT = (
    "addEventListener('click', () => sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0), true)"
)


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


def test_what_the_administrator_sets_stands_on_the_pages(counted, screenshot):
    admin, loads = counted
    admin.goto("/")
    for tile in ("待核查账号", "应做备份", "磁盘将满", "待完成设置"):
        expect(admin.locator("main")).to_contain_text(tile)
    screenshot(admin, "administrator-desk")

    set_signs(admin)
    clicks = int(admin.evaluate("sessionStorage.clicks"))

    expect(admin.locator(".brand-bureau")).to_have_text(NAME)
    assert clicks <= MOST_CLICKS
    assert len(loads) <= MOST_LOADS
    set_numbers(admin, "letters")
