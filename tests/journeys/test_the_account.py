"""The main journey: from the report as printed to an account that the public can read and the auditor can verify."""

import re
from dataclasses import dataclass
from pathlib import Path

import psycopg
from playwright.sync_api import Page, Response, expect

from tests.journeys.example import GIVEN, PRINTED, completed, given_indicator
from tests.journeys.sheets import faults_in, fill, fill_sheet, form_at, send
from tongban.account.audit.reader import read, read_content
from tongban.account.audit.rule import check

EDITION = "走查"
SIGNATURES = {"docx": b"PK\x03\x04", "xlsx": b"PK\x03\x04", "pdf": b"%PDF-", "json": b"{"}
DEFINITION = ("name", "level2", "formula", "basis", "bound_to", "baseline")
GOAL = ("operator", "target", "target_text", "unit", "better", "weight")
EXPLAINED = ("cause", "measure", "owner", "due_on")
PASTE = """text => {
  const copied = new DataTransfer();
  copied.setData("text/plain", text);
  const event = { clipboardData: copied, bubbles: true, cancelable: true };
  document.activeElement.dispatchEvent(new ClipboardEvent("paste", event));
}"""
PRINTED_AS = {
    "准时开展市政风热线市长上线活动": "准时开展”政风热线——市长上线“活动",
    "业务指导覆盖县市区数": "加强对各县市区政务服务中心工作指导,了解窗口服务能力与现状,促进政务服务体系建设",
}
OF_ANOTHER_YEAR = ("工作计划制定健全性", "中长期规划制定健全性")
BY_HAND = ("评估政府投资项目可行性研究报告的数量", "新登记各类市场主体数量", "每年免费邮寄办件的数量")


@dataclass(frozen=True)
class Year:
    """The performance year of this journey."""

    address: str

    def errors(self, page: Page) -> int:
        """Return how many open errors the tab of the findings counts."""
        page.goto(f"{self.address}findings/")
        badge = page.locator(".year-tab .count-red")
        return int(re.sub(r"\D", "", badge.inner_text())) if badge.count() else 0


def test_an_account_goes_from_the_print_to_the_public(signed_in, visitor, installation, tmp_path):
    clerk, officer = signed_in("zhuanyuan"), signed_in("caiwu")
    division, leader = signed_in("chuzhang"), signed_in("juzhang")
    reviewer, auditor = signed_in("caizheng"), signed_in("shenji")

    year = the_clerk_takes_the_report_in(clerk)
    open_errors = year.errors(clerk)
    assert open_errors > 30
    a_draft_with_errors_gets_stuck_at_the_check(year, clerk, division, officer)
    the_budget_is_completed(year, clerk, tmp_path)
    assert year.errors(clerk) < open_errors
    the_indicators_are_completed(year, clerk)
    the_text_is_written(year, clerk)
    assert year.errors(clerk) == 0
    everybody_passes_it(year, clerk, division, officer, leader)
    the_reviewer_returns_it_and_the_clerk_answers(year, reviewer, clerk)
    everybody_passes_it(year, clerk, division, officer, leader)
    pass_on(reviewer, year, "accept")
    pass_on(officer, year, "publish")
    the_public_reads_and_downloads_it(visitor(), tmp_path)
    the_auditor_finds_the_ledger_whole(auditor, installation)
    a_changed_row_is_found(auditor, installation)


def the_clerk_takes_the_report_in(page):
    found = [each.severity for each in check(read(PRINTED))]

    page.goto("/account/imports/")
    page.set_input_files("input[type=file]", PRINTED)
    page.get_by_role("button", name="读取并审核").click()
    page.wait_for_url("**/account/imports/*/")
    counted = [int(tile) for tile in page.locator(".tile-value .figure-link").all_inner_texts()]
    page.click("[data-opens=make-draft]")
    page.fill("#make-draft input[name=edition]", EDITION)
    page.click("#make-draft button[type=submit]")
    page.wait_for_url(re.compile(r"/account/\d+/$"))

    assert counted == [found.count(severity) for severity in ("error", "warning", "info")]
    return Year(re.sub(r"^https?://[^/]+", "", page.url))


