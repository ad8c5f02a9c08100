"""Schemathesis calls every operation with good and bad data: no 5xx, and every answer as the document says."""

from contextlib import contextmanager

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import FailureGroup

from tongban.doors.api.service import operations
from tongban.doors.api.views import cases

pytestmark = pytest.mark.django_db
CONFIG = {
    "generation": {"with-security-parameters": False, "allow-x00": False},
    # what fits the document may still be refused for what it means: an applicant one may not act for
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", 404, 409, 422]},
        "negative_data_rejection": {"expected-statuses": [400, 404, 405, 406, 409, 415, 422]},
    },
}
NAMES = [f"{method} {address}" for address, found in operations().items() for method in found]
BOUNDED = settings(
    max_examples=4,
    deadline=None,
    database=None,
    derandomize=True,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@contextmanager
def in_the_transaction_of_the_test():
    """Keep the application from closing the connection after each request, as Django's own client does."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


@pytest.fixture
def document(db):
    """Return the document as the application itself gives it out."""
    config = SchemathesisConfig.from_dict(CONFIG)
    with in_the_transaction_of_the_test():
        return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application(), config=config)


def ask(document, name, mode, call, **fixed):
    """Ask an operation a bounded number of times; return how often it was asked."""
    method, address = name.split(" ")
    operation = document["/api/v1" + address][method]
    asked = []

    @BOUNDED
    @given(case=operation.as_strategy(generation_mode=mode, **fixed))
    def every_answer_is_as_the_document_says(case):
        headers = {"Authorization": f"Bearer {call.whole}"}
        answer = case.call(headers=headers)
        case.validate_response(answer, headers=headers)
        assert answer.status_code < 400 or answer.headers["content-type"] == ["application/problem+json"]
        asked.append(answer.status_code)

    with in_the_transaction_of_the_test():
        every_answer_is_as_the_document_says()
    return asked


@pytest.mark.parametrize("name", NAMES)
def test_good_data_is_answered_as_the_document_says(document, call, house, hall, draft, name):
    material = house.version.materials.first().pk
    real = {"reference": draft, "code": house.item.code, "material": material, "place": "C01"}
    fixed = {key: value for key, value in real.items() if f"{{{key}}}" in name}

    assert ask(document, name, GenerationMode.POSITIVE, call, path_parameters=fixed or None)


@pytest.mark.parametrize("name", NAMES)
def test_bad_data_is_refused_as_the_document_says(document, call, name):
    try:
        asked = ask(document, name, GenerationMode.NEGATIVE, call)
    except Unsatisfiable:
        pytest.skip("nothing about this operation can be wrong")

    assert asked


def test_a_defect_is_found(document, call, monkeypatch):
    def without_its_fields(*_given):
        return {"results": [{"reference": 17}], "next": None}

    monkeypatch.setattr(cases.told, "page", without_its_fields)

    with pytest.raises(FailureGroup, match="Server error"):
        ask(document, "GET /cases", GenerationMode.POSITIVE, call)
