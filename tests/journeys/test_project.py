"""A construction project walks through its four stages: each one application, the drawings and the building reviewed together."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from playwright.sync_api import Page, expect

from tests.browser import PHONE, fits
from tests.journeys.test_one_thing_once import ENTERPRISE, fill_in, handle

PROJECT = "（示例）精密机床项目"
REVIEWERS = {"投资建设审批处": "touzi", "城市管理审批处": "chengshi"}
SEND = """async ([path, said, files]) => {
  const shown = await fetch(path);
  if (!shown.ok) return false;
  const page = new DOMParser().parseFromString(await shown.text(), "text/html");
  const form = [...page.querySelectorAll("main form")].find(each => each.querySelector("[name=csrfmiddlewaretoken]") &&
    !each.action.endsWith("/discard/"));
  const sent = new FormData(form);
  for (const [name, value] of Object.entries(said)) sent.set(name, value);
  for (const field of form.querySelectorAll("input, select")) {
    if (files && field.type === "file")
      sent.set(field.name, new File(["%PDF-1.4\\n%%EOF\\n"], "a.pdf", {type: "application/pdf"}));
    else if (files && ["text", "number", "date"].includes(field.type) && !field.value)
      sent.set(field.name, {text: "12", number: "12", date: "2027-01-04"}[field.type]);
    else if (files && field.tagName === "SELECT" && !field.value) sent.set(field.name, [...field.options].at(-1).value);
  }
  return (await fetch(path, {method: "POST", body: sent, redirect: "manual"})).type === "opaqueredirect";
}"""

PRESS = """async ([path, said]) => {
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value;
  const body = new URLSearchParams({csrfmiddlewaretoken: token, ...said});
  return (await fetch(path, {method: "POST", body, redirect: "manual"})).type === "opaqueredirect";
}"""


def press(page: Page, path: str, **said: str) -> bool:
    """Send the small form of an act; return whether it was done."""
    return bool(page.evaluate(PRESS, [path, said]))


def send(page: Page, path: str, *, files: bool = False, **said: str) -> bool:
    """Fill in and send the form of a page without drawing it: what was seen once already, again; return whether it was taken."""
    return bool(page.evaluate(SEND, [path, said, files]))


def register(owner: Page) -> str:
    """Register a project; return its address."""
    owner.goto("/projects/")
    if not owner.locator("[name=code]").is_visible():
        owner.locator("summary", has_text="登记项目").click()
    owner.select_option("[name=for]", label=ENTERPRISE)
    owner.fill("[name=code]", "2026-320500-34-03-000321")
    owner.fill("[name=name]", PROJECT)
    owner.fill("[name=place]", "工业园区星湖街1号")
    owner.select_option("[name=of]", label="工业项目")
    owner.get_by_role("button", name="登记", exact=True).click()
    owner.wait_for_url("**/projects/PROJ-*/")
    return owner.url


def begin(owner: Page, project: str, number: int) -> str:
    """Begin a stage; return the number of its application."""
    owner.goto(project)
    owner.get_by_role("button", name=f"开始第 {number} 阶段").click()
    owner.wait_for_url("**/my/together/ONE-*/")
    return owner.url.rstrip("/").rpartition("/")[2]


def cases_under_way(clerk: Page, number: str) -> list[str]:
    """Return the numbers of the cases of parts that are with their bodies."""
    clerk.goto(f"/cases/together/{number}/")
    return clerk.locator("tbody tr", has_text="部门办理中").get_by_role("link").all_inner_texts()


def grant(windows: dict[str, Page], reference: str) -> None:
    """Accept, review, grant and issue by the same small forms."""
    acts, checker = f"/cases/{reference}/acts", windows["touzi"]
    assert press(windows["clerk"], f"{acts}/accept/")
    while send(checker, f"{acts}/agree/", opinion="（示例）符合要求"):
        pass
    assert press(windows["head"], f"{acts}/grant/", text="（示例）符合条件")
    assert press(windows["clerk"], f"{acts}/issue/")


def review(windows: dict[str, Page], desk: str, *, has_visit: bool) -> str:
    """Ask two bodies together; both look, in a browser of their own; return the address of the review."""
    head = windows["head"]
    head.goto(desk)
    head.get_by_role("link", name="发起联合审查").click()
    for name in REVIEWERS:
        head.get_by_label(name, exact=True).check()
    if has_visit:
        head.fill("[name=visit_on]", str(datetime.now(ZoneInfo("Asia/Shanghai")).date()))
    head.locator("main form button[type=submit]").click()
    head.wait_for_url(desk)
    head.locator(".stage a[href*=JREV]").last.click()
    head.wait_for_url("**/reviews/JREV-*/")
    return head.url


def speak(windows: dict[str, Page], address: str, lines: str = "") -> None:
    """Let the bodies speak; the first makes the remarks."""
    for place, name in enumerate(REVIEWERS.values()):
        assert send(windows[name], f"{address}give_opinion/", lines=lines if place == 0 else "")


def merge(head: Page, address: str) -> None:
    """Merge the opinions by the button."""
    head.goto(address)
    head.get_by_role("link", name="汇总意见").click()
    head.locator("main form button[type=submit]").click()
    head.wait_for_url(address)


def grant_stage(windows: dict[str, Page], number: str, *, by_hand: bool) -> None:
    """Grant every part of a stage, those that wait for others after them; the first by hand where that is asked for."""
    while waiting := cases_under_way(windows["clerk"], number):
        for reference in waiting:
            if by_hand:
                handle(windows["clerk"], [windows["touzi"]], windows["head"], reference)
                by_hand = False
            else:
                grant(windows, reference)


def correct_drawings(owner: Page, windows: dict[str, Page], desk: str, folder: Path) -> None:
    """Review the drawings together: remarks at once, corrected once on the telephone, passed."""
    drawings = review(windows, desk, has_visit=False)
    speak(windows, drawings, "疏散走道净宽不足 | GB 55037 第7.1.4条")
    merge(windows["head"], drawings)
    owner.goto(desk.replace("/construction/", "/projects/"))
    expect(owner.locator("#correct")).to_contain_text("疏散走道净宽不足")
    assert fits(owner)
    owner.set_input_files("#correct input[type=file]", folder / "材料.pdf")
    owner.get_by_role("button", name="提交修改后的资料").click()
    expect(owner.locator("#correct")).to_have_count(0)
    speak(windows, drawings)
    merge(windows["head"], drawings)
    expect(windows["head"].locator(".page-lead")).to_contain_text("已通过")


def test_a_project_walks_through_four_stages(signed_in, tmp_path: Path, screenshot):
    owner = signed_in("qiye", size=PHONE)
    names = {
        "clerk": "chuangkou",
        "head": "touzichu",
        "touzi": "touzi",
        "chengshi": "chengshi",
    }
    windows = {name: signed_in(username) for name, username in names.items()}
    head = windows["head"]
    project = register(owner)
    desk = project.replace("/projects/", "/construction/")

    for stage in range(1, 5):
        number = begin(owner, project, stage)
        if stage == 1:
            fill_in(owner, tmp_path)
        else:
            assert send(owner, f"/my/together/{number}/", files=True, file="yes")
        if stage == 3:
            correct_drawings(owner, windows, desk, tmp_path)
            screenshot(head, "project-review")
        if stage == 4:
            speak(windows, acceptance := review(windows, desk, has_visit=True))
            merge(head, acceptance)
        grant_stage(windows, number, by_hand=stage == 1)
        owner.goto(project)
        expect(owner.locator(".stage").nth(stage - 1)).to_contain_text("时限内")
        assert fits(owner)

    screenshot(owner, "project-phone")
    head.goto(desk)
    assert fits(head)
    head.get_by_role("link", name="办结：各阶段均已完成").click()
    head.locator("main form button[type=submit]").click()
    expect(head.locator(".page-pretitle")).to_contain_text("各阶段均已办结")
    screenshot(head, "project")