def a_draft_with_errors_gets_stuck_at_the_check(year, clerk, division, officer):
    for page, move in ((clerk, "submit"), (division, "endorse")):
        assert pass_on(page, year, move).status == 409
        assert "项错误尚未消除" in page.locator("main").inner_text()
        with page.expect_navigation():
            page.get_by_role("button", name="带着这些错误送审").click()

    answer = pass_on(officer, year, "check")

    assert answer.status == 409
    assert "BUD-10 专项邮寄费" in officer.locator(".blockers").inner_text()
    pass_on(officer, year, "finance_return", note="先改正审核发现的错误。")


def the_budget_is_completed(year, page, folder):
    page.goto(f"{year.address}budget/")
    before = errors_in_panel(page)
    row = page.locator("tr", has=page.get_by_role("link", name="专项邮寄费", exact=True))
    row.get_by_role("link", name="编辑").click()
    page.fill("tr.row-edit [name=cause]", "电子证照替代纸质寄送，寄递量低于预计（示例）")
    page.click("tr.row-edit button[type=submit]")
    expect(page.locator("tr.row-edit")).to_have_count(0)
    expect(page.locator(".findings-panel .light-red")).to_contain_text(str(before - 1))

    the_cut_is_told_from_the_carry_over(year, page)
    the_workbook_is_filled_in_and_taken_in(year, page, folder)
    page.goto(f"{year.address}budget/measure/")
    page.select_option("[name=rate_basis]", "adjusted")
    page.select_option("[name=adjustment_basis]", "net")
    page.get_by_role("button", name="保存").click()

    page.wait_for_url(f"**{year.address}budget/")
    assert errors_in_panel(page) == 0


def the_cut_is_told_from_the_carry_over(year, page):
    page.goto(f"{year.address}budget/")
    page.get_by_role("link", name="专项邮寄费", exact=True).click()
    page.get_by_role("link", name="冲回").first.click()
    page.fill("[name=reason]", "原报告未区分结转与增减")
    page.locator("main").get_by_role("button", name="冲回").click()
    page.locator("summary", has_text="调整").first.click()
    form = page.locator("form[action$='/adjust/']")
    form.locator("[name=kind]").select_option("cut")
    form.locator("[name=amount_yuan]").fill("-20")
    form.locator("[name=decided_on]").fill("2022-09-30")
    form.locator("[name=document]").fill("苏财预（示例）号")
    form.locator("[name=reason]").fill("电子证照推广后寄递需求减少，年中压减（示例）")
    form.locator("button[type=submit]").click()
    expect(page.locator(".alert-success")).to_be_visible()


def the_workbook_is_filled_in_and_taken_in(year, page, folder):
    exported = page.request.get(f"{year.address}budget/export/").body()
    filled: Path = folder / "budget.xlsx"
    filled.write_bytes(completed(exported))
    page.goto(f"{year.address}budget/import/")
    page.set_input_files("input[type=file]", filled)
    page.locator("form[data-upload] button[type=submit]").click()
    page.locator("[name=is_confirmed]").check()  # what its line can hardly bear is asked about once
    page.set_input_files("input[type=file]", filled)
    page.locator("form[data-upload] button[type=submit]").click()
    page.wait_for_url(f"**{year.address}budget/")


def the_indicators_are_completed(year, page):
    page.goto(f"{year.address}indicators/")
    links = page.locator("tr[id^=indicator-] th a").all()
    rows = {link.inner_text(): str(link.get_attribute("href")) for link in links}
    before = errors_in_panel(page)
    the_misses_are_explained_in_the_sheet(year, page)
    expect(page.locator(".findings-panel .light-red")).to_contain_text(str(before - len(BY_HAND)))
    an_indicator_is_proven_on_its_page(page, "办事企业群众满意度")
    for name in OF_ANOTHER_YEAR:
        a_proof_of_another_year_is_withdrawn(page, rows[name])
    cells = {}
    for given in GIVEN["indicators"]:
        name = PRINTED_AS.get(given["name"], given["name"])
        address = rows.get(name) or a_new_indicator(year, page, given)
        if given["name"] in PRINTED_AS or "bound_to" in given:
            said = {"target_text": "", **chosen(given, (*GOAL, *DEFINITION))}
            fill(page, address, said, action=f"{address}edit/definition/")
        pk = address.rstrip("/").rpartition("/")[2]
        cells |= {f"{pk}-{code}": value for code, value in cells_of(given).items()}
    fill_sheet(page, f"{year.address}indicators/sheet/", cells)
    proofs_are_added(year, page)


