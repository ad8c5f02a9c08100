"""The pages by which a year comes in, is written, mended and passed on."""

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from tongban.account.budget.actions import books
from tongban.account.evaluation.actions import transitions, year_parts
from tongban.account.evaluation.models import Evaluation, FindingDecision, ImportedReport
from tongban.account.evaluation.tests.conftest import AT, PRINTED
from tongban.ground.kit.models import StoredFile

PAGES = ("chapters", "findings", "review", "publication", "findings_panel", "findings_brief", "compare")
HTMX = {"HX-Request": "true"}


def text_of(answer):
    return answer.content.decode()


def send(client, name, content):
    upload = SimpleUploadedFile(name, content)
    bureau = client.get(reverse("evaluation:imports")).context["form"].fields["department"].initial
    return client.post(reverse("evaluation:import-new"), {"department": bureau, "file": upload})


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", ["finance_officer", "division_head", "bureau_leader", "auditor"])
def test_the_bureaus_staff_and_the_auditor_read_every_page(at_desk, drafted, role, page):
    assert at_desk(role).get(reverse(f"evaluation:{page}", args=[drafted.pk])).status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_nobody_else_learns_anything(at_desk, client, drafted, elsewhere, page):
    url = reverse(f"evaluation:{page}", args=[drafted.pk])

    assert at_desk("finance_officer", department=elsewhere).get(url).status_code == 404
    assert at_desk("finance_reviewer").get(url).status_code == 404
    assert at_desk("system_administrator").get(url).status_code == 403
    assert client.get(url)["Location"].startswith("/sign-in/")


def test_a_report_is_taken_in_and_shown_with_its_findings(desk):
    answer = send(desk, "报告.txt", PRINTED.read_bytes())
    imported = ImportedReport.objects.get()
    page = text_of(desk.get(answer["Location"]))

    assert answer["Location"] == reverse("evaluation:import", args=[imported.pk])
    assert imported.errors > 20
    assert "BUD-03" in page
    assert 'class="note error"' in page


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("空.txt", b""),
        ("乱码.txt", bytes(range(256)) * 40),
        ("无表.txt", "一段没有表格的文字。".encode()),
        ("坏.docx", b"PK\x03\x04 broken"),
        ("旧.doc", b"\xd0\xcf\x11\xe0 old word"),
        ("假.pdf", b"%PDF-1.4 nothing"),
    ],
)
def test_an_unreadable_file_is_told_beside_the_field_and_nothing_is_kept(desk, name, content):
    answer = send(desk, name, content)
    page = text_of(answer)

    assert answer.status_code == 422
    assert "field-error" in page
    assert not ImportedReport.objects.exists()
    assert not StoredFile.objects.exists()


def test_findings_of_an_import_are_filtered_and_downloaded(desk, imported):
    url = reverse("evaluation:import", args=[imported.pk])
    page = text_of(desk.get(url, {"severity": "error", "rule": "BUD-03"}))
    files = [
        desk.get(reverse("evaluation:import-findings", args=[imported.pk, kind]))
        for kind in ("xlsx", "json", "html")
    ]

    assert 'class="note error"' in page
    assert 'class="note warning"' not in page
    assert [file.status_code for file in files] == [200, 200, 200]
    assert files[1].json()["findings"]
    assert desk.get(reverse("evaluation:import-findings", args=[imported.pk, "exe"])).status_code == 404


def test_an_import_of_another_bureau_does_not_exist(at_desk, imported, elsewhere):
    stranger = at_desk("division_head", department=elsewhere)

    assert stranger.get(reverse("evaluation:import", args=[imported.pk])).status_code == 404
    assert at_desk("bureau_leader").post(reverse("evaluation:import-new")).status_code == 403


def test_a_draft_year_is_made_once_per_edition(desk, imported):
    url = reverse("evaluation:import-draft", args=[imported.pk])
    first = desk.post(url, {"edition": "甲"})
    second = desk.post(url, {"edition": "甲"})

    assert first.status_code == 302
    assert second.status_code == 409
    assert Evaluation.objects.get().edition == "甲"


