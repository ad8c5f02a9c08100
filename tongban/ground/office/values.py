"""The one door to what an office has set: kept in memory, so that no request asks the database for it.

Every process knows by a small file when something was set: its time is part of the key, so nothing kept is ever old.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from django.conf import settings
from django.utils.functional import Promise

from tongban.ground.ledger.memo import Memo
from tongban.ground.office.models import SettingChange
from tongban.ground.office.registry import known_settings

VALUES: Memo[tuple[int, int], Mapping[str, Any]] = Memo("office.values", 1)


def value_of(code: str) -> Any:
    """Return what is set; else what the installation was first told; else what the product brings."""
    setting = known_settings()[code]
    said = values().get(code, settings.FIRST_VALUES.get(code, setting.first))
    return str(said) if isinstance(said, Promise) else said


def bureau_name() -> str:
    """Return the name of the bureau, as papers and pages say it."""
    return str(value_of("bureau.name"))


def sms_sign() -> str:
    """Return what an SMS begins with in 【】: its own sign, or the name of the bureau."""
    return str(value_of("messages.sign") or bureau_name())


def values() -> Mapping[str, Any]:
    """Return everything that is set, by code."""
    return VALUES.get(_stamp(), _read)


def forget(*, everywhere: bool = False) -> None:
    """Have this process read anew, or every process of the installation."""
    if everywhere:
        path = Path(settings.SETTINGS_STAMP)
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        os.replace(draft, path)
    VALUES.clear()


def newest() -> dict[str, SettingChange]:
    """Return the change that holds of every setting, with who made it."""
    rows = SettingChange.objects.select_related("by").order_by("code", "-pk").distinct("code")
    return {each.code: each for each in rows}


def _read() -> Mapping[str, Any]:
    rows = SettingChange.objects.order_by("code", "-pk").distinct("code")
    return MappingProxyType(dict(rows.values_list("code", "value")))


def _stamp() -> tuple[int, int]:
    try:
        told = os.stat(settings.SETTINGS_STAMP)
    except OSError:
        return (0, 0)
    return (told.st_mtime_ns, told.st_ino)
