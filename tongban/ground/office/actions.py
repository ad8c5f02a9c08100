"""Setting something: the change is kept, told to the ledger, and holds from the commit in every process."""

from datetime import datetime
from functools import partial
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.utils.translation import gettext as _

from tongban.ground.kit.conflicts import require_unchanged
from tongban.ground.kit.models import StoredFile
from tongban.ground.law import cite
from tongban.ground.ledger import Refused, record
from tongban.ground.office import values
from tongban.ground.office.kinds import PictureValue
from tongban.ground.office.models import SettingChange
from tongban.ground.office.registry import known_settings
from tongban.ground.people.models import User

BASIS = cite("gbt-22239")
LOCK = 5122


def subject_of(code: str) -> str:
    """Return how the ledger names a setting."""
    return f"setting:{code}"


@transaction.atomic
def set_value(
    code: str, value: Any, *, by: User, at: datetime, seen: str | None = None, note: str = ""
) -> SettingChange:
    """Set something; what equals what holds is refused, so that the history says changes only."""
    if not by.may(known_settings()[code].permission):
        raise PermissionDenied
    _lock(code)
    last = SettingChange.objects.select_related("by").filter(code=code).first()
    require_unchanged(seen, mark_of(last), last.by if last else "")
    if value == (last.value if last else values.value_of(code)):
        raise Refused(_("This is what holds already."))
    return _keep(code, value, by=by, at=at, note=note)


def mark_of(last: SettingChange | None) -> str:
    """Return what a form has seen of a setting: its last change."""
    return str(last.pk) if last else "0"


@transaction.atomic
def adopt_first_values(*, at: datetime) -> int:
    """Take over once what variables said of the office before there were pages of settings; return how many."""
    told = 0
    for code, value in settings.FIRST_VALUES.items():
        _lock(code)
        if not SettingChange.objects.filter(code=code).exists():
            _keep(code, value, by=None, at=at, note=_("Taken over from the variables of the installation"))
            told += 1
    return told


def _keep(code: str, value: Any, *, by: User | None, at: datetime, note: str) -> SettingChange:
    before = values.value_of(code)
    is_picture = isinstance(known_settings()[code].kind, PictureValue)
    file = StoredFile.objects.filter(pk=value).first() if is_picture and value else None
    change = SettingChange.objects.create(code=code, value=value, file=file, by=by, at=at)
    record(
        subject_of(code), "set", by=by, at=at, basis=BASIS, note=note, payload={"from": before, "to": value}
    )
    values.forget()
    transaction.on_commit(partial(values.forget, everywhere=True))
    return change


def _lock(code: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, %s))", [code, LOCK])