def test_a_number_in_prose_is_shown_as_bound_to_bind_or_loose(desk, drafted):
    url = reverse("evaluation:text-preview", args=[drafted.pk])
    text = "支出{预算总金额.实际支出数}，执行率93.83%，另有77.7万元，{没有.这项}。"
    page = text_of(desk.post(url, {"body": text}, headers={**HTMX, "HX-Trigger-Name": "body"}))

    assert 'class="chip"' in page
    assert 'data-key="预算总金额.执行率"' in page
    assert '<span class="chip-loose"' in page
    assert "chip-unknown" in page


def test_two_people_write_one_chapter_and_nothing_typed_is_lost(desk, drafted):
    url = reverse("evaluation:chapter", args=[drafted.pk, "4.1"])
    first = desk.post(url, {"body": "甲写的。", "version": 1})
    second = desk.post(url, {"body": "乙写的。", "version": 1})
    page = text_of(second)

    assert first.status_code == 302
    assert second.status_code == 409
    assert "乙写的。" in page
    assert drafted.chapters.get(code="4.1").body == "甲写的。"
    assert desk.post(url, {"body": "乙写的。", "version": 2}).status_code == 302


def test_a_chapter_nobody_began_is_begun(desk, drafted):
    drafted.chapters.filter(code="6").delete()

    desk.post(reverse("evaluation:chapter", args=[drafted.pk, "6"]), {"body": "公开。", "version": 0})

    assert drafted.chapters.get(code="6").body == "公开。"


def test_problems_functions_and_particulars_are_written(desk, drafted):
    pk = drafted.pk
    problem = {"heading": "新问题", "problem": "慢。", "measure": "改。", "owner": "办公室", "version": 1}
    desk.post(reverse("evaluation:problem-add", args=[pk]), problem)
    desk.post(reverse("evaluation:function-add", args=[pk]), {"number": 11, "text": "新职能。", "version": 0})
    unit = drafted.department.budget_units.first()
    stamp = desk.get(reverse("evaluation:particulars", args=[pk])).context["form"]["version"].value()
    said = {"bodies": "办公室\n督查处", "units": [unit.pk], "author": "综合科", "version": stamp}
    answer = desk.post(reverse("evaluation:particulars", args=[pk]), said)
    late = desk.post(reverse("evaluation:particulars", args=[pk]), {**said, "author": "他人"})

    drafted.refresh_from_db()
    assert drafted.problems.filter(heading="新问题").exists()
    assert drafted.functions.get(number=11).text == "新职能。"
    assert answer.status_code == 302
    assert (drafted.author, drafted.bodies) == ("综合科", ["办公室", "督查处"])
    assert list(drafted.units.all()) == [unit]
    assert late.status_code == 409


def test_a_struck_problem_is_gone_and_only_the_clerk_strikes(desk, at_desk, drafted):
    problem = drafted.problems.first()
    url = reverse("evaluation:problem-strike", args=[drafted.pk, problem.pk])

    assert at_desk("finance_officer").post(url).status_code == 403
    assert desk.get(url).status_code == 405
    assert desk.post(url).status_code == 302
    assert not drafted.problems.filter(pk=problem.pk).exists()


def test_an_error_is_never_dismissed_whatever_is_sent(desk, drafted):
    page = desk.get(reverse("evaluation:findings", args=[drafted.pk]), {"severity": "error"})
    error = page.context["listing"].groups[0][1][0].opened
    sent = {"rule": error.finding.rule, "place": error.place, "decision": "dismissed", "reason": "不管"}
    answer = desk.post(reverse("evaluation:finding-decide", args=[drafted.pk]), sent)

    assert answer.status_code == 409
    assert not FindingDecision.objects.exists()


def test_a_warning_is_dismissed_with_a_reason_only(desk, drafted):
    page = desk.get(reverse("evaluation:findings", args=[drafted.pk]), {"severity": "warning"})
    found = page.context["listing"].groups[0][1][0].opened
    url = reverse("evaluation:finding-decide", args=[drafted.pk])
    sent = {"rule": found.finding.rule, "place": found.place, "decision": "dismissed"}

    assert desk.post(url, {**sent, "reason": "  "}).status_code == 422
    assert desk.post(url, {**sent, "reason": "口径不同"}).status_code == 302
    assert FindingDecision.objects.get().reason == "口径不同"
    assert desk.post(url, {**sent, "rule": "BUD-99", "reason": "没有"}).status_code == 404


