"""Whatever becomes of a bad rating, act by act or loaded in bulk, leaves the same rows and entries."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.ground.kit.calendars import calendar
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters.bulk import BulkLoader
from tongban.ground.people.actors import Actor
from tongban.ground.people.models import Applicant
from tongban.ground.people.tests import cast
from tongban.ground.people.tests.cast import MORNING
from tongban.work.ratings import actions
from tongban.work.ratings.bulk import MODELS, GivenRating, RatingMove, rate_in_bulk
from tongban.work.ratings.models import BadRating, Invitation

pytestmark = pytest.mark.django_db
MATTER = "CASE-2023-000001"
GIVEN = {"channel": "qr", "reasons": ("speed",), "text": "等了很久"}
DRIVERS = {
    "contact": ("head", lambda w, by, at: actions.contact(w, by=by, at=at, account="属实")),
    "appeal": ("head", lambda w, by, at: actions.appeal(w, by=by, at=at, why="属实")),
    "uphold": ("supervisor", lambda w, by, at: actions.rule(w, "uphold", by=by, at=at, ruling="属实")),
    "exclude": ("supervisor", lambda w, by, at: actions.rule(w, "exclude", by=by, at=at, ruling="属实")),
    "remedy": ("head", lambda w, by, at: actions.remedy(w, by=by, at=at, done="属实")),
    "reopen": (
        "supervisor", lambda w, by, at: actions.call_back(w, by=by, at=at, brought="属实", is_settled=False),
    ),
    "call_back": (
        "supervisor", lambda w, by, at: actions.call_back(w, by=by, at=at, brought="属实", is_settled=True),
    ),
}  # fmt: skip
TRIES = st.lists(st.sampled_from([*DRIVERS, "contact", "remedy"]), min_size=1, max_size=14)
CHANCE: dict[str, Any] = {"deadline": None, "suppress_health_check": list(HealthCheck)}


@pytest.fixture
def people():
    return {
        "head": cast.staff("head", "division_head", department=cast.finance_division()),
        "supervisor": cast.staff("supervisor", "supervisor", department=cast.bureau()),
        "citizen": Applicant.objects.create(
            kind="person", name="张小红", number_type="citizen", number="320503199001011226"
        ),
    }


def play(people, level, tries):
    """Rate, and do whatever is possible of these tries on a bad rating; return what was done."""
    head, at = people["head"], MORNING
    given = {"division": head.department, "officer": head, "applicant": people["citizen"]}
    invitation = actions.invite(MATTER, item_name="食品经营许可", **given, at=at)
    rated = actions.rate(invitation, level, **GIVEN, at=at)
    made = []
    for name in tries if rated.is_bad else ():
        who, act = DRIVERS[name]
        at += timedelta(hours=1)
        try:
            act(BadRating.objects.get(), people[who], at)
        except (Refused, PermissionDenied):
            continue
        actor = Actor(people[who].pk, str(people[who]), people[who].roles_on(MORNING.date()))
        made.append(RatingMove(name, actor, at, "属实"))
    return invitation, made


def load(people, invitation, level, made, numbers):
    head, loader = people["head"], BulkLoader(*MODELS)
    asked = Invitation(
        matter=MATTER,
        item_name="食品经营许可",
        division=head.department,
        officer=head,
        applicant=people["citizen"],
        code=invitation.code,
        made_at=MORNING,
    )
    rated = GivenRating(level, at=MORNING, answer=made, work="".join(numbers), **GIVEN)
    rate_in_bulk(loader, asked, rated, calendar())
    loader.load()


def told():
    """Return every row and entry."""
    rows = [
        {name: said for name, said in row.items() if name not in ("id", "invitation_id", "rating_id")}
        for model in MODELS
        for row in model.objects.values()
    ]
    subjects = [f"RATING-{MATTER}", *_numbers()]
    entries = Entry.objects.filter(subject__in=subjects).order_by("subject", "number")
    return rows, [_said(entry) for entry in entries]


def _numbers():
    return list(BadRating.objects.values_list("reference", flat=True))


def _said(entry):
    told_by = (entry.by_id, entry.by_name, entry.by_role, entry.at, entry.note, entry.payload)
    stood = (entry.before, entry.after, entry.basis)
    return (entry.subject, entry.number, entry.kind, entry.move, *stood, *told_by)


def both_ways_are_one(people, level, tries):
    with transaction.atomic():
        invitation, made = play(people, level, tries)
        done, numbers = told(), _numbers()
        assert verify().is_whole
        transaction.set_rollback(True)
    with transaction.atomic():
        load(people, invitation, level, made, numbers)
        loaded = told()
        assert verify().is_whole
        transaction.set_rollback(True)

    assert loaded == done


@settings(max_examples=8, **CHANCE)
@given(level=st.integers(1, 5), tries=TRIES)
def test_whatever_becomes_of_a_rating_both_paths_write_the_same(people, level, tries):
    both_ways_are_one(people, level, tries)


@pytest.mark.deep
@settings(max_examples=500, **CHANCE)
@given(level=st.integers(1, 2), tries=TRIES)
def test_long_chance_finds_no_answer_that_differs(people, level, tries):
    both_ways_are_one(people, level, tries)