def the_misses_are_explained_in_the_sheet(year, page):
    """Paste four cells a row, as copied in a spreadsheet, and go on with the keyboard."""
    page.get_by_role("link", name="整表填报").click()
    page.wait_for_url(f"**{year.address}indicators/sheet/")
    for name in BY_HAND:
        row = page.locator("tr[data-row]", has=page.get_by_role("link", name=name, exact=True))
        row.locator("textarea").first.focus()
        page.evaluate(PASTE, "\t".join(str(given_indicator(name)[field]) for field in EXPLAINED))
        expect(page.locator("[data-sheet-said]")).to_contain_text("已粘贴 4 个单元格")
    page.keyboard.press("Enter")
    expect(page.locator("td.is-changed")).to_have_count(4 * len(BY_HAND))
    page.keyboard.press("Control+s")
    page.wait_for_url(f"**{year.address}indicators/")


def cells_of(given):
    """Return an indicator of the example as the cells of the sheet."""
    cells = chosen(given, ("operator", "unit", "better", "weight", "attained", *EXPLAINED))
    cells["target"] = given.get("target_text") or given["target"]
    if "bound_to" not in given:
        cells["actual"] = given.get("actual_text") or given["actual"]
    return cells


def a_new_indicator(year, page, given):
    address = f"{year.address}indicators/new/"
    answer = send(page, address, form_at(page, address) | chosen(given, ("level1", *DEFINITION, *GOAL)))
    assert answer.status == 302, faults_in(answer)
    return answer.headers["location"]


def a_proof_of_another_year_is_withdrawn(page, address):
    page.goto(address)
    page.locator("#evidence").get_by_role("button", name="撤回").first.click()
    page.locator("dialog[open] button[type=submit]").click()
    expect(page.locator("#evidence")).to_contain_text("尚无佐证")


def an_indicator_is_proven_on_its_page(page, name):
    page.get_by_role("link", name=name, exact=True).click()
    page.locator("#evidence-form summary").click()
    form = page.locator("#evidence-form form")
    proof = given_indicator(name)["evidence"][0]
    form.locator("[name=kind]").select_option("ledger")
    for field in ("title", "system", "as_of", "owner"):
        form.locator(f"[name={field}]").fill(str(proof[field]))
    form.locator("button[type=submit]").click()
    expect(page.locator("#evidence")).to_contain_text(proof["title"])


def proofs_are_added(year, page):
    page.goto(f"{year.address}indicators/")
    for row in page.locator(
        "tr[id^=indicator-]", has=page.locator("a[href$='#evidence']", has_text="0")
    ).all():
        link = row.locator("th a")
        address, name = str(link.get_attribute("href")), link.inner_text()
        for proof in given_indicator(name)["evidence"]:
            fill(page, address, {"kind": "ledger", **proof}, action=f"{address}evidence/")


def chosen(given, names):
    return {name: given[name] for name in names if name in given}


def the_text_is_written(year, page):
    page.goto(f"{year.address}text/6/")
    body = next(row["body"] for row in GIVEN["chapters"] if row["code"] == "6")
    page.fill("textarea[name=body]", body)
    page.locator("form[data-unsaved] button[type=submit]").click()
    page.wait_for_url(re.compile(f"{year.address}text/"))
    for given in GIVEN["chapters"]:
        fill(page, f"{year.address}text/{given['code']}/", {"body": given["body"]})
    the_problems_are_written_anew(year, page)


def the_problems_are_written_anew(year, page):
    page.goto(f"{year.address}text/")
    links = page.locator("#problems a[href*='/problems/']").all()
    known = sorted(
        {str(link.get_attribute("href")) for link in links if "new" not in str(link.get_attribute("href"))}
    )
    addresses = [*known, *[f"{year.address}text/problems/new/"] * len(GIVEN["problems"])]
    for given, address in zip(GIVEN["problems"], addresses, strict=False):
        fill(page, address, given)


def everybody_passes_it(year, clerk, division, officer, leader):
    for page, move in (
        (clerk, "submit"),
        (division, "endorse"),
        (officer, "check"),
        (leader, "sign"),
        (officer, "file"),
    ):
        assert pass_on(page, year, move).status == 200, move


