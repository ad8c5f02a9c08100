"""A case on its straight way, and what each step leaves behind."""

from datetime import date

import pytest

from tongban.ground.ledger.models import Entry
from tongban.offer.licences.models import Licence
from tongban.work.cases.actions import decisions, results
from tongban.work.cases.models import Paper
from tongban.work.cases.queries import history
from tongban.work.cases.tests.cast import day
from tongban.work.cases.tests.conftest import fresh

pytestmark = pytest.mark.django_db


def kinds(case):
    return list(case.papers.values_list("kind", flat=True))


@pytest.mark.law("online-service-rules:12")
def test_an_application_goes_its_way_to_the_archive(house, issued):
    done = results.deliver(issued, by=house.he, at=day(9, 13), recipient="张小红")
    decisions.archive(done, by=house.he, at=day(9, 14))

    case = fresh(done)
    assert case.status == "archived"
    assert (case.accepted_on, case.due_on) == (date(2022, 9, 6), date(2022, 9, 19))
    assert case.statutory_due_on == date(2022, 10, 10)
    assert (case.decided_on, case.issue_due_on) == (date(2022, 9, 8), date(2022, 9, 23))
    assert kinds(case) == ["receipt", "acceptance", "grant", "delivery"]


def test_every_move_is_in_the_ledger_with_its_basis(house, issued):
    entries = Entry.objects.filter(subject=issued.reference, kind="move").order_by("number")

    assert [entry.move for entry in entries] == ["begin", "file", "accept", "grant", "issue"]
    assert [entry.basis for entry in entries][2:4] == ["licensing-law:32", "licensing-law:38"]


@pytest.mark.law("licensing-law:44")
def test_issuing_creates_the_licence_in_the_applicants_name(house, issued):
    licence = Licence.objects.get(case=issued.reference)

    assert issued.licence == licence.reference
    assert licence.holder == house.zhang
    assert (licence.valid_from, licence.valid_until) == (date(2022, 9, 9), date(2027, 9, 8))


def test_papers_are_numbered_by_kind_and_year(house, accepted):
    paper = accepted.papers.get(kind=Paper.Kind.ACCEPTANCE)

    assert paper.number.startswith("苏行审受〔2022〕")
    assert paper.number.endswith("号")


def test_a_case_is_numbered_by_year(house, filed):
    assert filed.reference.startswith("CASE-2022-")
    assert len(filed.reference) == len("CASE-2022-000017")


def test_the_history_tells_moves_acts_files_and_papers_in_order(house, issued):
    events = history.history(issued)

    assert [event.at for event in events] == sorted(event.at for event in events)
    assert {event.kind for event in events} == {"move", "act", "paper", "file"}
