"""The window: who applies, for whom, what is handed in; the receipt, and what is mended later."""

from datetime import date

import pytest
from django.urls import reverse

from tongban.ground.people.models import Applicant, Mandate
from tongban.work.cases.actions import intake
from tongban.work.cases.models import Case
from tongban.work.cases.queries.history import history
from tongban.work.cases.tests.cast import day, upload
from tongban.work.cases.tests.conftest import fresh
from tongban.work.cases.tests.pages.conftest import text_of

pytestmark = pytest.mark.django_db
WINDOW = "/cases/window/"
HERS, HIS = "320503199001011222", "320503198001012511"
"""Numbers with right check characters."""


@pytest.fixture
def clerk(at):
    return at("li")


@pytest.fixture
def take_in(house, clerk, material):
    """Return how the clerk takes in an application of Ms Zhang."""

    def send(**more):
        said = {
            "serves_food": "yes",
            "shop": "小桥人家",
            "area": "52.5",
            f"way_{material('租赁合同').pk}": "show",
        }
        said |= {f"way_{material('健康证明').pk}": "promise", f"way_{material('平面图').pk}": "follow_later"}
        said |= {f"scan_{material('营业执照').pk}": upload()}
        return clerk.post(reverse("cases:take_in", args=[house.zhang.pk, house.version.pk]), said | more)

    return send


def test_only_the_window_takes_in(at, house):
    assert at("wang").get(WINDOW).status_code == 403


def test_who_is_known_is_found_by_number(clerk, house):
    Applicant.objects.filter(pk=house.zhang.pk).update(number=HERS)

    answer = clerk.post(WINDOW, {"number_type": "citizen", "number": HERS})

    assert answer["Location"] == reverse("cases:applicant", args=[house.zhang.pk])


def test_a_wrong_number_is_told(clerk, house):
    answer = clerk.post(WINDOW, {"number_type": "citizen", "number": "320503199001011221"})

    assert answer.status_code == 422
    assert "校验码不符" in text_of(answer)


def test_who_comes_for_the_first_time_is_registered(clerk, house):
    number = {"number_type": "credit", "number": "91320500MA1NABCD04"}
    code = next(
        number["number"][:17] + letter
        for letter in "0123456789ABCDEFGHJKLMNPQRTUWXY"
        if _is_right(number["number"][:17] + letter)
    )
    said = {"number_type": "credit", "number": code}

    asked = clerk.post(WINDOW, said)
    done = clerk.post(WINDOW, said | {"name": "示例餐饮公司", "phone": "0512-1234567"})

    assert "登记" in text_of(asked)
    assert done["Location"] == reverse("cases:applicant", args=[Applicant.objects.get(number=code).pk])
    assert Applicant.objects.get(number=code).kind == "enterprise"


def _is_right(code):
    from tongban.ground.people.identity import is_credit_code

    return is_credit_code(code)


def test_an_agents_mandate_is_entered(clerk, house):
    Applicant.objects.filter(pk=house.agent.pk).update(number=HIS)
    said = {"number_type": "citizen", "number": HIS, "name": house.agent.name}
    said |= {"since": "2026-01-01", "matters": "食品经营许可", "document": "委托书1号"}

    answer = clerk.post(reverse("cases:mandate", args=[house.zhang.pk]), said)

    assert answer["Location"].endswith(f"?agent={house.agent.pk}")
    assert Mandate.objects.get(principal=house.zhang).agent == house.agent


def test_the_checklist_follows_the_answers(clerk, house):
    address = reverse("cases:take_in", args=[house.zhang.pk, house.version.pk])

    assert "视情形而定" in text_of(clerk.get(address))
    assert "不需要" in text_of(clerk.get(address + "?serves_food=no"))


def test_what_is_handed_over_is_taken_in_with_a_receipt(take_in, house, clerk):
    answer = take_in()

    case = Case.objects.get()
    assert answer["Location"] == reverse("cases:taken", args=[case.reference])
    assert (case.status, case.channel, case.taken_in_by) == ("filed", "window", house.li)
    assert case.form == {"shop": "小桥人家", "area": 52.5}
    states = dict(case.materials.values_list("material__name", "state"))
    assert states == {
        "租赁合同": "shown",
        "平面图": "to_follow",
        "健康证明": "promised",
        "营业执照": "submitted",
    }
    receipt = case.papers.get(kind="receipt")
    assert "书面承诺" in str(receipt.content)
    assert reverse("cases:paper", args=[case.reference, receipt.pk]) in text_of(clerk.get(answer["Location"]))


def test_an_agent_needs_a_mandate(take_in, house):
    Mandate.objects.create(principal=house.zhang, agent=house.agent, since=date(2022, 1, 1))

    take_in(agent=house.agent.pk)

    assert Case.objects.get().agent == house.agent


def test_a_scan_announced_and_not_chosen_is_asked_for(take_in, material):
    answer = take_in(**{f"way_{material('租赁合同').pk}": "scan"})

    assert answer.status_code == 422
    assert "小桥人家" in text_of(answer)


def test_the_form_is_mended_in_the_applicants_presence(take_in, clerk):
    take_in(area="")
    case = Case.objects.get()

    clerk.post(
        reverse("cases:form", args=[case.reference]), {"serves_food": "yes", "shop": "小桥", "area": "60"}
    )

    assert fresh(case).form == {"shop": "小桥", "area": 60.0}


def test_what_was_returned_is_handed_in_at_the_window(house, filed, clerk, do):
    entry = filed.materials.get(material__name="租赁合同")
    intake.return_(filed, {entry.pk: "缺页"}, by=house.li, at=day(9, 6))
    address = reverse("cases:material", args=[filed.reference, entry.pk])

    clerk.post(address, {f"scan_{entry.material_id}": upload("新合同.pdf")})
    do(clerk, filed, "take_completion")

    assert fresh(filed).status == "completed"


def test_another_divisions_clerk_takes_nothing_in(at, house, take_in):
    address = reverse("cases:take_in", args=[house.zhang.pk, house.version.pk])

    assert at("wu").post(address, {"serves_food": "no"}).status_code == 403


def test_a_scan_is_not_chosen_twice_when_something_else_is_wrong(take_in, material):
    lease, plan = material("租赁合同"), material("平面图")
    refused = take_in(**{f"scan_{lease.pk}": upload("合同.pdf"), f"way_{plan.pk}": "scan"})
    marks = {name: refused.context["materials"][name].value() for name in (f"scan_{lease.pk}",)}

    take_in(**{f"{name}_kept": kept[1] for name, kept in marks.items()})

    entry = Case.objects.get().materials.get(material=lease)
    assert "合同.pdf" in text_of(refused)
    assert (entry.state, entry.files.get().name) == ("submitted", "合同.pdf")


def test_what_was_shown_at_the_window_is_one_line_of_the_past(take_in, clerk, material, house):
    take_in(**{f"way_{material('健康证明').pk}": "show", f"way_{material('平面图').pk}": "show"})
    case = Case.objects.get()

    events = [event for event in history(case) if event.title == "窗口核验了原件"]

    assert [event.note for event in events] == ["租赁合同、平面图、健康证明"]