def the_reviewer_returns_it_and_the_clerk_answers(year, reviewer, clerk):
    reviewer.goto(f"{year.address}review/")
    reviewer.locator("#comments details summary").click()
    reviewer.fill("#comments [name=text]", "请补充任务的完成时限和责任处室。（示例）")
    reviewer.locator("#comments details button[type=submit]").click()
    pass_on(reviewer, year, "return", note="重点任务资料不全，退回补充。（示例）")

    clerk.goto(f"{year.address}review/")
    assert "重点任务资料不全" in clerk.locator("main").inner_text()
    clerk.fill("#comments [name=answer]", "已逐项补充。（示例）")
    clerk.locator("#comments .remark button[type=submit]").click()
    expect(clerk.locator(".remark-answer")).to_contain_text("已逐项补充")
    the_tasks_are_mended(year, clerk)


def the_tasks_are_mended(year, page):
    page.goto(f"{year.address}tasks/")
    address = page.locator(
        "a[href*='/tasks/']:not([href$='/tasks/']):not([href$='/new/'])"
    ).first.get_attribute("href")
    page.goto(str(address))
    page.fill("[name=owner]", "综合审批处")
    page.fill("[name=due_on]", "2022-12-31")
    page.locator("form[data-unsaved] button[type=submit]").click()
    page.wait_for_url(re.compile(f"{year.address}tasks/"))


def pass_on(page: Page, year: Year, move: str, note: str = "") -> Response:
    page.goto(f"{year.address}review/")
    page.click(f"[data-opens=move-{move}]")
    dialog = page.locator(f"#move-{move}")
    if note:
        dialog.locator("[name=note]").fill(note)
    if dialog.locator("[name=supersedes]").count():
        dialog.locator("[name=supersedes]").check()
    with page.expect_navigation() as moved:
        dialog.locator("button[type=submit]").click()
    return moved.value


def errors_in_panel(page):
    panel = page.locator(".findings-panel")
    expect(panel.locator(".panel-list")).to_be_visible()
    red = panel.locator(".panel-top .light-red")
    return int(re.sub(r"\D", "", red.inner_text())) if red.count() else 0


def the_public_reads_and_downloads_it(page, folder):
    page.goto("/open/")
    page.locator(".open-card", has_text=EDITION).get_by_role("link").first.click()
    page.locator(".open-heads a").first.click()
    assert page.locator(page.evaluate("location.hash")).is_visible()
    figure = page.locator(".open-text a.figure-link").first
    figure.click()
    assert page.locator(str(figure.get_attribute("href"))).count() == 1

    for kind, signature in SIGNATURES.items():
        with page.expect_download() as started:
            page.locator(f".open-head a[href$='report.{kind}']").click()
        kept = folder / f"report.{kind}"
        started.value.save_as(kept)
        assert kept.read_bytes().startswith(signature)
    for kind in ("json", "docx"):
        content = (folder / f"report.{kind}").read_bytes()
        assert not [
            each for each in check(read_content(content, f"report.{kind}")) if each.severity == "error"
        ]


def the_auditor_finds_the_ledger_whole(page, installation):
    assert "台账完整" in installation.tongban("verify")
    verification = verified(page)

    assert verification.locator(".alert-success").is_visible()


def a_changed_row_is_found(page, installation):
    query = "SELECT subject, number, by_name FROM ledger_entry WHERE move = 'sign' ORDER BY id DESC LIMIT 1"
    with psycopg.connect(installation.database) as connection:
        subject, number, name = connection.execute(query).fetchone() or ("", 0, "")
    change_behind_the_back(installation, subject, number, "别人")

    printed = installation.tongban("verify", fails=True)
    found = verified(page).locator("#problems").inner_text()

    assert all(said in printed for said in (subject, str(number)))
    assert all(said in found for said in (subject, str(number)))
    change_behind_the_back(installation, subject, number, name)
    installation.tongban("verify")


def change_behind_the_back(installation, subject, number, name):
    """Change a row of the ledger as only the owner of the tables can: with the trigger switched off."""
    change = "UPDATE ledger_entry SET by_name = %s WHERE subject = %s AND number = %s"
    with psycopg.connect(installation.owner) as connection:
        connection.execute("ALTER TABLE ledger_entry DISABLE TRIGGER ledger_entry_append_only")
        connection.execute(change, [name, subject, number])
        connection.execute("ALTER TABLE ledger_entry ENABLE ALWAYS TRIGGER ledger_entry_append_only")


def verified(page):
    page.goto("/ledger/")
    page.get_by_role("button", name="立即核验").click()
    page.wait_for_url("**/ledger/verification/")
    return page
