"""Rows that are inserted together by one prepared statement."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger.new_rows import fits, insert_once, insert_together
from tongban.ground.people.models import Assignment, User

pytestmark = pytest.mark.django_db
AT = timezone.now()


def letter(payload, key="k"):
    return Outgoing(kind="test", key=key, payload=payload, put_at=AT, due_at=AT)


def test_a_matter_comes_with_the_rows_that_point_to_it():
    chen = User(username="chen", display_name="陈")
    roles = [Assignment(user=chen, role=role, since=AT.date()) for role in ("reviewer", "window_clerk")]

    insert_together(chen, roles)

    assert {(each.pk, each.user_id) for each in roles} == set(
        Assignment.objects.filter(user=User.objects.get(username="chen")).values_list("pk", "user")
    )
    chen.display_name = "陈华"
    chen.save()
    assert User.objects.get(pk=chen.pk).display_name == "陈华"


def test_it_takes_one_statement_and_goes_back_as_one(django_assert_num_queries):
    chen = User(username="chen", display_name="陈")
    with django_assert_num_queries(1):
        insert_together(chen, [Assignment(user=chen, role="reviewer", since=AT.date())])

    with pytest.raises(IntegrityError), transaction.atomic():
        insert_together(
            again := User(username="chen"), [Assignment(user=again, role="reviewer", since=AT.date())]
        )

    assert Assignment.objects.count() == 1


def test_many_rows_or_rows_with_keys_are_inserted_otherwise():
    assert fits(letter({}), [])
    assert not fits(letter({}), [letter({}, str(place)) for place in range(20)])
    assert not fits(Outgoing(pk=7), [])


@pytest.mark.parametrize("is_heard", [True, False])
def test_what_stands_already_stays_and_gives_its_key(is_heard):
    connection.force_debug_cursor = is_heard
    first, again = letter({"text": "一\\二'三", "list": [1, None]}), letter({"text": "二"})
    insert_once(first, ("kind", "key"))
    insert_once(again, ("kind", "key"))
    connection.force_debug_cursor = False

    assert again.pk == first.pk
    assert Outgoing.objects.get().payload == {"text": "一\\二'三", "list": [1, None]}
