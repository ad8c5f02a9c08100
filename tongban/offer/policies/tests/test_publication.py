"""A policy from the draft to the public: what is published stays, and its rule stands beside what was decided."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.kit.conflicts import StaleEdit
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.changes import last_number
from tongban.ground.people.tests import cast
from tongban.offer.policies import queries
from tongban.offer.policies.actions import drafts, enterprises, publication
from tongban.offer.policies.actions.due import tell_due
from tongban.offer.policies.models import PolicyVersion
from tongban.offer.policies.rules import RuleCondition
from tongban.offer.policies.tests.conftest import AT, BRIDGE, DAY, SMALL, STONE, content, known, published


@pytest.fixture
def draft(people):
    return drafts.enter_policy(cast.finance_division(), content(), by=people.editor, at=AT)


def decided(people, policy, is_granted, code=STONE, **said):
    row = {
        "credit_code": code,
        "name": "石头精密（示例）",
        "decided_on": date(2025, 6, 1),
        "is_granted": is_granted,
        "reason": "材料齐全",
        "source": "苏科〔2025〕9号",
    }
    return enterprises.enter_decision(policy, row, known(**said), by=people.editor, at=AT)


@pytest.mark.law("business-environment-regulation:38")
def test_a_policy_is_public_once_published_and_not_before(people, draft):
    assert not queries.published_on(DAY).exists()

    publication.submit(draft, by=people.editor, at=AT)
    publication.approve(draft, by=people.approver, at=AT)
    publication.publish(draft, by=people.publisher, at=AT)

    assert queries.published_on(DAY).get().title == "研发投入补助"
    assert verify().is_whole


def test_who_sent_it_in_does_not_approve_it(people, draft):
    both = cast.staff("both", "item_manager", "legal_officer", department=cast.finance_division())
    publication.submit(draft, by=both, at=AT)

    with pytest.raises(Refused, match="本人"):
        publication.approve(draft, by=both, at=AT)


@pytest.mark.parametrize("move", ["submit", "approve", "publish"])
def test_who_may_not_is_refused_and_nothing_changes(people, draft, move):
    stranger = cast.staff("luren", "window_clerk", department=cast.finance_division())

    with pytest.raises(PermissionDenied):
        getattr(publication, move)(draft, by=stranger, at=AT)

    assert PolicyVersion.objects.get().status == "draft"


def test_the_public_reads_what_is_published_while_the_next_version_is_written(people):
    first = published(people)
    second = drafts.begin_draft(first.policy, by=people.editor, at=AT)
    drafts.change_version(second, content(SMALL, title="研发投入补助（修订）"), by=people.editor, at=AT)

    assert queries.published_on(DAY).get() == first
    assert queries.latest_of(first.policy) == second


def test_the_next_version_supersedes_the_former(people):
    first = published(people)
    second = drafts.begin_draft(first.policy, by=people.editor, at=AT)
    publication.submit(second, by=people.editor, at=AT)
    publication.approve(second, by=people.approver, at=AT)
    publication.publish(second, by=people.publisher, at=AT)

    first.refresh_from_db()
    assert first.status == "superseded"
    assert queries.published_on(DAY).get().number == 2


def test_only_one_version_is_worked_on(people, draft):
    with pytest.raises(Refused):
        drafts.begin_draft(draft.policy, by=people.editor, at=AT)


def test_a_rule_that_gives_no_answer_is_not_sent_in(people, draft):
    bad = content(SMALL, RuleCondition("size == 'tiny'", "属于微小企业"))
    drafts.change_version(draft, bad, by=people.editor, at=AT)

    with pytest.raises(Refused, match="选哪一项结果都一样"):
        publication.submit(draft, by=people.editor, at=AT)


def test_a_draft_changed_by_somebody_else_meanwhile_is_not_overwritten(people, draft):
    seen = last_number(draft.reference)
    drafts.change_version(draft, content(SMALL), by=people.editor, at=AT, seen=seen)

    with pytest.raises(StaleEdit):
        drafts.change_version(draft, content(), by=people.editor, at=AT, seen=seen)


def test_a_published_version_is_never_changed(people):
    version = published(people)

    with pytest.raises(Refused):
        drafts.change_version(version, content(SMALL), by=people.editor, at=AT)


def test_a_rule_that_says_otherwise_than_was_decided_needs_a_written_reason(people, draft):
    decided(people, draft.policy, True, size="large", rd_share=5.0, dishonest=False)
    decided(people, draft.policy, True, code=BRIDGE, size="small", rd_share=5.0, dishonest=False)
    publication.submit(draft, by=people.editor, at=AT)
    publication.approve(draft, by=people.approver, at=AT)

    with pytest.raises(Refused, match="2"):
        publication.publish(draft, by=people.publisher, at=AT)
    publication.publish(draft, by=people.publisher, at=AT, deviation="2026年起限于小微企业。")

    entry = Entry.objects.get(subject=draft.reference, move="publish")
    assert (entry.payload["agreeing"], entry.payload["disagreeing"]) == (1, 1)
    assert PolicyVersion.objects.get().deviation == "2026年起限于小微企业。"


def test_too_little_known_of_a_past_decision_is_no_disagreement(people, draft):
    decided(people, draft.policy, True, size="small")

    found = queries.agreement_of(draft)

    assert found.counts == {"agreeing": 0, "disagreeing": 0, "undecided": 1}


def test_a_past_decision_is_entered_once(people, draft):
    decided(people, draft.policy, True, size="small")

    with pytest.raises(Refused):
        decided(people, draft.policy, False, size="small")


def test_a_wrong_credit_code_is_refused(people):
    with pytest.raises(ValidationError):
        enterprises.change_profile("91350100M000100Y34", "石头", known(size="small"), by=people.editor, at=AT)


def test_the_owner_is_told_once_that_a_policy_is_due(people):
    version = published(people)
    later = AT + timedelta(days=300)

    assert tell_due(at=later) == 1
    assert tell_due(at=later) == 0
    deliver_due(at=later)

    told = Message.objects.get(reader=people.publisher, template="policy_due")
    assert version.title in told.title


def test_a_withdrawn_policy_is_no_longer_offered(people):
    version = published(people)

    publication.withdraw(version, by=people.publisher, at=AT, reason="上位政策废止")

    assert not queries.published_on(DAY).exists()
