"""Whatever is tried in whatever order, a case stays true to its ledger and to the law."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.actions import applications, daily, decisions, intake, results, reviews
from tongban.work.cases.actions.limits import extend, pause, resume
from tongban.work.cases.models import Review
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db
DRIVERS = {
    "file": lambda h, c, at: applications.file(c, by=h.zhang.account, at=at),
    "return": lambda h, c, at: intake.return_(c, {}, form_fault="面积不符", by=h.li, at=at),
    "complete": lambda h, c, at: applications.complete(c, by=h.zhang.account, at=at),
    "accept": lambda h, c, at: intake.accept(c, by=h.li, at=at),
    "daily": lambda h, c, at: daily.run_daily(at),
    "agree": lambda h, c, at: reviews.agree(waiting(c), by=speaker(h, c), at=at),
    "object": lambda h, c, at: reviews.object_(waiting(c), opinion="不符", by=speaker(h, c), at=at),
    "reconsider": lambda h, c, at: reviews.reconsider(
        c, c.version.steps.first(), reason="补证", by=h.chen, at=at
    ),
    "pause": lambda h, c, at: pause(c, "testing", needed_days=3, reason="检测", by=h.wang, at=at),
    "resume": lambda h, c, at: resume(c, result="合格", by=h.wang, at=at),
    "extend": lambda h, c, at: extend(c, 5, reason="复杂", by=h.xu, at=at),
    "grant": lambda h, c, at: decisions.grant(c, by=h.chen, at=at),
    "refuse": lambda h, c, at: decisions.refuse(c, reasons="不符合条件", by=h.chen, at=at),
    "issue": lambda h, c, at: results.issue(c, by=h.he, at=at),
    "deliver": lambda h, c, at: results.deliver(c, by=h.he, at=at),
    "withdraw": lambda h, c, at: applications.withdraw(c, by=h.zhang.account, at=at),
}
ONCE = ("completion", "acceptance", "extension", "grant", "refusal", "delivery")
TRIES = st.lists(st.tuples(st.sampled_from(sorted(DRIVERS)), st.integers(0, 4)), min_size=3, max_size=18)


def waiting(case):
    review = case.reviews.filter(state=Review.State.OPEN).first()
    if review is None:
        raise Refused("nothing is open")
    return review


def speaker(house, case):
    return house.sun if waiting(case).division == house.places["fire"] else house.wang


@pytest.mark.parametrize("start", ["draft", "filed", "accepted", "reviewed"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(tries=TRIES)
def test_a_case_stays_true_whatever_is_tried(house, request, start, tries):
    draft = request.getfixturevalue(start)
    with transaction.atomic():
        at = day(9, 7, 12)
        for name, days in tries:
            at += timedelta(days=days, minutes=1)
            try:
                DRIVERS[name](house, fresh(draft), at)
            except (Refused, PermissionDenied):
                continue
            is_true(fresh(draft))
        transaction.set_rollback(True)


def is_true(case):
    entries = list(Entry.objects.filter(subject=case.reference).order_by("number"))
    moves = [entry for entry in entries if entry.kind == "move"]
    papers = list(case.papers.values_list("kind", flat=True))

    assert [entry.number for entry in entries] == list(range(1, len(entries) + 1))
    assert case.status == moves[-1].after
    assert all(earlier.after == later.before for earlier, later in pairwise(moves))
    assert all(papers.count(kind) <= 1 for kind in ONCE)
    assert not {"grant", "refusal"} <= set(papers)
    has_limits_that_hold(case)
    if case.status in ("granted", "issued", "delivered") and "grant" in papers:
        assert case.is_reviewed


def has_limits_that_hold(case):
    """Under a special procedure only a limit that had passed before it keeps its day."""
    limits = [case.due_on, case.statutory_due_on]
    paused = case.pauses.filter(until=None).first()
    if case.accepted_on is None:
        assert limits == [None, None]
    elif paused:
        assert all(limit is None or limit < paused.since for limit in limits)
    else:
        assert case.accepted_on <= case.due_on <= case.statutory_due_on
