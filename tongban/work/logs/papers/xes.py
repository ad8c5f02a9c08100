"""XES, the event stream of IEEE 1849: a trace for each history, written piece by piece."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from xml.sax.saxutils import quoteattr

from tongban.work.logs.papers.history import CaseEvent, CaseHistory, Value

EXTENSIONS = (
    ("Concept", "concept"),
    ("Time", "time"),
    ("Organizational", "org"),
    ("Lifecycle", "lifecycle"),
)
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SPECIAL = re.compile('[&<>"\t\n\r\x00-\x1f\ud800-\udfff\ufffe\uffff]')
COMPLETE = "complete"
"""Each event tells the end of what was done; the standard's lifecycle model calls that so."""
TAGS: tuple[tuple[type, str], ...] = ((bool, "boolean"), (int, "int"), (float, "float"), (datetime, "date"))


def write_xes(histories: Iterable[CaseHistory], *, name: str) -> Iterator[str]:
    """Return the log as text in pieces, a history each; no more than one history is held."""
    yield from _head(name)
    for history in histories:
        yield "".join(_trace(history))
    yield "</log>\n"


def _head(name: str) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<log xes.version="1849.2016" xes.features="" xmlns="http://www.xes-standard.org/">\n'
    for title, prefix in EXTENSIONS:
        uri = f"http://www.xes-standard.org/{prefix}.xesext"
        yield f'<extension name="{title}" prefix="{prefix}" uri="{uri}"/>\n'
    yield f'<global scope="trace">{_attribute("concept:name", "")}</global>\n'
    beginning = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
    everywhere = (("concept:name", ""), ("time:timestamp", beginning), ("lifecycle:transition", COMPLETE))
    yield f'<global scope="event">{"".join(_attribute(*each) for each in everywhere)}</global>\n'
    yield '<classifier name="activity" keys="concept:name"/>\n'
    yield '<classifier name="label" keys="label"/>\n'
    yield _attribute("concept:name", name) + _attribute("lifecycle:model", "standard") + "\n"


def _trace(history: CaseHistory) -> Iterator[str]:
    yield f"<trace>{_attribute('concept:name', history.reference)}"
    yield from (_attribute(key, value) for key, value in history.attributes.items() if value != "")
    yield "\n"
    yield from map(_event, history.events)
    yield "</trace>\n"


def _event(happening: CaseEvent) -> str:
    said: dict[str, Value] = {
        "concept:name": happening.activity,
        "time:timestamp": happening.at,
        "org:resource": happening.resource,
        "org:role": happening.role,
        "lifecycle:transition": COMPLETE,
        "label": happening.label,
    }
    return f"<event>{''.join(_attribute(key, value) for key, value in said.items() if value != '')}</event>\n"


def _attribute(key: str, value: Value) -> str:
    if isinstance(value, str):
        return f"<string key={_quoted(key)} value={_quoted(value)}/>"
    tag = next(tag for kind, tag in TAGS if isinstance(value, kind))
    text = value.isoformat() if isinstance(value, datetime) else str(value)
    text = text.lower() if isinstance(value, bool) else text
    return f"<{tag} key={_quoted(key)} value={_quoted(text)}/>"


def _quoted(text: str) -> str:
    if SPECIAL.search(text) is None:
        return f'"{text}"'
    return quoteattr(UNWRITABLE.sub("", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
