"""One answer, two forms: XML as the specification has it, and JSON made from it by the Spark convention."""

import json
import re
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any
from xml.sax.xmlreader import AttributesImpl

from django.http import HttpResponse
from django.utils.xmlutils import SimplerXMLGenerator

NO_ATTRIBUTES: "AttributesImpl[str]" = AttributesImpl({})
MEDIA_TYPES = {"xml": "text/xml; charset=utf-8", "json": "application/json; charset=utf-8"}
ITEMS = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "endpoints": "endpoint",
    "formats": "format",
    "errors": "error",
}
"""How one of several is called in XML."""
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot say at all."""


def answer(root: str, said: Any, form: str, status: int = 200) -> HttpResponse:
    """Return what is said under a root, as XML or JSON."""
    body = xml_of(root, said) if form == "xml" else json.dumps(said, ensure_ascii=False)
    return HttpResponse(body, status=status, content_type=MEDIA_TYPES[form])


def xml_of(root: str, said: Any) -> str:
    """Return values as XML: a list has its items under their name, nothing is an empty element."""
    written = StringIO()
    writer = SimplerXMLGenerator(written, "utf-8")
    writer.startDocument()
    _write(writer, root, said)
    return written.getvalue()


def _write(writer: SimplerXMLGenerator, name: str, said: Any) -> None:
    writer.startElement(name, NO_ATTRIBUTES)
    if isinstance(said, Mapping):
        for key, value in said.items():
            _write(writer, key, value)
    elif isinstance(said, Sequence) and not isinstance(said, str):
        for value in said:
            _write(writer, ITEMS[name], value)
    elif isinstance(said, bool):
        writer.characters("true" if said else "false")
    elif said is not None:
        writer.characters(NOT_IN_XML.sub("", str(said)))
    writer.endElement(name)
