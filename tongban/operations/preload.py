"""What the server loads before it takes requests, so that nobody's first view of a page waits for it.

`preload` runs once, before the workers are forked, and they share what it read; it opens nothing that a fork must not
share (connections, engines). `ask_first_figures` runs in each worker, and again in a thread of it when a day or a snapshot is
new (`ask_again`).
"""

import gc
import logging
from collections.abc import Callable, Iterator
from datetime import date
from time import sleep

from django.conf import settings
from django.db import connections
from django.template import engines
from django.template.utils import get_app_template_dirs
from django.urls import get_resolver
from django.utils import translation
from django.utils.timezone import localdate, now

from config.database import ROOT

LOG = logging.getLogger(__name__)
LOOK_SECONDS = 60.0


def preload() -> None:
    """Load pages, templates, texts, icons, the index of law and what writes and answers questions of measurement."""
    import duckdb  # noqa: F401

    from tongban.account.insight.expressions import first_questions
    from tongban.ground.kit.icons import archive
    from tongban.ground.law.places import places
    from tongban.ground.ledger.rooms import import_all

    read = translation.gettext
    for language, _ in settings.LANGUAGES:
        with translation.override(language):
            read("")
    get_resolver()._populate()
    for name in _templates():
        engines["django"].get_template(name)
    import_all()  # a worker forked while a thread of the parent imports one would wait for it for good
    places()
    archive()
    first_questions(localdate().year)
    gc.collect()
    gc.freeze()  # what was read stays, so that no later collection walks through it, and forks go on sharing it


def ask_first_figures() -> None:
    """Open the newest snapshot and ask it what the dashboard and the forecast ask; nothing where there is no snapshot."""
    from tongban.account.insight.engines.newest import newest_engine
    from tongban.account.insight.expressions import first_questions
    from tongban.doors.desk.queries import ask_dashboard

    today = localdate()
    try:
        engine = newest_engine()
        if not engine.manifest:
            return
        for question in first_questions(today.year):
            engine.ask(question)
        ask_dashboard(today, now())
    except Exception:  # a worker serves all the same, and whoever asks for a figure is told
        LOG.exception("the figures of this year could not be asked for")
    finally:
        connections.close_all()


def ask_again(wait: Callable[[float], object] = sleep) -> None:
    """Ask anew whenever there is a newer snapshot or another day, so that nobody waits for that either; never ends."""
    asked = _state_of_figures()
    while True:
        wait(LOOK_SECONDS)
        if (now_there := _state_of_figures()) != asked:
            asked = now_there
            ask_first_figures()


def _state_of_figures() -> tuple[str, date]:
    """Return of which snapshot and day figures are told now."""
    from tongban.account.insight.snapshot.manifests import CorruptSnapshot, NoSnapshot, current_snapshot

    try:
        return current_snapshot().digest, localdate()
    except (NoSnapshot, CorruptSnapshot):
        return "", localdate()


def _templates() -> Iterator[str]:
    """Yield the names of the product's own templates."""
    for folder in get_app_template_dirs("templates"):
        if folder.is_relative_to(ROOT / "tongban"):
            yield from (str(path.relative_to(folder)) for path in sorted(folder.rglob("*.html")))
