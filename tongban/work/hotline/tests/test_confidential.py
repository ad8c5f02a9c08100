"""Confidential reports: whom they report never reads them, on no way; what they say stands in two tables."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tongban.ground.exchange.messages.models import Simulated
from tongban.ground.exchange.outbox import deliver_due
from tongban.ground.kit.fact_views import published_facts
from tongban.ground.ledger import Refused
from tongban.ground.ledger.verification import verify
from tongban.work.hotline.actions import competence, intake, outcome, side, work
from tongban.work.hotline.effects.outcome import Heard
from tongban.work.hotline.models import Order, SealedDemand, SealedWord, Urging
from tongban.work.hotline.queries import sealed_visible_to, visible_to, words_visible_to
from tongban.work.hotline.queries.worklists import LISTS
from tongban.work.hotline.readers import READERS
from tongban.work.hotline.tests import cast
from tongban.work.hotline.tests.cast import at, fresh

pytestmark = [pytest.mark.django_db, pytest.mark.law("jinan-hotline-regulation:32")]
WORD = "受贿举报机密词"
SEALED_TABLES = {"hotline_sealeddemand", "hotline_sealedword"}
REPORTED = ("yan", "hua", "squad")


@pytest.fixture
def report(office):
    """A confidential report against the city management bureau."""
    return intake.register(cast.secret(office, WORD, place=WORD), by=office.agent, at=cast.MONDAY).order


def led_to_the_end(office, order):
    """Lead a report through every act in which something is said, each time with the secret word."""
    nature = office.places["nature"]
    intake.dispatch(order, nature, by=office.lin, at=at(5, 11))
    competence.return_(order, by=office.tao, at=at(5, 12), reason=WORD)
    competence.decide(order, nature, by=office.lin, at=at(5, 13), reason=WORD)
    work.sign(order, by=office.tao, at=at(5, 14))
    work.note_progress(order, by=office.tao, at=at(5, 15), text=WORD)
    work.extend(order, 2, by=office.jiang, at=at(5, 16), reason=WORD, told="不告知")
    work.suspend(order, by=office.jiang, at=at(6), cause="court", reason=WORD, review_on=date(2022, 9, 9))
    work.resume(order, by=office.jiang, at=at(7), result=WORD)
    side.add_helper(order, office.places["bureau"], by=office.lin, at=at(7, 10), task=WORD)
    urged = side.urge(order, WORD, by=office.head, at=at(7, 11), level=Urging.Level.HOTLINE)
    side.reply_to_urging(urged, WORD, by=office.tao, at=at(7, 12))
    work.reply(order, by=office.tao, at=at(8), text=WORD, contact="none")
    outcome.send_back(order, by=office.qian, at=at(8, 10), reason=WORD)
    work.reply(order, by=office.tao, at=at(8, 11), text=WORD, contact="none")
    outcome.review(order, by=office.qian, at=at(8, 12))
    unsolved = Heard("no", 1, remark=WORD, means="web")
    outcome.redo(order, by=office.qian, at=at(8, 13), heard=unsolved)
    work.reply(order, by=office.tao, at=at(8, 14), text=WORD, contact="none")
    outcome.review(order, by=office.qian, at=at(8, 15))
    outcome.close(order, by=office.qian, at=at(8, 16))
    outcome.appeal(order, by=office.tao, at=at(9), reason=WORD)
    return outcome.rule_appeal(order, by=office.shen, at=at(9, 10), is_granted=False, ruling=WORD)


def tables_with(word):
    """Return every table and view of the database in which a word stands anywhere."""
    found = set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT schemaname, relname FROM (SELECT schemaname, tablename AS relname FROM pg_tables UNION "
            "SELECT schemaname, viewname FROM pg_views) AS every WHERE schemaname IN ('public', 'facts')"
        )
        for schema, table in cursor.fetchall():
            question = f'SELECT count(*) FROM "{schema}"."{table}" AS it WHERE it::text LIKE %s'  # noqa: S608
            cursor.execute(question, [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.add(table)
    return found


def test_what_a_report_says_stands_in_its_own_tables_and_nowhere_else(office, report):
    led_to_the_end(office, report)
    deliver_due(at=at(10))

    assert tables_with(WORD) == SEALED_TABLES
    assert verify().is_whole


def test_whoever_is_reported_sees_it_on_no_list_and_in_no_search(office, report):
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    side.add_helper(report, office.places["bureau"], by=office.lin, at=at(5, 12), task="协助")

    for name in REPORTED:
        person = getattr(office, name)
        assert report not in visible_to(person)
        assert not sealed_visible_to(person).exists()
        assert not words_visible_to(person).exists()
        assert not READERS.visible(person, [report.reference])
        assert all(report not in LISTS.rows(person, kind, date(2022, 9, 30)) for kind in LISTS.lists)


def test_whoever_is_reported_may_not_act_on_it_even_where_it_is_theirs_by_mistake(office, report):
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    Order.objects.filter(pk=report.pk).update(lead_unit=cast.city(office), holder=cast.city(office))

    for name in REPORTED:
        person = getattr(office, name)
        assert report not in visible_to(person)
        with pytest.raises(PermissionDenied):
            work.sign(fresh(report), by=person, at=at(5, 12))


@pytest.mark.parametrize("place", ["city", "squad"])
def test_a_report_is_never_given_to_whom_it_reports_nor_to_a_unit_below(office, report, place):
    unit = office.places[place]

    with pytest.raises(Refused):
        intake.dispatch(report, unit, by=office.lin, at=at(5, 11))
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    with pytest.raises(Refused):
        side.add_helper(report, unit, by=office.lin, at=at(5, 12), task="协助")
    competence.return_(report, by=office.tao, at=at(5, 12), reason="非我局职责")
    with pytest.raises(Refused):
        competence.decide(report, unit, by=office.lin, at=at(5, 13), reason="属城管局")


def test_an_open_report_is_not_given_to_whom_it_reports_either(office):
    order = cast.registered(office, kind="report", reported_unit_id=cast.city(office).pk)

    with pytest.raises(Refused):
        intake.dispatch(order, office.places["squad"], by=office.lin, at=at(5, 11))


@pytest.mark.parametrize("person", [*REPORTED, "tao", "agent", "qian", "auditor"])
def test_every_address_of_a_report_is_closed_or_says_nothing(office, report, person):
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    work.sign(report, by=office.tao, at=at(5, 12))
    reads = person == "tao"
    client = Client()
    client.force_login(getattr(office, person))
    addresses = [
        reverse("hotline:order", args=[report.reference]),
        reverse("hotline:act", args=[report.reference, "reply"]),
        reverse("hotline:orders"),
        reverse("hotline:orders") + f"?q={WORD}",
        reverse("hotline:orders") + f"?q={report.reference}",
        reverse("hotline:orders") + "?format=xlsx",
        *(reverse("hotline:list", args=[kind]) for kind in LISTS.lists),
        "/ledger/",
        f"/ledger/{report.reference}/",
        "/messages/",
    ]

    shown = {}
    for address in addresses:
        answer = client.get(address, follow=True)
        said = answer.content.decode(errors="replace").replace(f'value="{WORD}"', "")
        shown[address] = (
            WORD in said,
            report.reference in said and person in REPORTED and address not in addresses[4:5],
        )

    page = addresses[0]
    assert {address for address, (is_told, _) in shown.items() if is_told} <= (
        {page, addresses[1]} if reads else set()
    )
    assert not any(is_there for _, is_there in shown.values())
    assert shown[page][0] is reads


def test_the_unit_reads_it_while_it_works_on_it_and_no_longer(office, report):
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    assert sealed_visible_to(office.tao).get().text == WORD

    work.sign(report, by=office.tao, at=at(5, 12))
    work.reply(report, by=office.tao, at=at(6), text="已核查", contact="none")

    assert not sealed_visible_to(office.tao).exists()
    assert sealed_visible_to(office.lin).get().text == WORD
    assert not sealed_visible_to(office.agent).exists()
    assert not sealed_visible_to(office.qian).exists()


def test_a_report_against_the_centre_itself_is_not_the_centres_to_read(office):
    report = intake.register(
        cast.secret(office, WORD, reported_unit_id=office.places["bureau"].pk),
        by=office.agent,
        at=cast.MONDAY,
    ).order

    for name in ("agent", "lin", "head", "qian"):
        assert report not in visible_to(getattr(office, name))
        assert not sealed_visible_to(getattr(office, name)).exists()


@pytest.mark.parametrize("place", ["bureau", "centre"])
def test_a_report_against_the_centre_or_a_body_above_it_is_led_by_its_keeper(office, place):
    said = cast.secret(office, WORD, reported_unit_id=office.places[place].pk)
    report = intake.register(said, by=office.agent, at=cast.MONDAY).order

    assert sealed_visible_to(office.keeper).get().text == WORD
    assert report in LISTS.rows(office.keeper, "to_dispatch", date(2022, 9, 5))
    intake.dispatch(report, cast.city(office), by=office.keeper, at=at(5, 11))
    work.sign(report, by=office.yan, at=at(5, 12))
    work.reply(report, by=office.yan, at=at(6), text="已核查", contact="none")
    assert READERS.audiences["checkers"](fresh(report), None) == [office.keeper]
    outcome.review(report, by=office.keeper, at=at(6, 10))
    outcome.close(report, by=office.keeper, at=at(6, 11))

    assert fresh(report).status == "closed"


def test_a_keeper_has_no_part_in_any_other_report_or_order(office, report, order):
    assert not visible_to(office.keeper).exists()
    with pytest.raises(PermissionDenied):
        intake.dispatch(order, cast.city(office), by=office.keeper, at=at(5, 11))
    with pytest.raises(PermissionDenied):
        intake.dispatch(report, office.places["nature"], by=office.keeper, at=at(5, 11))


def test_a_report_that_nobody_could_ever_read_is_refused_with_the_way_out(office):
    office.keeper.assignments.update(until=date(2021, 1, 1))
    against = cast.secret(office, WORD, reported_unit_id=office.places["centre"].pk)

    with pytest.raises(Refused, match="12388"):
        intake.register(against, by=office.agent, at=cast.MONDAY)
    with pytest.raises(Refused, match="12388"):
        intake.file(against, at=cast.MONDAY)

    assert not Order.objects.exists()


def test_a_keeper_does_not_keep_a_report_against_the_own_unit(office):
    office.places["centre"].parent = office.places["discipline"]
    office.places["centre"].save()
    against = cast.secret(office, WORD, reported_unit_id=office.places["discipline"].pk)

    with pytest.raises(Refused, match="12388"):
        intake.register(against, by=office.agent, at=cast.MONDAY)


def test_no_figure_tells_whom_a_report_reports_or_who_looks_into_it(office, report):
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))

    with connection.cursor() as cursor:
        for name in ("hotline_orders", "hotline_holdings", "hotline_call_backs"):
            fact = published_facts()[name]
            question = f"SELECT * FROM {fact.view} AS it WHERE it.reference LIKE %s"  # noqa: S608
            cursor.execute(question, [f"{report.reference}%"])
            told = str(cursor.fetchall())
            assert "生态环境局" not in told
            assert "城市管理局" not in told


def test_the_database_itself_refuses_words_of_a_report_outside_its_tables(office, report):
    for name, value in {"text": WORD, "caller_name": WORD, "phone": "138", "place": WORD}.items():
        with pytest.raises(IntegrityError), transaction.atomic():
            Order.objects.filter(pk=report.pk).update(**{name: value})


def test_a_sealed_text_does_not_change_and_where_it_was_forced_it_is_found(office, report):
    intake.dispatch(report, office.places["nature"], by=office.lin, at=at(5, 11))
    competence.return_(report, by=office.tao, at=at(5, 12), reason=WORD)
    assert verify().is_whole

    for model in (SealedDemand, SealedWord):
        with pytest.raises(DatabaseError), transaction.atomic():
            model.objects.filter(order=report).update(text="改过")
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE {model._meta.db_table} DISABLE TRIGGER USER")
            model.objects.filter(order=report).update(text="改过")
            assert not verify().is_whole
            transaction.set_rollback(True)


def test_only_a_report_is_confidential_and_it_is_not_merged(office, order, report):
    with pytest.raises(Refused):
        intake.register(cast.demand(office, is_confidential=True), by=office.agent, at=cast.MONDAY)
    for one, other in ((report, order), (order, report)):
        with pytest.raises(Refused):
            side.merge(one, other, by=office.lin, at=at(5, 11))


def test_who_reported_is_never_sent_an_sms(office, settings):
    settings.MESSAGE_PORTS = {"sms": "tongban.ground.exchange.messages.ports.SimulatedSms"}
    report = intake.register(
        cast.secret(office, WORD, phone="13812345678"), by=office.agent, at=cast.MONDAY
    ).order

    deliver_due(at=timezone.now())

    assert tables_with("13812345678") == {"hotline_sealeddemand"}
    assert not Simulated.objects.exists()
    assert not report.is_reachable
