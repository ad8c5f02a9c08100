"""The page of a case and its acts; two officers on one case."""

import pytest
from django.db import connection
from django.urls import reverse
from django.utils.timezone import now

from tongban.ground.matters.changes import last_number
from tongban.work.cases.actions import applications, limits
from tongban.work.cases.models import CaseMaterial
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import page_of, text_of

pytestmark = pytest.mark.django_db


def act(case, code):
    return reverse("cases:act", args=[case.reference, code])


def test_the_clerk_sees_materials_form_and_what_to_do(at, filed):
    page = text_of(at("li").get(page_of(filed)))

    assert "租赁合同" in page
    assert "小桥人家" in page
    assert act(filed, "accept") in page
    assert act(filed, "grant") not in page


def test_a_reviewer_of_another_division_gives_an_opinion_and_no_more(at, accepted):
    page = text_of(at("sun").get(page_of(accepted)))

    assert act(accepted, "agree") in page
    assert act(accepted, "pause") not in page


def test_the_page_costs_a_fixed_number_of_queries(at, reviewed, django_assert_max_num_queries):
    client = at("chen")
    client.get(page_of(reviewed))

    with django_assert_max_num_queries(14):
        client.get(page_of(reviewed))


def test_every_day_is_explained(at, accepted):
    page = text_of(at("wang").get(reverse("cases:days", args=[accepted.reference])))

    assert "2022-09-12" in page
    assert "中秋节" in page


def test_what_happened_is_told(at, accepted):
    page = text_of(at("wang").get(reverse("cases:past", args=[accepted.reference])))

    assert "苏行审受" in page


def past_of(client, case):
    return text_of(client.get(reverse("cases:past", args=[case.reference])))


def test_the_history_says_that_the_ledger_proves_the_case(at, accepted):
    page = past_of(at("wang"), accepted)

    assert "经台账核验" in page
    assert "台账不能证明本件" not in page
    assert "/ledger/" not in page


PAST_THE_LEDGER = {
    "an entry changed": ("UPDATE ledger_entry SET note = 'x' WHERE move = 'accept'", "记录被修改"),
    "a row changed": ("UPDATE cases_case SET due_on = due_on + 30", "有一行数据未经办理而改动"),
    "a row that belongs to it": (
        "UPDATE cases_review SET opinion = '同意' WHERE id = (SELECT min(id) FROM cases_review)",
        "未经办理而改动",
    ),
}


@pytest.mark.parametrize("name", PAST_THE_LEDGER)
def test_the_history_says_in_plain_words_what_was_changed_past_the_ledger(at, accepted, name):
    sql, told = PAST_THE_LEDGER[name]
    by_hand(sql)

    page = past_of(at("wang"), accepted)

    assert "台账不能证明本件" in page
    assert told in page
    assert "有 1 处未经台账改动" in page
    assert "实为" not in page


