"""JSON: a report written without its empty parts, and read again; an error names the path inside the file."""

import msgspec

from tongban.account.audit.reading.document import unreadable
from tongban.account.audit.reading.files import decoded
from tongban.account.audit.report import Report
from tongban.account.audit.words import Words

NOT_GIVEN = msgspec.Raw()


class _Envelope(msgspec.Struct):
    report: msgspec.Raw = NOT_GIVEN


def to_json(report: Report) -> bytes:
    """Return the report as JSON: decimals as strings, empty values left out, places kept."""
    return msgspec.json.encode(report)


def from_json(content: bytes, source: str = "") -> Report:
    """Return the report in JSON, bare or as ``{"report": {...}}``; raise `Unreadable` naming the wrong path."""
    text = decoded(content, source).encode()
    try:
        inner = msgspec.json.decode(text, type=_Envelope).report
        is_bare = inner is NOT_GIVEN or not bytes(inner)
        return msgspec.json.decode(text if is_bare else inner, type=Report)
    except (msgspec.DecodeError, RecursionError) as error:
        detail = str(error) or "nesting"
        raise unreadable(
            source,
            why=Words(f"JSON 不合报告的格式（{detail}）", f"the JSON is not that of a report ({detail})"),
            advice=Words("请按括号中的位置改正", "Correct it at the place in brackets"),
        ) from None
