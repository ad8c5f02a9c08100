"""Styles, scripts and fonts for the browser: gathered into var/static when they have changed."""

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

from tongban.operations.start import say

SIGNATURE = ".gathered-from"


def collect_static() -> None:
    """Gather the static files unless nothing changed since the last time."""
    if settings.DEBUG or not is_stale():
        return
    say("▸ 整理页面的样式、脚本与字体")
    signature = _signature()
    call_command("collectstatic", interactive=False, verbosity=0)
    _kept().write_text(signature)


def is_stale() -> bool:
    """Tell whether a static file was added, changed or removed since they were gathered."""
    kept = _kept()
    return not kept.exists() or kept.read_text() != _signature()


def _kept() -> Path:
    return Path(settings.STATIC_ROOT) / SIGNATURE


def _signature() -> str:
    total = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            state = Path(storage.path(path)).stat()
            total.update(f"{path} {state.st_size} {state.st_mtime_ns}\n".encode())
    return total.hexdigest()