def test_the_panel_tells_one_part_and_leads_to_the_line(desk, drafted):
    page = text_of(desk.get(reverse("evaluation:findings_panel", args=[drafted.pk]), {"section": "七"}))

    assert "BUD-03" in page
    assert f"/account/{drafted.pk}/budget/" in page


def test_the_second_click_on_a_move_is_refused(desk, drafted):
    url = reverse("evaluation:pass-on", args=[drafted.pk])
    sent = {"move": "submit", "knowing": "on"}
    first = desk.post(url, sent)
    second = desk.post(url, sent)

    assert first.status_code == 302
    assert second.status_code == 409
    drafted.refresh_from_db()
    assert drafted.status == "with_division"


def test_a_refused_check_names_the_open_errors_with_links(at_desk, drafted, clerk, person):
    transitions.transition(drafted, "submit", by=clerk, at=AT)
    transitions.transition(drafted, "endorse", by=person("division_head"), at=AT)
    officer = at_desk("finance_officer")
    answer = officer.post(reverse("evaluation:pass-on", args=[drafted.pk]), {"move": "check"})
    back = officer.post(reverse("evaluation:pass-on", args=[drafted.pk]), {"move": "finance_return"})

    assert answer.status_code == 409
    assert 'class="blockers"' in text_of(answer)
    assert back.status_code == 409


def test_moves_of_others_are_not_offered_and_not_made(at_desk, drafted):
    leader = at_desk("bureau_leader")
    page = text_of(leader.get(reverse("evaluation:review", args=[drafted.pk])))
    answer = leader.post(reverse("evaluation:pass-on", args=[drafted.pk]), {"move": "submit"})

    assert 'id="move-submit"' not in page
    assert answer.status_code == 403


def test_a_comment_is_made_and_answered(desk, at_desk, drafted):
    at_desk("division_head").post(
        reverse("evaluation:comment", args=[drafted.pk]), {"place": "八", "text": "请补充。"}
    )
    remark = drafted.comments.get()
    answered = desk.post(
        reverse("evaluation:comment-answer", args=[drafted.pk, remark.pk]), {"answer": "已补充。"}
    )

    remark.refresh_from_db()
    assert answered.status_code == 302
    assert (remark.place, remark.answer) == ("八", "已补充。")


def test_the_history_tells_moves_and_is_exported(desk, drafted):
    url = reverse("evaluation:review", args=[drafted.pk])

    assert "依据报告起草" in text_of(desk.get(url)) or "导入" in text_of(desk.get(url))
    assert desk.get(url, {"export": "xlsx"})["Content-Type"].endswith("sheet")


def test_the_history_names_the_line_with_its_old_and_new_value(desk, clerk, drafted, line, indicator):
    posted = {"amount_yuan": Decimal("1234500"), "paid_on": AT.date(), "document": "凭-1", "purpose": "邮寄"}
    books.post_payment(line, **posted, by=clerk, at=AT)
    year_parts.change(indicator, by=clerk, at=AT, changes={"weight": Decimal("9")})

    page = text_of(desk.get(reverse("evaluation:review", args=[drafted.pk])))

    assert "专项邮寄费：" in page
    assert "1,234,500.00" in page
    assert f"{indicator.name}：" in page
    assert "→ 9" in page


def test_a_draft_paper_is_marked(desk, drafted):
    answer = desk.get(reverse("evaluation:draft-paper", args=[drafted.pk, "txt"]))
    preview = desk.get(reverse("evaluation:preview", args=[drafted.pk]))

    assert "草案" in text_of(answer)
    assert "sha256-" in preview["Content-Security-Policy"]
    assert desk.get(reverse("evaluation:draft-paper", args=[drafted.pk, "exe"])).status_code == 404
