from decimal import Decimal

import pytest

from tongban.ground.clock import SHIPPED, BadDeadline, due, statutory
from tongban.ground.clock.tests.cases import day, extension, pause


def due_on(deadline):
    return due(deadline, SHIPPED).on


@pytest.mark.law("licensing-law:32")
@pytest.mark.law("licensing-law:82")
def test_what_is_missing_is_told_within_five_working_days():
    assert due_on(statutory.correction_notice(day("2022-01-28"))) == day("2022-02-09")


@pytest.mark.law("licensing-law:32")
@pytest.mark.parametrize(
    ("told_on", "on", "accepted_on"),
    [
        (None, "2022-02-09", None),
        (None, "2022-02-10", "2022-01-28"),
        ("2022-02-09", "2022-02-10", None),
        ("2022-02-10", "2022-02-11", "2022-01-28"),
    ],
)
def test_silence_accepts_on_the_day_the_material_was_received(told_on, on, accepted_on):
    found = statutory.silence_accepts_on(
        day("2022-01-28"), told_on=day(told_on) if told_on else None, on=day(on), calendar=SHIPPED
    )

    assert found == (day(accepted_on) if accepted_on else None)


@pytest.mark.law("licensing-law:42")
@pytest.mark.law("licensing-law:82")
@pytest.mark.parametrize(
    ("is_joint", "last"),
    [(False, "2022-03-29"), (True, "2022-05-06")],
)
def test_a_licence_is_decided_in_20_days_and_in_45_where_bodies_act_together(is_joint, last):
    decided = statutory.decision(day("2022-03-01"), is_joint=is_joint)

    assert due_on(decided) == day(last)
    assert statutory.decision_due(day("2022-03-01"), SHIPPED, is_joint=is_joint) == day(last)


@pytest.mark.law("business-environment-regulation:36")
@pytest.mark.parametrize(("promised", "length"), [(5, 5), (20, 20), (30, 20), (None, 20)])
def test_a_bureau_may_promise_less_than_the_law_allows_and_never_more(promised, length):
    assert statutory.decision(day("2022-03-01"), promised_days=promised).length == length


def test_what_is_promised_at_once_is_due_at_once():
    assert statutory.decision(day("2022-03-01"), promised_days=0).unit == "at_once"


@pytest.mark.law("licensing-law:45")
@pytest.mark.parametrize(
    "kind",
    ["hearing", "tender", "auction", "inspection", "testing", "quarantine", "appraisal", "expert_review"],
)
def test_the_time_of_special_procedures_does_not_count(kind):
    review = pause("2022-03-07", "2022-03-11", kind)

    assert due_on(statutory.decision(day("2022-03-01"), pauses=(review,))) == day("2022-04-06")
    assert due_on(statutory.preliminary_review(day("2022-03-01"), (review,))) == day("2022-04-06")


@pytest.mark.law("licensing-law:42")
@pytest.mark.law("registration-regulation:19")
@pytest.mark.law("approval-regulation:10")
@pytest.mark.law("disclosure-regulation:33")
@pytest.mark.parametrize(
    ("matter", "most"),
    [
        ("decision", 10),
        ("joint_decision", 15),
        ("registration", 3),
        ("approval", 40),
        ("disclosure_reply", 20),
    ],
)
def test_an_extension_stays_within_the_law(matter, most):
    granted = {"starts_on": day("2022-03-01"), "document": "延期告知书", "approved_by": "分管负责人"}

    assert statutory.extension(matter, most, **granted).length == most
    with pytest.raises(BadDeadline, match=str(most)):
        statutory.extension(matter, most + 1, **granted)


def test_an_extended_decision_is_due_thirty_working_days_after_acceptance():
    assert due_on(statutory.decision(day("2022-01-20"), extension=extension(10))) == day("2022-03-08")


@pytest.mark.law("licensing-law:43")
def test_the_lower_level_reviews_in_20_days():
    assert due_on(statutory.preliminary_review(day("2022-09-28"))) == day("2022-10-31")


@pytest.mark.law("licensing-law:44")
def test_the_certificate_is_issued_in_10_days():
    assert due_on(statutory.issue(day("2022-09-28"))) == day("2022-10-17")
    assert statutory.issue_due(day("2022-09-28"), SHIPPED) == day("2022-10-17")


@pytest.mark.law("licensing-law:47")
@pytest.mark.law("licensing-law:48")
def test_a_hearing_is_asked_for_in_5_held_in_20_and_told_7_days_before():
    assert due_on(statutory.hearing_request(day("2022-04-29"))) == day("2022-05-10")
    assert due_on(statutory.hearing_request(day("2022-04-29"), "calendar")) == day("2022-05-05")
    assert due_on(statutory.hearing(day("2022-01-20"))) == day("2022-02-22")
    assert statutory.hearing_notice_due(day("2022-02-14"), SHIPPED) == day("2022-01-29")