def by_hand(sql):
    """Change something as an owner of the tables does who has switched the triggers off."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in ("ledger_entry", "cases_case", "cases_review", "cases_paper"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        cursor.execute(sql)


# --- the key of entries is lost ------------------------------------------------------------------------------------


def test_without_the_key_of_entries_an_act_is_answered_in_plain_words_and_changes_nothing(
    at, filed, do, lose_entry_key
):
    lose_entry_key()

    answer = do(at("li"), filed, "accept")

    assert answer.status_code == 409
    assert "记录密钥（entry.key）不见了" in text_of(answer)
    assert "tongban keys begin" in text_of(answer)
    assert fresh(filed).status == "filed"


def test_a_paper_is_given_out_as_pdf(at, accepted):
    paper = accepted.papers.get(kind="acceptance")

    answer = at("wang").get(reverse("cases:paper", args=[accepted.reference, paper.pk]))

    assert answer["Content-Type"] == "application/pdf"
    assert answer.content.startswith(b"%PDF")
    assert at("wu").get(reverse("cases:paper", args=[accepted.reference, paper.pk])).status_code == 200


def test_a_paper_of_anothers_case_is_not_there(at, filed):
    paper = filed.papers.get(kind="receipt")

    assert at("wu").get(reverse("cases:paper", args=[filed.reference, paper.pk])).status_code == 404


def test_the_clerk_accepts(at, filed, do):
    answer = do(at("li"), filed, "accept")

    assert answer["Location"] == page_of(filed)
    assert fresh(filed).status == "accepted"


def test_who_may_not_is_refused(at, filed, do):
    assert do(at("wang"), filed, "accept").status_code == 403
    assert do(at("wu"), filed, "accept").status_code == 404


def test_everything_missing_is_said_at_once(at, draft, house, do):
    case = fresh(applications.file(draft, by=house.zhang.account, at=day(11, 18)))
    type(case).objects.filter(pk=case.pk).update(filed_at=now())
    entries = list(CaseMaterial.objects.filter(case=case)[:2])
    said = {f"fault_{entry.pk}": f"第{entry.pk}项看不清" for entry in entries}

    do(at("li"), case, "return", **said, form_fault="面积不符")

    assert fresh(case).status == "incomplete"
    page = text_of(at("li").get(page_of(case)))
    assert all(text in page for text in said.values())


def test_an_empty_return_is_refused_and_says_why(at, filed, do):
    answer = do(at("li"), filed, "return")

    assert answer.status_code == 409
    assert fresh(filed).status == "filed"


def test_a_refusal_without_reasons_is_not_sent(at, reviewed, do):
    answer = do(at("chen"), reviewed, "refuse")

    assert answer.status_code == 422
    assert fresh(reviewed).status == "accepted"


def test_the_head_grants_and_the_licence_officer_hands_over(at, reviewed, do):
    do(at("chen"), reviewed, "grant", text="符合条件")
    do(at("he"), reviewed, "issue")
    do(at("he"), reviewed, "deliver", way="window", recipient="张小红")
    do(at("he"), reviewed, "archive")

    assert fresh(reviewed).status == "archived"


def test_an_opinion_opens_the_next_step(at, accepted, do):
    step = accepted.reviews.get(step__name="材料审查")

    do(at("wang"), accepted, "agree", step=step.pk, opinion="材料齐全")

    assert accepted.reviews.get(pk=step.pk).state == "agreed"


def test_two_reviewers_of_one_stage_do_not_wait_for_each_other(at, accepted, do):
    seen = last_number(accepted.reference)
    mine, theirs = (accepted.reviews.get(step__name=name) for name in ("材料审查", "消防意见"))

    first = do(at("wang"), accepted, "agree", seen=seen, step=mine.pk, opinion="")
    second = do(at("sun"), accepted, "agree", seen=seen, step=theirs.pk, opinion="")

    assert (first.status_code, second.status_code) == (302, 302)


def test_of_two_officers_one_acts_and_the_other_sees_what_happened(at, accepted, do):
    seen = last_number(accepted.reference)
    step = accepted.reviews.get(step__name="材料审查")

    do(at("wang"), accepted, "agree", seen=seen, step=step.pk, opinion="材料齐全")
    late = do(at("zhao"), accepted, "object", seen=seen, step=step.pk, opinion="合同缺页，请看第三页")

    page = text_of(late)
    assert late.status_code == 409
    assert "材料齐全" in page
    assert "wang" in page
    assert "合同缺页，请看第三页" in page


def test_what_was_done_since_is_looked_at_before_deciding(at, reviewed, house, do):
    seen = last_number(reviewed.reference)
    limits.extend(reviewed, 3, reason="案情复杂", by=house.xu, at=day(9, 8))

    late = do(at("chen"), reviewed, "grant", seen=seen, text="准予，已核对")
    again = do(at("chen"), reviewed, "grant", text="准予，已核对")

    assert late.status_code == 409
    assert "案情复杂" in text_of(late)
    assert "准予，已核对" in text_of(late)
    assert again.status_code == 302


def test_the_clock_stops_and_runs_on(at, accepted, do):
    do(at("wang"), accepted, "pause", kind="testing", needed_days=10, reason="送检")
    assert fresh(accepted).status == "paused"

    do(at("wang"), accepted, "resume", result="合格")
    assert fresh(accepted).status == "accepted"


def test_the_leader_extends_once(at, accepted, do):
    type(accepted).objects.filter(pk=accepted.pk).update(statutory_due_on="2099-01-01")

    first = do(at("xu"), accepted, "extend", days=5, reason="案情复杂")
    second = do(at("xu"), accepted, "extend", days=5, reason="再次")

    assert (first.status_code, second.status_code) == (302, 409)


def test_two_officers_check_on_site(at, accepted, house, do):
    said = {"on": "2022-09-07", "place": "平江路", "finding": "与图纸相符", "outcome": "passed"}

    alone = do(at("wang"), accepted, "check_on_site", officers=[house.wang.pk], **said)
    together = do(at("wang"), accepted, "check_on_site", officers=[house.wang.pk, house.zhao.pk], **said)

    assert (alone.status_code, together.status_code) == (409, 302)
    assert "与图纸相符" in text_of(alone)
