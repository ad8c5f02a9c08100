"""Histories of cases as other tools read them: OCEL 2.0 and XES, written as streams. Pure Python, no Django."""

from tongban.work.logs.papers import ocel, xes
from tongban.work.logs.papers.shapes import Happening, History, Thing, Value

FORMATS = {"ocel": (ocel.written, "json", "application/json"), "xes": (xes.written, "xes", "application/xml")}
"""By format: the writer, the file's ending, the media type."""

__all__ = ["FORMATS", "Happening", "History", "Thing", "Value", "ocel", "xes"]
