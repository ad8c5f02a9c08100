"""Translations without GNU gettext: ``python -m tongban.translations`` takes new texts into the .po files.

English texts are the keys in Python and templates; each room gives their Chinese in ``locale/zh_Hans``. A text that
several rooms show lives in the lowest of them, and in kit where these are neighbours; what no room of Django's shows
(operations, the demo, config) stays in the house's own ``locale``.
"""

import argparse
import io
import os
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CHINESE = Path("locale", "zh_Hans", "LC_MESSAGES", "django.po")
HOUSE, SHARED = "", "tongban.ground.kit"
"""Where texts of no room and texts of neighbours are kept."""
SEARCHED = ("tongban", "config")
SKIPPED = {"tests", "migrations", "node_modules"}
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
FIRST_WRITTEN = datetime(2026, 11, 22, tzinfo=UTC)
NOBODY = [(name, "") for name in ("Report-Msgid-Bugs-To", "Last-Translator", "Language-Team")]
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")

Text = tuple[str | tuple[str, ...], str | None]
"""A text, or its singular and plural, and its context."""


def texts() -> dict[str, Catalog]:
    """Return every text of the product that a page may show, untranslated, under the room that keeps it."""
    rooms_of: dict[Text, set[str]] = {}
    for folder in SEARCHED:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and not SKIPPED & set(path.parts):
                for found in texts_in(path.read_text("utf-8"), is_template=path.suffix != ".py"):
                    rooms_of.setdefault(found, set()).add(_room_of(path))
    wanted: dict[str, Catalog] = {}
    for (text, context), rooms in rooms_of.items():
        wanted.setdefault(home(rooms), Catalog()).add(text, context=context)
    return wanted


def texts_in(source: str, *, is_template: bool) -> Iterator[Text]:
    """Return the texts of one Python file or one template, each with its context."""
    if is_template:
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield text, context


def home(rooms: set[str]) -> str:
    """Return which room keeps a text that all of these show: the lowest, or kit among neighbours."""
    levels = _levels()
    lowest = max((levels[room] for room in rooms - {HOUSE}), default=None)
    keepers = [room for room in rooms - {HOUSE} if levels[room] == lowest]
    return keepers[0] if len(keepers) == 1 else SHARED if keepers else HOUSE


def chinese() -> dict[str, Catalog]:
    """Return the Chinese translations, under the room that keeps them."""
    paths = {room: file_of(room) for room in (HOUSE, *_levels())}
    return {room: read(path) for room, path in paths.items() if path.exists()}


def file_of(room: str) -> Path:
    """Return the .po file of a room, or of the house."""
    return ROOT.joinpath(*room.split("."), CHINESE)


def read(path: Path) -> Catalog:
    """Return the translations of one .po file."""
    with path.open("rb") as file:
        return read_po(file, locale="zh_Hans")


def faults(wanted: Catalog, given: Catalog) -> Iterator[str]:
    """Return what is wrong with a translation: missing texts, uncertain ones, lost placeholders."""
    for message in wanted:
        if not message.id:
            continue
        known = given.get(message.id, message.context)
        if known is None or not all(_strings(known)):
            yield f"not translated: {message.id!r}"
        elif known.fuzzy:
            yield f"fuzzy: {message.id!r}"
        elif not known.pluralizable and _placeholders(known.string) != _placeholders(known.id):
            yield f"other placeholders: {message.id!r} → {known.string!r}"


def joined(catalogs: Iterable[Catalog]) -> Catalog:
    """Return all translations in one catalog; where two differ the first holds."""
    whole = Catalog()
    for message in (message for catalog in catalogs for message in catalog if message.id and message.string):
        if whole.get(message.id, message.context) is None:
            whole.add(message.id, message.string, context=message.context)
    return whole


def updated(wanted: Catalog, given: Catalog) -> Catalog:
    """Return the wanted texts with the translations known so far; texts no page shows any more are dropped."""
    merged = Catalog(
        locale="zh_Hans", header_comment="# Chinese (Simplified)", project="Tongban", fuzzy=False
    )
    merged.mime_headers = NOBODY
    merged.creation_date = merged.revision_date = FIRST_WRITTEN
    for message in wanted:
        if message.id:
            known = given.get(message.id, message.context)
            merged.add(message.id, known.string if known else None, context=message.context)
    return merged


def differences(given: Catalog, taken: Catalog) -> Iterator[str]:
    """Return the texts that are translated otherwise in what is taken over."""
    for message in taken:
        known = given.get(message.id, message.context) if message.id else None
        if known and known.string != message.string:
            yield f"kept: {message.id!r} → {known.string!r}, not {message.string!r}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Take new texts into the .po files, compile them, and say what is still to be translated."""
    parser = argparse.ArgumentParser(prog="python -m tongban.translations", description=main.__doc__)
    parser.add_argument(
        "--import",
        dest="files",
        nargs="+",
        type=Path,
        default=(),
        metavar="FILE.po",
        help="translations to take over where the house has none",
    )
    files = parser.parse_args(arguments).files
    wanted, kept = texts(), chinese()
    taken = joined(map(read, files))
    given = joined([*kept.values(), taken])
    catalogs = {room: updated(catalog, given) for room, catalog in wanted.items()}
    for room in kept.keys() - wanted.keys():
        file_of(room).unlink()
    for room, catalog in catalogs.items():
        write(catalog, file_of(room))
    left = [fault for room, catalog in catalogs.items() for fault in faults(wanted[room], catalog)]
    sys.stdout.writelines(f"{line}\n" for line in (*differences(given, taken), *left))
    sys.stdout.write(f"{sum(map(len, catalogs.values()))} texts, {len(left)} to do\n")
    sys.exit(bool(left))


def write(catalog: Catalog, path: Path) -> None:
    """Write a .po file and compile it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalog, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    with path.with_suffix(".mo").open("wb") as file:
        write_mo(file, catalog)


def _room_of(path: Path) -> str:
    room = ".".join(path.relative_to(ROOT).parts[:3])
    return room if room in _levels() else HOUSE


@cache
def _levels() -> dict[str, tuple[int, int]]:
    """Return the rooms that Django loads, each with its floor and tier counted from the top."""
    floors = tomllib.loads((ROOT / "tongban" / "floors.toml").read_text("utf-8"))["floor"]
    return {
        name: (level, tier)
        for level, floor in enumerate(floors)
        for tier, rooms in enumerate(floor["tiers"])
        for name in (f"tongban.{floor['name']}.{room}" for room in rooms)
        if name in settings.INSTALLED_APPS
    }


def _strings(message: Message) -> list[Any]:
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


def _placeholders(text: Any) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(str(text))))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    main()
