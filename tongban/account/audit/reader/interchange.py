"""JSON: a report written without its empty parts, and read again; an error names the path inside the file."""

from typing import Any

import msgspec
from msgspec.structs import replace

from tongban.account.audit.quantities import quantity
from tongban.account.audit.reader.document import unreadable
from tongban.account.audit.reader.files import decode
from tongban.account.audit.reader.rows import target_at
from tongban.account.audit.report import Cell, Figure, Report, Target
from tongban.account.audit.words import Words

NOT_GIVEN = msgspec.Raw()


class _Envelope(msgspec.Struct):
    report: msgspec.Raw = NOT_GIVEN


def to_json(report: Report) -> bytes:
    """Return the report as JSON: decimals as strings, empty values left out, places kept."""
    return msgspec.json.encode(report)


def to_plain(report: Report) -> dict[str, Any]:
    """Return the report as plain values, as its JSON says it: for a database to keep."""
    plain: dict[str, Any] = msgspec.json.decode(to_json(report))
    return plain


def from_plain(plain: dict[str, Any]) -> Report:
    """Return the report of plain values that were kept; one that was kept before a part existed lacks it."""
    return complete(msgspec.convert(plain, Report))


def from_json(content: bytes, source: str = "") -> Report:
    """Return the report in JSON, bare or as ``{"report": {...}}``; raise `UnreadableReport` naming the wrong path."""
    text = decode(content, source).encode()
    is_bare = True
    try:
        inner = msgspec.json.decode(text, type=_Envelope).report
        is_bare = not bytes(inner)
        report: Report = complete(msgspec.json.decode(text if is_bare else inner, type=Report))
    except (msgspec.DecodeError, RecursionError) as error:
        detail = (str(error) or "nesting").replace("`$", "`$" if is_bare else "`$.report")
        raise unreadable(
            source,
            why=Words(f"JSON 不合报告的格式（{detail}）", f"the JSON is not that of a report ({detail})"),
            advice=Words("请按括号中的位置改正", "Correct it at the place in brackets"),
        ) from None
    return report


def complete(value: Any) -> Any:
    """Return a report, or a part, with every figure whole: one given only as text has its number, and the reverse."""
    if isinstance(value, Figure):
        return _whole(value)
    if isinstance(value, tuple):
        return tuple([complete(item) for item in value])
    if not isinstance(value, msgspec.Struct) or isinstance(value, Cell):
        return value
    inner = {name: (getattr(value, name), complete(getattr(value, name))) for name in value.__struct_fields__}
    changed = {name: new for name, (old, new) in inner.items() if new is not old}
    return replace(value, **changed) if changed else value


def _whole(figure: Figure) -> Figure:
    if figure.text and figure.value is None:
        return target_at(figure, figure.text) if isinstance(figure, Target) else _read(figure)
    if figure.value is not None and not figure.text:
        return replace(figure, text=f"{figure.value:f}{figure.unit}")
    return figure


def _read(figure: Figure) -> Figure:
    found = quantity(figure.text)
    return replace(figure, value=found.value, unit=found.unit) if found else figure
