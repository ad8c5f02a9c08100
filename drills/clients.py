"""Clients that file over the API and never give up: the same key again until an answer comes."""

import json
import threading
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

PAUSE_SECONDS = 0.3
PATIENCE_SECONDS = 300
FILE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
BOUNDARY = "drill"
EXAMPLES = {"string": "（演练）示例", "integer": 1, "number": 1, "boolean": True, "array": [], "object": {}}


@dataclass
class Campaign:
    """What several clients file between them, and what they were told."""

    address: str
    key: str
    item: str
    filings: int
    filed: dict[int, str] = field(default_factory=dict)
    strange: list[str] = field(default_factory=list)
    retries: int = 0
    _next: int = 0
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def start(self, clients: int) -> list[threading.Thread]:
        """Let so many clients begin."""
        self.applicant = self._answer("GET", "/applicants", "")[0]["id"]
        self.form = _form(self._answer("GET", f"/items/{self.item}", "")["form_schema"])
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(clients)]
        for thread in threads:
            thread.start()
        return threads

    def _work(self) -> None:
        while (number := self._take()) is not None:
            try:
                self.filed[number] = self._file(number)
            except Exception as error:
                self.strange.append(f"{number}: {error}")

    def _take(self) -> int | None:
        with self._lock:
            self._next += 1
            return self._next if self._next <= self.filings else None

    def _file(self, number: int) -> str:
        given = {"item": self.item, "applicant": self.applicant, "answers": {}, "form": self.form}
        case = self._answer("POST", "/cases", f"{number}-begin", json.dumps(given).encode())
        path = f"/cases/{case['reference']}"
        for material in case["materials"]:
            key = f"{number}-{material['id']}"
            self._answer("POST", f"{path}/materials/{material['id']}/files", key, _upload())
        return str(self._answer("POST", f"{path}/filing", f"{number}-file", b"")["reference"])

    def _answer(self, method: str, path: str, key: str, body: bytes | None = None) -> Any:
        """Ask until there is an answer: lost connections and errors of the server are asked again."""
        until = time.monotonic() + PATIENCE_SECONDS
        while True:
            try:
                return self._ask(method, path, key, body)
            except urllib.error.HTTPError as error:
                told = error.read().decode(errors="replace")
                if error.code < 500 and error.code not in (409, 429):
                    raise RuntimeError(f"{method} {path}: {error.code} {told[:300]}") from error
            except (OSError, ValueError):
                pass
            if time.monotonic() > until:
                raise RuntimeError(f"{method} {path}: no answer within {PATIENCE_SECONDS} s")
            self.retries += 1
            time.sleep(PAUSE_SECONDS)

    def _ask(self, method: str, path: str, key: str, body: bytes | None) -> Any:
        headers = {"Authorization": f"Bearer {self.key}"}
        if body is not None:
            is_upload = body.startswith(b"--")
            kind = f"multipart/form-data; boundary={BOUNDARY}" if is_upload else "application/json"
            headers |= {"Content-Type": kind, "Idempotency-Key": f"drill-{key}"}
        asked = urllib.request.Request(  # noqa: S310  (an office on this machine)
            f"{self.address}/api/v1{path}", data=body, headers=headers, method=method
        )
        with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
            return json.loads(answer.read())


def _form(schema: dict[str, Any]) -> dict[str, Any]:
    asked = schema.get("properties", {})
    return {
        name: (each["enum"][0] if each.get("enum") else EXAMPLES[each["type"]])
        for name, each in asked.items()
    }


def _upload() -> bytes:
    head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"\r\n'
    return (
        head.encode() + b"Content-Type: application/pdf\r\n\r\n" + FILE + f"\r\n--{BOUNDARY}--\r\n".encode()
    )
