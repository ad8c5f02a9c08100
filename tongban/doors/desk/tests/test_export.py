import json
import re
import subprocess
import sys
from datetime import timedelta

import jsonschema_rs
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from lxml import etree

from tongban.doors.desk.actions import export_events
from tongban.doors.desk.papers import event_log
from tongban.doors.desk.queries import filed_between
from tongban.doors.desk.tests.ocel_schema import SCHEMA
from tongban.ground.kit.pseudonyms import FACTS, pseudonym
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.work.cases.models import Case
from tongban.work.cases.queries.visibility import visible_to
from tongban.work.cases.tests.cast import MONDAY, day
from tongban.work.logs.actions import log_import, uploads
from tongban.work.logs.models import Event, Trace
from tongban.work.logs.parsers.mapping import guess_mapping
from tongban.work.ratings import actions as ratings

pytestmark = pytest.mark.django_db
MOVES = ["begin", "file", "accept", "grant", "issue"]


@pytest.fixture
def rate(house, issued):
    """Return a way to rate the issued case, in own name or not."""

    def give(is_named):
        invitation = ratings.invite(
            issued.reference,
            item_name="食品经营许可",
            division=issued.division,
            at=day(9, 9),
            applicant=house.zhang,
        )
        return ratings.rate(
            invitation, 5, channel="web", at=day(9, 9), is_named=is_named, text="张小红很满意"
        )

    return give


def written(form, cases=None):
    file, _count = event_log(Case.objects.all() if cases is None else cases, form, "test")
    with file:
        return file.read().decode()


def seat(user):
    client = Client()
    client.force_login(user)
    return client


def test_a_case_as_ocel_fits_the_standard(house, issued, rate):
    rate(is_named=True)

    log = json.loads(written("ocel"))

    assert not list(jsonschema_rs.validator_for(SCHEMA).iter_errors(log))
    assert [event["type"] for event in log["events"]] == MOVES
    known = {thing["id"] for thing in log["objects"]}
    assert len(known) == len(log["objects"])
    related = [
        relation["objectId"] for each in log["objects"] + log["events"] for relation in each["relationships"]
    ]
    assert set(related) <= known
    assert {each["name"] for each in log["objectTypes"]} == {
        "case", "item", "division", "applicant", "paper", "licence", "rating",
    }  # fmt: skip
    declared = {each["name"]: {one["name"] for one in each["attributes"]} for each in log["objectTypes"]}
    for thing in log["objects"]:
        assert {each["name"] for each in thing["attributes"]} <= declared[thing["type"]]


def test_what_two_cases_share_is_one_object(house, draft, issued):
    twin = Case.objects.get(pk=issued.pk)
    twin.pk, twin.reference = None, "CASE-2022-999999"
    twin.save()

    log = json.loads(written("ocel"))

    types = [thing["type"] for thing in log["objects"]]
    assert (types.count("case"), types.count("item"), types.count("applicant")) == (2, 1, 1)


def test_a_case_as_xes_has_the_keys_of_the_standard(house, issued):
    log = etree.fromstring(written("xes").encode())

    space = "{http://www.xes-standard.org/}"
    assert log.tag == f"{space}log"
    events = log.findall(f"{space}trace/{space}event")
    said = [{each.get("key"): each.get("value") for each in event} for event in events]
    assert [each["concept:name"] for each in said] == MOVES
    assert [each["label"] for each in said][2] == "受理"
    assert all(
        {"concept:name", "time:timestamp", "org:resource", "lifecycle:transition"} <= set(each)
        for each in said
    )
    assert [each["org:role"] for each in said] == [
        "applicant", "applicant", "window_clerk", "division_head", "licence_officer",
    ]  # fmt: skip


def test_our_export_comes_back_as_the_same_history(house, issued):
    uploaded = SimpleUploadedFile("ours.xes", written("xes").encode())
    log = uploads.upload(uploaded, by=house.gao, at=MONDAY)
    mapping = guess_mapping(log_import.source_of(log).columns)

    log_import.import_log(log, mapping, by=house.gao, at=MONDAY)

    ours = Entry.objects.filter(subject=issued.reference, kind="move").order_by("number")
    assert list(Trace.objects.values_list("reference", "area")) == [(issued.reference, "食品药品审批处")]
    assert list(Event.objects.values_list("activity", "at")) == list(ours.values_list("move", "at"))
    assert {event.lifecycle for event in Event.objects.all()} == {"complete"}


