"""Forms and rules of inspection at the desk: set by whoever decides, read by the centre, never changed under a score."""

import pytest

from tongban.ground.ledger.models import Entry
from tongban.work.inspection.actions import standards
from tongban.work.inspection.models import HitRule, QualityForm
from tongban.work.inspection.tests.cast import at, form
from tongban.work.inspection.tests.test_pages import client, page, send

pytestmark = pytest.mark.django_db


def rows(*criteria):
    """Return what the editor sends: name, points and whether it is fatal, row by row."""
    said = {"rows-TOTAL_FORMS": str(len(criteria)), "rows-INITIAL_FORMS": "0"}
    for place, (name, points, is_fatal) in enumerate(criteria):
        said |= {f"rows-{place}-name": name, f"rows-{place}-points": points}
        said |= {f"rows-{place}-is_fatal": "on"} if is_fatal else {}
    return said


HEAD = {"name": "新质检表", "in_force_on": "2022-09-01", "pass_mark": "85"}
WHOLE = (("文明用语", "40", False), ("记录准确", "60", False), ("", "", False), ("泄露来电人信息", "", True))


def test_a_form_is_put_in_force_with_its_criteria_in_their_order(office):
    made = send(office.head, "new-form", **HEAD, **rows(*WHOLE))

    found = QualityForm.objects.get()
    assert made.url.endswith(f"/forms/{found.pk}/")
    assert [(each.name, int(each.points), each.is_fatal) for each in found.criteria.all()] == [
        ("文明用语", 40, False),
        ("记录准确", 60, False),
        ("泄露来电人信息", 0, True),
    ]
    assert "泄露来电人信息" in page(office.shen, "form", found.pk).content.decode()
    assert page(office.agent, "form", found.pk).status_code == 403


@pytest.mark.parametrize(
    ("criteria", "status", "says"),
    [
        ((("文明用语", "90", False),), 409, "90"),
        ((("文明用语", "100", True),), 422, "文明用语"),
        ((("文明用语", "", False),), 422, "文明用语"),
        ((("", "100", False),), 422, "100"),
        ((), 409, "新质检表"),
    ],
)
def test_what_is_no_form_is_told_and_nothing_typed_is_lost(office, criteria, status, says):
    answer = send(office.head, "new-form", **HEAD, **rows(*criteria))

    assert answer.status_code == status
    assert says in answer.content.decode()
    assert not QualityForm.objects.exists()


def test_the_next_form_begins_as_a_copy(office):
    former = form(office)

    shown = page(office.head, "new-form").content.decode()
    copied = page(office.head, "forms").content.decode()

    assert "文明用语" not in shown
    assert f"?copy={former.pk}" in copied
    again = client(office.head).get(f"/inspection/forms/new/?copy={former.pk}").content.decode()
    assert "文明用语" in again


def test_rules_are_set_by_whoever_decides_and_only_what_changed_is_entered(office):
    said = {"number_satisfaction": "2", "use_satisfaction": "on", "number_rounds": "3"}

    send(office.head, "forms", **said)
    send(office.head, "forms", **said | {"number_rounds": "2"})
    empty = send(office.head, "forms", use_late="on")
    refused = send(office.shen, "forms", **said)

    rules = {rule.kind: (rule.number, rule.is_active) for rule in HitRule.objects.all()}
    assert rules == {"satisfaction": (2, True), "rounds": (2, False)}
    assert Entry.objects.filter(subject__startswith="QRULE-").count() == 3
    assert (empty.status_code, refused.status_code) == (422, 403)
    assert page(office.shen, "forms").status_code == 200


def test_a_draft_is_described_anew_and_copied(office):
    draft = standards.draft("旧名", by=office.qian, at=at(2), sampling="随机")

    send(
        office.qian,
        "describe-standard",
        draft.reference,
        name="热线测评标准",
        basis="市级标准",
        sampling="分层抽样",
    )

    draft.refresh_from_db()
    assert (draft.name, draft.sampling) == ("热线测评标准", "分层抽样")
    copied = client(office.qian).get(f"/inspection/standards/new/?copy={draft.reference}").content.decode()
    assert "分层抽样" in copied
    stale = send(office.qian, "describe-standard", draft.reference, name="另名", seen="1")
    assert stale.status_code == 409
