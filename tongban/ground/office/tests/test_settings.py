"""What an office sets: it holds at once, nothing asks for it twice, and nobody asks in vain what was before."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, connection, transaction

from tongban.ground.kit.conflicts import StaleEdit
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.office import values
from tongban.ground.office.actions import adopt_first_values, set_value
from tongban.ground.office.kinds import TableValue, ValuePart, WordedValue
from tongban.ground.office.models import SettingChange
from tongban.ground.office.values import bureau_name, sms_sign, value_of
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
NAME = "苏州市行政审批局"


@pytest.fixture
def admin():
    return cast.administrator()


def test_what_is_set_holds_from_then_on_and_the_ledger_says_what_was_before(admin):
    before = bureau_name()

    set_value("bureau.name", NAME, by=admin, at=cast.MORNING, note="机构改革")

    entry = Entry.objects.get(subject="setting:bureau.name")
    assert (bureau_name(), sms_sign()) == (NAME, NAME)
    assert (entry.payload, entry.by, entry.note) == ({"from": before, "to": NAME}, admin, "机构改革")


def test_settings_are_asked_of_the_database_once(admin, django_assert_num_queries):
    set_value("bureau.name", NAME, by=admin, at=cast.MORNING)
    bureau_name()

    with django_assert_num_queries(0):
        assert [value_of("bureau.name") for _ in range(10)] == [NAME] * 10


def test_another_process_reads_anew_what_was_set(admin, settings):
    bureau_name()
    SettingChange.objects.create(code="bureau.name", value=NAME, by=admin, at=cast.MORNING)
    unaware = bureau_name()

    values.forget(everywhere=True)
    (told,) = settings.LEDGER_KEYS.glob("settings.stamp")

    assert unaware != NAME
    assert told.stat().st_mode & 0o077 == 0
    assert bureau_name() == NAME


def test_who_may_not_set_it_is_refused_and_the_same_twice_is_no_change(admin):
    set_value("bureau.name", NAME, by=admin, at=cast.MORNING)

    with pytest.raises(PermissionDenied):
        set_value("bureau.name", "别的", by=cast.clerk(), at=cast.MORNING)
    with pytest.raises(Refused):
        set_value("bureau.name", NAME, by=admin, at=cast.MORNING)
    with pytest.raises(StaleEdit):
        set_value("bureau.name", "别的", by=admin, at=cast.MORNING, seen="0")
    assert SettingChange.objects.count() == 1


def test_what_variables_said_is_taken_over_once(admin, settings):
    settings.FIRST_VALUES = {"bureau.name": NAME, "limits.nearly_late_days": 4}
    untold = (bureau_name(), value_of("limits.nearly_late_days"))

    first = adopt_first_values(at=cast.MORNING)
    set_value("bureau.name", "苏州市数据局", by=admin, at=cast.MORNING)
    again = adopt_first_values(at=cast.MORNING)

    assert untold == (NAME, 4)
    assert (first, again, bureau_name()) == (2, 0, "苏州市数据局")


def test_the_database_keeps_every_change(admin):
    set_value("bureau.name", NAME, by=admin, at=cast.MORNING)

    for statement in ("UPDATE office_settingchange SET value = '1'", "DELETE FROM office_settingchange"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)


def test_only_known_place_holders_stand_in_a_text():
    kind = WordedValue((ValuePart("title", "标题"), ValuePart("text", "正文")), lambda: {"item", "due_on"})

    assert kind.taken({"title": "{item}", "text": "{due_on}前"})["title"] == "{item}"
    with pytest.raises(ValidationError) as wrong:
        kind.taken({"title": "{itme}", "text": "{due_on"})
    assert len(wrong.value.messages) == 2
    assert "{itme}" in wrong.value.messages[0]
    for trick in ("{item.__class__}", "{item!r}", "{item:>9}", "{0}"):
        with pytest.raises(ValidationError):
            kind.taken({"title": trick, "text": ""})


def test_a_row_that_says_nothing_goes_and_one_that_lacks_something_is_named():
    kind = TableValue((ValuePart("name", "名称", required=True), ValuePart("fee", "标准")))

    rows = kind.taken({"name_0": "工本费", "fee_0": "10元", "name_1": "", "fee_1": " "})

    assert rows == [{"name": "工本费", "fee": "10元"}]
    with pytest.raises(ValidationError, match="1"):
        kind.taken({"name_0": "", "fee_0": "10元"})


def test_changes_of_settings_are_proven(admin):
    set_value("bureau.name", NAME, by=admin, at=cast.MORNING)

    assert not list(verify().problems)