@pytest.mark.parametrize("form", ["ocel", "xes"])
def test_personal_data_never_leaves(house, issued, rate, form):
    rate(is_named=True)
    applicant, paper = house.zhang, issued.papers.first()
    applicant.phone, applicant.address = "13812345678", "姑苏区平江路1号"
    applicant.save()

    text = written(form)

    people = [house.zhang, house.agent]
    secret = [each for person in people for each in (person.name, person.number, person.account.username)]
    secret += [applicant.phone, applicant.address, issued.licence, issued.check_code, paper.check_code]
    secret += ["小桥人家", "很满意", *(f'"{name}"' for name in ("li", "wang", "chen", "he"))]
    assert not [each for each in secret if each and each in text]
    assert not re.search(r"\d{17}[\dX]", re.sub(r"[0-9a-f]{16}|" + issued.version.item.code, "", text))


def test_rows_of_facts_name_officers_by_a_digest_of_their_own(house, issued):
    Case.objects.filter(pk=issued.pk).update(taken_in_by=house.li)
    with connection.cursor() as cursor:
        cursor.execute("SELECT DISTINCT officer FROM facts.cases WHERE officer <> ''")
        told = {row[0] for row in cursor.fetchall()}

    assert told == {pseudonym("officer", house.li.pk, FACTS)}
    assert told.isdisjoint({f"officer-{house.li.pk}", pseudonym("officer", house.li.pk)})


def test_an_anonymous_rating_does_not_leave(house, issued, rate):
    rate(is_named=False)

    assert "rating" not in written("ocel")


def test_a_pseudonym_is_the_same_each_time_and_hangs_on_the_key(settings):
    before = pseudonym("applicant", 7)

    assert pseudonym("applicant", 7) == before
    assert pseudonym("officer", 7)[-16:] != before[-16:]
    settings.SECRET_KEY = "another"
    assert pseudonym("applicant", 7) != before


def test_the_desk_gives_only_cases_that_may_be_seen_and_notes_it(house, draft, issued):
    elsewhere = Case.objects.get(pk=issued.pk)
    elsewhere.pk, elsewhere.reference, elsewhere.status = None, "CASE-2022-999999", "draft"
    elsewhere.save()

    answer = seat(house.gao).post(reverse("desk:events"), {"form": "ocel"})

    log = json.loads(b"".join(answer.streaming_content))
    assert {thing["id"] for thing in log["objects"] if thing["type"] == "case"} == {issued.reference}
    assert "attachment" in answer["Content-Disposition"]
    entry = Entry.objects.get(subject="EXPORT-EVENTS")
    assert (entry.by, entry.payload) == (house.gao, {"format": "ocel", "cases": 1})


def test_days_item_and_division_choose_the_cases(house, issued):
    desk, address = seat(house.gao), reverse("desk:events")
    chosen = {"form": "xes", "item": house.item.code, "division": "SPJ-SP"}

    found = desk.post(address, chosen | {"since": "2022-09-05", "until": "2022-09-05"})
    nothing = desk.post(address, chosen | {"since": "2022-09-06"})
    wrong = desk.post(address, chosen | {"since": "2022-09-06", "until": "2022-09-05"})

    assert issued.reference in b"".join(found.streaming_content).decode()
    assert (nothing.status_code, wrong.status_code) == (409, 422)
    assert 'value="2022-09-06"' in nothing.content.decode()


def test_who_may_not_read_logs_exports_nothing(house, issued):
    for user in (house.li, house.zhang.account):
        assert seat(user).post(reverse("desk:events"), {"form": "xes"}).status_code == 403
    assert not Entry.objects.filter(subject="EXPORT-EVENTS").exists()


def test_the_export_is_refused_when_nothing_fits(issued):
    nobody = visible_to(Case.objects.get(pk=issued.pk).applicant.account).none()

    with pytest.raises(Refused):
        export_events(nobody, "xes", {}, by=None, at=MONDAY + timedelta(days=9))


def test_days_choose_the_cases_of_the_whole_installation(issued):
    assert filed_between(MONDAY.date(), MONDAY.date()).count() == 1
    assert not filed_between(day(9, 6).date(), None).exists()


def test_the_writers_need_no_django():
    code = "import sys, tongban.work.logs.papers; sys.exit('django' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
