"""One application for a bundle: filed once, handled by each body, delivered once."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.offer.bundles import actions as offer
from tongban.offer.bundles.models import BundleVersion
from tongban.work.cases.actions import applications, decisions, intake
from tongban.work.cases.bundles import actions
from tongban.work.cases.bundles.queries import joint_visible_to, latest_parts
from tongban.work.cases.models import Case, JointApplication, JointPart
from tongban.work.cases.queries.needs import Incomplete, materials_of
from tongban.work.cases.tests.bundles.conftest import ANSWERS, MONDAY, part_of

LATER = MONDAY + timedelta(days=1)


def fresh(joint):
    return JointApplication.objects.get(pk=joint.pk)


def standings(joint):
    return {each.item.name: str(each.standing) for each in latest_parts(joint)}


def moves(joint):
    return list(
        Entry.objects.filter(subject=joint.reference).order_by("number").values_list("move", flat=True)
    )


def test_one_application_opens_a_case_with_each_body_and_promises_one_day(filed):
    by_item = standings(filed)
    assert by_item.pop("店招标牌设置备案") == "waiting"
    assert set(by_item.values()) == {"under_way"}
    assert len(by_item) == 3
    for part in latest_parts(filed):
        if part.case:
            assert (part.case.status, part.hint) == ("filed", "")
            assert part.case.form["contact"] == filed.form["contact"]
    assert filed.promised_on is not None
    assert filed.promised_on < filed.statutory_on
    assert filed.materials_joint < filed.materials_single
    assert filed.fields_joint < filed.fields_single
    assert filed.certificate["certificate"]["seal"]


def test_a_file_handed_in_once_stands_in_every_case_that_needs_it(filed):
    holders = {
        entry.case.version.item.name
        for part in latest_parts(filed)
        if part.case
        for entry in materials_of(part.case)
        if entry.state == "submitted" and entry.files.filter(name="场所平面布置图.pdf").exists()
    }

    assert holders == {
        "食品经营许可（首次申请）",
        "公众聚集场所投入使用营业前消防安全检查",
        "餐饮单位排水许可",
    }


def test_what_is_missing_is_told_all_at_once_and_nothing_is_filed(office, bundle):
    joint = actions.begin_joint(bundle("餐饮店"), office.firm, by=office.owner, at=MONDAY)

    with pytest.raises(Incomplete) as refused:
        actions.file_joint(joint, by=office.owner, at=MONDAY)

    assert "signboard" in refused.value.faults.questions
    assert "contact" in refused.value.faults.fields
    assert refused.value.faults.materials
    assert fresh(joint).status == "draft"
    assert not joint.parts.exists()


def test_a_part_that_only_comes_later_begins_once_the_one_before_has_its_result(filed, handle):
    handle(part_of(filed, "消防安全检查"), at=LATER)

    part = part_of(filed, "店招")
    assert part.standing == "under_way"
    assert part.case.status == "filed"
    assert part.case.filed_at == LATER


def test_a_returned_part_keeps_the_others_going_and_is_shown_as_holding_up(office, filed, handle):
    part = part_of(filed, "排水")
    entry = materials_of(part.case)[0]
    intake.return_(part.case, {entry.pk: "看不清，请重新提交。"}, by=office.clerk, at=LATER)

    handle(part_of(filed, "食品经营"), at=LATER)

    by_item = standings(filed)
    assert by_item["餐饮单位排水许可"] == "under_way"
    assert by_item["食品经营许可（首次申请）"] == "granted"
    assert fresh(filed).status == "under_way"


def test_a_refused_part_leaves_the_rest_and_the_whole_is_settled_with_the_last(filed, handle):
    handle(part_of(filed, "食品经营"), "refuse", at=LATER)
    for name in ("消防安全检查", "排水", "店招"):
        handle(part_of(filed, name), at=LATER)

    joint = fresh(filed)
    assert joint.status == "settled"
    assert joint.settled_on == LATER.date()
    assert sorted(standings(joint).values()) == ["failed", "granted", "granted", "granted"]


def test_everything_is_delivered_at_once_with_the_refusal_among_it(office, filed, handle):
    handle(part_of(filed, "食品经营"), "refuse", at=LATER)
    for name in ("消防安全检查", "排水", "店招"):
        handle(part_of(filed, name), at=LATER)

    actions.deliver_joint(fresh(filed), by=office.issuer, at=LATER, way="window", recipient="小桥")

    joint = fresh(filed)
    assert (joint.status, joint.delivered_way) == ("delivered", "window")
    assert {part.case.status for part in latest_parts(joint)} == {"delivered"}
    assert sorted(standings(joint).values()) == ["failed", "granted", "granted", "granted"]
    assert "deliver_joint" in moves(joint)


def test_what_it_saved_is_a_fact_with_the_visits_and_days(office, filed, handle):
    for name in ("食品经营", "消防安全检查", "排水", "店招"):
        handle(part_of(filed, name), at=LATER)
    actions.deliver_joint(fresh(filed), by=office.issuer, at=LATER, way="window")

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT parts, failed, visits_single, visits, days, is_in_time, materials < materials_single "
            "FROM facts.joint_applications WHERE reference = %s",
            [filed.reference],
        )
        assert cursor.fetchone() == (4, 0, 4, 1, 1, True, True)


def test_nothing_is_delivered_before_the_last_part_has_ended(office, filed, handle):
    handle(part_of(filed, "食品经营"), at=LATER)

    with pytest.raises(Refused):
        actions.deliver_joint(fresh(filed), by=office.issuer, at=LATER)
    with pytest.raises(PermissionDenied):
        actions.deliver_joint(fresh(filed), by=office.owner, at=LATER)

    assert part_of(filed, "食品经营").case.status == "issued"


def test_parts_delivered_by_themselves_close_the_whole(office, filed, handle):
    from tongban.work.cases.actions import results

    for name in ("食品经营", "消防安全检查", "排水", "店招"):
        handle(part_of(filed, name), at=LATER)
        results.deliver(part_of(filed, name).case, by=office.issuer, at=LATER)

    joint = fresh(filed)
    assert (joint.status, joint.delivered_way) == ("delivered", "apart")


def test_a_failed_part_is_repeated_as_a_draft_with_what_was_handed_in(office, filed, handle):
    failed = part_of(filed, "食品经营")
    handle(failed, "refuse", at=LATER)

    actions.repeat_part(failed, by=office.owner, at=LATER)

    again = part_of(filed, "食品经营")
    assert (again.attempt, again.standing, again.case.status) == (2, "under_way", "draft")
    assert any(entry.state == "submitted" for entry in materials_of(again.case))
    applications.file(again.case, by=office.owner, at=LATER)
    assert Case.objects.get(pk=again.case_id).status == "filed"
    with pytest.raises(Refused):
        actions.repeat_part(failed, by=office.owner, at=LATER)


def test_what_rests_on_a_result_stops_with_it_and_waits_again_when_it_is_repeated(office, draft, handle):
    joint = actions.file_joint(draft("涉企不动产", {}), by=office.owner, at=MONDAY)
    taxes = part_of(joint, "税费")
    decisions.take_withdrawal(taxes.case, by=office.clerk, at=LATER, reason="合同解除")

    joint = fresh(joint)
    assert joint.status == "settled"
    assert set(standings(joint).values()) == {"withdrawn", "stopped"}

    actions.repeat_part(part_of(joint, "税费"), by=office.owner, at=LATER)

    joint = fresh(joint)
    assert joint.status == "under_way"
    assert sorted(standings(joint).values()) == ["under_way", "waiting", "waiting", "waiting"]


def test_a_result_feeds_the_next_part_and_nobody_asks_the_applicant_for_it(office, draft, handle):
    joint = actions.file_joint(draft("涉企不动产", {}), by=office.owner, at=MONDAY)
    handle(part_of(joint, "税费"), at=LATER)
    handle(part_of(joint, "转移登记"), at=LATER)

    supply = part_of(joint, "用电").case
    states = {entry.material.name: entry.state for entry in materials_of(supply)}
    assert supply.status == "filed"
    assert states["不动产权证书"] == "on_file"
    registered = {entry.material.name: entry.state for entry in materials_of(part_of(joint, "转移登记").case)}
    assert registered["完税凭证"] == "asked"


def test_where_no_approval_is_needed_the_next_part_asks_the_applicant(office, draft):
    joint = actions.file_joint(draft("涉企不动产", {}), by=office.owner, at=MONDAY)

    intake.find_unneeded(part_of(joint, "税费").case, by=office.clerk, at=LATER, reason="免税")

    part = part_of(joint, "转移登记")
    assert (part.standing, part.case.status) == ("under_way", "draft")
    assert part.hint


def test_the_whole_is_withdrawn_with_what_is_open_and_what_was_decided_stays(office, filed, handle):
    handle(part_of(filed, "食品经营"), at=LATER)

    actions.withdraw_joint(fresh(filed), by=office.owner, at=LATER, reason="不开了")

    joint = fresh(filed)
    assert joint.status == "withdrawn"
    assert sorted(standings(joint).values()) == ["granted", "stopped", "withdrawn", "withdrawn"]


def test_a_bundle_published_anew_in_between_is_not_filed(office, draft, bundle):
    from tongban.ground.people.models import User

    joint = draft()
    keeper, lawyer, head = (User.objects.get(username=name) for name in ("shixiang", "fagui", "chuzhang"))
    newer = offer.begin_draft(bundle("餐饮店").bundle, by=keeper, at=MONDAY)
    offer.check(newer, by=lawyer, at=MONDAY)
    offer.publish(BundleVersion.objects.get(pk=newer.pk), by=head, at=MONDAY)

    with pytest.raises(Refused, match="重新"):
        actions.file_joint(fresh(joint), by=office.owner, at=MONDAY)


def test_only_the_applicant_and_the_bodies_see_it(office, filed, draft):
    from tongban.ground.people.models import User

    unfiled = draft()

    assert filed in joint_visible_to(office.owner, MONDAY.date())
    assert filed in joint_visible_to(User.objects.get(username="shipin"))
    assert filed not in joint_visible_to(User.objects.get(username="weisheng"))
    assert unfiled not in joint_visible_to(office.clerk)
    with pytest.raises(PermissionDenied):
        actions.file_joint(unfiled, by=office.clerk, at=MONDAY)


def test_a_discarded_draft_is_gone_and_a_question_off_leaves_its_item_out(office, draft):
    joint = draft(answers={**ANSWERS, "signboard": False})

    filed = actions.file_joint(joint, by=office.owner, at=MONDAY)

    assert "店招标牌设置备案" not in standings(filed)
    with pytest.raises(Refused):
        actions.discard_joint(filed, by=office.owner, at=MONDAY)
    assert JointPart.objects.filter(application=filed).count() == 3