@pytest.mark.law("licensing-law:50")
def test_renewal_is_asked_for_30_days_before_the_licence_expires():
    assert statutory.renewal_application_due(day("2022-03-09"), SHIPPED) == day("2022-01-21")
    assert statutory.renewal_application_due(day("2022-03-31"), SHIPPED, "calendar") == day("2022-03-01")


@pytest.mark.law("licensing-law:50")
@pytest.mark.parametrize(
    ("answered_on", "on", "outcome"),
    [
        (None, "2022-06-30", ""),
        (None, "2022-07-01", "renewed"),
        ("2022-06-30", "2022-07-01", "answered"),
        ("2022-07-01", "2022-07-01", "renewed"),
    ],
)
def test_no_answer_before_expiry_renews(answered_on, on, outcome):
    answered = day(answered_on) if answered_on else None

    assert statutory.renewal_answer(day("2022-06-30"), answered_on=answered, on=day(on)) == outcome


@pytest.mark.law("licensing-law:78")
@pytest.mark.law("licensing-law:79")
def test_who_lied_waits_one_year_and_who_got_a_licence_by_fraud_three():
    assert statutory.may_apply_again_from(day("2022-03-01"), was_granted=False) == day("2023-03-01")
    assert statutory.may_apply_again_from(day("2024-02-29"), was_granted=True) == day("2027-02-28")


@pytest.mark.law("registration-regulation:19")
def test_a_market_entity_is_registered_in_3_working_days_and_3_more():
    assert due_on(statutory.registration(day("2022-04-29"))) == day("2022-05-07")
    assert due_on(statutory.registration(day("2022-04-29"), extension(3))) == day("2022-05-11")


@pytest.mark.law("registration-regulation:24")
@pytest.mark.law("registration-regulation:29")
@pytest.mark.parametrize("rule", [statutory.change_registration, statutory.change_filing])
def test_a_change_is_registered_or_filed_in_30_calendar_days(rule):
    assert due_on(rule(day("2022-09-01"))) == day("2022-10-08")


@pytest.mark.law("registration-regulation:30")
def test_business_is_suspended_for_at_most_three_years():
    assert statutory.business_resumes_by(day("2022-03-01")) == day("2025-03-01")


@pytest.mark.law("registration-regulation:33")
def test_a_simple_deregistration_is_announced_20_days_and_applied_for_in_20_more():
    assert due_on(statutory.simple_deregistration_notice(day("2022-03-01"))) == day("2022-03-21")
    assert due_on(statutory.simple_deregistration_application(day("2022-03-21"))) == day("2022-04-11")
    assert due_on(statutory.deregistration_objection(day("2022-03-01"))) == day("2022-03-11")


@pytest.mark.law("approval-regulation:9")
@pytest.mark.law("approval-regulation:10")
def test_an_enterprise_project_is_approved_in_20_days_without_the_outside_assessment():
    assessed = pause("2022-03-02", "2022-04-14", "outside_assessment")

    assert due_on(statutory.approval(day("2022-03-01"))) == day("2022-03-29")
    assert due_on(statutory.approval(day("2022-03-01"), (assessed,))) == day("2022-05-13")
    assert due_on(statutory.approval(day("2022-03-01"), extension=extension(40))) == day("2022-05-26")
    assert due_on(statutory.outside_assessment(day("2022-03-01"))) == day("2022-04-13")


@pytest.mark.law("government-investment-regulation:12")
def test_an_estimate_over_110_percent_may_need_a_new_feasibility_study():
    asked = {"feasibility_yuan": Decimal(1000), "on": day("2022-03-01")}

    assert not statutory.may_need_new_feasibility_study(Decimal(1100), **asked)
    assert statutory.may_need_new_feasibility_study(Decimal("1100.01"), **asked)


@pytest.mark.law("disclosure-regulation:30")
@pytest.mark.law("disclosure-regulation:33")
def test_a_request_for_information_is_answered_in_20_working_days_and_20_more():
    asked = pause("2022-03-02", "2022-03-03", "consultation")

    assert due_on(statutory.disclosure_reply(day("2022-01-20"))) == day("2022-02-22")
    assert due_on(statutory.disclosure_reply(day("2022-03-01"), (asked,))) == day("2022-03-31")
    assert due_on(statutory.disclosure_reply(day("2022-03-01"), extension=extension(20))) == day("2022-04-26")
    assert due_on(statutory.disclosure_completion_notice(day("2022-03-01"))) == day("2022-03-10")


@pytest.mark.law("anyang-services-regulation:42")
def test_an_online_application_is_looked_through_the_next_working_day():
    assert due_on(statutory.online_precheck(day("2022-09-30"))) == day("2022-10-08")


def test_every_rule_rests_on_an_article():
    rules = [
        rule
        for name, rule in vars(statutory).items()
        if getattr(rule, "__module__", "") == statutory.__name__
    ]

    assert all(hasattr(rule, "basis") for rule in rules if not rule.__name__.startswith("_"))
