"""A small client of Open311 GeoReport v2, written from the specification's text and from nothing of this house.

It knows two forms, reads discovery first, asks for what the specification promises and complains where it is not kept.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple
from urllib.parse import urlencode
from xml.etree import ElementTree as ET

SPECIFICATION = "http://wiki.open311.org/GeoReport_v2"
MEDIA_TYPES = {"xml": "text/xml", "json": "application/json"}
W3_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)")
DATATYPES = {"string", "number", "datetime", "text", "singlevaluelist", "multivaluelist"}
FORM = "application/x-www-form-urlencoded; charset=utf-8"
LISTS = {"services", "attributes", "values", "service_requests", "errors", "endpoints", "formats"}


class Reply(NamedTuple):
    """What a server sent over HTTP."""

    status: int
    content_type: str
    body: bytes


Transport = Callable[[str, str, str, str], Reply]
"""How a request travels: method, path with query, content type, body."""


class Open311Fault(Exception):
    """An error of the server in the form of the specification."""

    def __init__(self, status: int, errors: list[tuple[int, str]]) -> None:
        super().__init__(f"{status}: {errors}")
        self.status, self.errors = status, errors


class Open311Client:
    """Lists services, files requests and follows them."""

    def __init__(self, transport: Transport, root: str, form: str) -> None:
        self.transport, self.root, self.form = transport, root.rstrip("/"), form

    def discovery(self) -> dict[str, Any]:
        """Return the discovery document."""
        return self._get("discovery", "discovery")

    def services(self) -> list[dict[str, Any]]:
        """Return the services."""
        found = self._get("services", "services")
        for each in found:
            assert each["service_code"]
            assert each["service_name"]
            assert each["type"] in ("realtime", "batch", "blackbox")
            assert isinstance(each["metadata"], bool)
        return found

    def definition(self, code: str) -> dict[str, Any]:
        """Return the attributes that a service asks for."""
        found = self._get(f"services/{code}", "service_definition")
        assert found["service_code"] == code
        orders = [each["order"] for each in found["attributes"]]
        assert len(set(orders)) == len(orders)
        for each in found["attributes"]:
            assert each["datatype"] in DATATYPES
            assert isinstance(each["required"], bool)
            assert isinstance(each["variable"], bool)
            assert bool(each["values"]) == each["datatype"].endswith("valuelist")
        return found

    def file(self, api_key: str, service_code: str, **arguments: Any) -> dict[str, Any]:
        """File a request; return its id or, where the server has none yet, its token."""
        said: list[tuple[str, Any]] = [("api_key", api_key), ("service_code", service_code)]
        for name, value in arguments.pop("attribute", {}).items():
            several = isinstance(value, list)
            said += [(f"attribute[{name}]{'[]' * several}", each) for each in (value if several else [value])]
        reply = self.transport(
            "POST", f"{self.root}/requests.{self.form}", FORM, urlencode([*said, *arguments.items()])
        )
        (made,) = self._read(reply, "service_requests")
        assert bool(made.get("service_request_id")) != bool(made.get("token")), "either an id or a token"
        return made

    def id_of_token(self, token: str) -> str | None:
        """Return the id of a request that was answered with a token, once there is one."""
        (found,) = self._get(f"tokens/{token}", "service_requests")
        assert found["token"] == token
        return found["service_request_id"] or None

    def requests(self, **arguments: Any) -> list[dict[str, Any]]:
        """Return requests by id, class, time and status."""
        found = self._get("requests", "service_requests", arguments)
        for each in found:
            self._check_request(each)
        return found

    def request(self, number: str) -> dict[str, Any]:
        """Return one request."""
        (found,) = self._get(f"requests/{number}", "service_requests")
        self._check_request(found)
        return found

    def _check_request(self, found: Mapping[str, Any]) -> None:
        assert found["status"] in ("open", "closed")
        for name in ("requested_datetime", "updated_datetime", "expected_datetime"):
            assert not found.get(name) or W3_MOMENT.fullmatch(found[name]), (name, found[name])
        assert len(found.get("description") or "") <= 4000

    def _get(self, path: str, root: str, arguments: Mapping[str, Any] | None = None) -> Any:
        query = f"?{urlencode(arguments)}" if arguments else ""
        return self._read(self.transport("GET", f"{self.root}/{path}.{self.form}{query}", "", ""), root)

    def _read(self, reply: Reply, root: str) -> Any:
        kind, _, charset = reply.content_type.partition(";")
        assert kind == MEDIA_TYPES[self.form], reply.content_type
        assert charset.strip().lower() == "charset=utf-8"
        if reply.status >= 400:
            errors = self._parse(reply.body, "errors")
            assert errors
            assert all(each["description"] for each in errors)
            raise Open311Fault(reply.status, [(int(each["code"]), each["description"]) for each in errors])
        return self._parse(reply.body, root)

    def _parse(self, body: bytes, root: str) -> Any:
        if self.form == "json":
            return json.loads(body.decode("utf-8"))
        assert body.startswith(b"<?xml")
        assert b'encoding="utf-8"' in body[:60].lower()
        top = ET.fromstring(body)  # noqa: S314 - what our own test server says
        assert top.tag == root, top.tag
        return _value(top)


def _value(element: ET.Element) -> Any:
    """Return an element as its JSON by the Spark convention."""
    if element.tag in LISTS:
        return [_value(each) for each in element]
    if len(element):
        return {each.tag: _value(each) for each in element}
    text = element.text
    if element.tag in ("metadata", "required", "variable"):
        return {"true": True, "false": False}[text or ""]
    return int(text) if text and element.tag in ("order", "code") and text.isdigit() else text
