"""Translations without GNU gettext: ``python -m tongban.translations`` takes new texts into the .po file.

English texts are the keys in Python and templates; ``locale/zh_Hans`` gives the Chinese.
"""

import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
CHINESE = ROOT / "locale" / "zh_Hans" / "LC_MESSAGES" / "django.po"
SEARCHED = ("tongban", "config")
SKIPPED = {"tests", "migrations", "node_modules"}
KEYWORDS: dict[str, Any] = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop"), None),
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd]")


def texts() -> Catalog:
    """Return every text of the product that a page may show, untranslated."""
    found = Catalog()
    for folder in SEARCHED:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in (".py", ".html", ".txt") and not SKIPPED & set(path.parts):
                for text, context in texts_in(path.read_text("utf-8"), is_template=path.suffix != ".py"):
                    found.add(text, context=context)
    return found


def texts_in(source: str, *, is_template: bool) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Return the texts of one Python file or one template, each with its context."""
    if is_template:
        _ready()
        source = "\n".join(line.strip() for line in templatize(source).splitlines())
    for _line, text, _comments, context in extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS):
        yield text, context


def chinese() -> Catalog:
    """Return the Chinese translations."""
    with CHINESE.open("rb") as file:
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


def updated(wanted: Catalog, given: Catalog) -> Catalog:
    """Return the wanted texts with the translations known so far; texts no page shows any more are dropped."""
    merged = Catalog(locale="zh_Hans", header_comment=given.header_comment, fuzzy=False)
    merged.mime_headers = given.mime_headers
    merged.creation_date = merged.revision_date = given.creation_date
    for message in wanted:
        if message.id:
            known = given.get(message.id, message.context)
            merged.add(message.id, known.string if known else None, context=message.context)
    return merged


def main() -> None:
    """Take new texts into the .po file, compile it, and say what is still to be translated."""
    wanted = texts()
    given = updated(wanted, chinese())
    with CHINESE.open("wb") as file:
        write_po(file, given, width=0, no_location=True, sort_output=True, ignore_obsolete=True)
    with CHINESE.with_suffix(".mo").open("wb") as file:
        write_mo(file, given)
    left = list(faults(wanted, given))
    sys.stdout.writelines(f"{fault}\n" for fault in left)
    sys.stdout.write(f"{len(given)} texts, {len(left)} to do\n")
    sys.exit(bool(left))


def _strings(message: Message) -> list[Any]:
    return list(message.string) if isinstance(message.string, list | tuple) else [message.string]


def _placeholders(text: Any) -> list[str]:
    return sorted(set(PLACEHOLDER.findall(str(text))))


def _ready() -> None:
    if not settings.configured:
        settings.configure()


if __name__ == "__main__":
    main()
