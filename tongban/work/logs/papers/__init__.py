"""Histories of cases as other tools read them: OCEL 2.0 and XES, written as streams. Pure Python, no Django."""

from tongban.work.logs.papers import ocel, xes
from tongban.work.logs.papers.history import CaseEvent, CaseHistory, LogObject, Value

FORMATS = {
    "ocel": (ocel.write_ocel, "json", "application/json"),
    "xes": (xes.write_xes, "xes", "application/xml"),
}
"""By format: the writer, the file's ending, the media type."""

__all__ = ["FORMATS", "CaseEvent", "CaseHistory", "LogObject", "Value", "ocel", "xes"]
