"""The API as one service: its addresses, its errors, its OpenAPI document, and who may open what."""

import re
from collections.abc import Callable, Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as translated
from django.utils.translation import gettext_noop as _
from django.views.decorators.csrf import csrf_exempt
from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema
from ninja.operation import Operation

from tongban.doors.api.admission import PlainJson
from tongban.doors.api.problems import KINDS, MEDIA_TYPE, ApiProblem, answer, answer_to
from tongban.doors.api.shapes import Fault, ProblemDetails
from tongban.doors.api.views import applications, bundles, cases, catalogue, joint, results, visits
from tongban.ground.kit.access import public

PREFIX = "api/v1/"
READING = (400, 401, 403, 404, 422, 429, 500)
ACTING = (*READING, 409, 413, 415)
WORDS = ("summary", "description")


class Service(NinjaAPI):
    """The API of the bureau for other systems."""

    def get_openapi_schema(self, **_given: Any) -> OpenAPISchema:
        """Return the document with scopes, errors and the reader's language."""
        document = super().get_openapi_schema(path_prefix=PREFIX)
        schemas = document["components"]["schemas"]
        for shape in (Fault, ProblemDetails):
            schema = shape.model_json_schema(ref_template="#/components/schemas/{model}")
            schema.pop("$defs", None)
            schemas[shape.__name__] = schema
        document["components"]["responses"] = {str(status): _error(status) for status in ACTING}
        for methods in document["paths"].values():
            for method, operation in methods.items():
                _complete(operation, READING if method == "get" else ACTING)
        _translate(document)
        return document

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """Return every error as a problem."""
        return answer_to(request, exc)

    def get_openapi_operation_id(self, operation: Operation) -> str:
        """Return how an operation is called: as its function."""
        return operation.view_func.__name__


def _complete(operation: dict[str, Any], errors: Iterable[int]) -> None:
    """Say the scopes of an operation and its errors; an optional parameter is left out, never null."""
    told = {status: {"$ref": f"#/components/responses/{status}"} for status in sorted(errors)}
    operation["responses"] = {**operation["responses"], **told}
    operation["security"] = [{"ApiKey": operation["x-scopes"]}]
    for parameter in operation["parameters"]:
        several = [each for each in parameter["schema"].pop("anyOf", ()) if each != {"type": "null"}]
        parameter["schema"].update(*several)


def _error(status: int) -> dict[str, Any]:
    title = next(str(title) for known, title in KINDS.values() if known == status)
    headers = {"Retry-After": {"schema": {"type": "string"}}} if status == 429 else {}
    schema = {"$ref": f"#/components/schemas/{ProblemDetails.__name__}"}
    return {"description": title, "headers": headers, "content": {MEDIA_TYPE: {"schema": schema}}}


def _translate(part: Any) -> None:
    """Say summaries and descriptions in the reader's language."""
    if isinstance(part, dict):
        for name, value in part.items():
            if name in WORDS and isinstance(value, str) and value:
                part[name] = translated(value)
            else:
                _translate(value)
    elif isinstance(part, list):
        for each in part:
            _translate(each)


service = Service(
    title="Tongban",
    version="1",
    description=_(
        "The bureau's catalogue, bundles, applications, visits, licences and ratings for other systems."
    ),
    openapi_url=None,
    docs_url=None,
    parser=PlainJson(),
    urls_namespace="api-v1",
)
for each in (catalogue, bundles, applications, joint, cases, visits, results):
    service.add_router("", each.router)


def operations() -> dict[str, dict[str, Operation]]:
    """Return every operation by its path and method."""
    found: dict[str, dict[str, Operation]] = {}
    for bound in service._get_bound_routers():
        for address, view in bound.path_operations.items():
            for operation in view.operations:
                found.setdefault(address, {}).update(dict.fromkeys(operation.methods, operation))
    return found


def scopes_of(operation: Operation) -> tuple[str, ...]:
    """Return the scopes of which one opens an operation; none: it does not say."""
    return tuple(scope for key in operation.auth_callbacks for scope in getattr(key, "scopes", ()))


def _view(by_method: dict[str, Operation]) -> Callable[..., HttpResponseBase]:
    """Return the view of an address: it says which scopes open it, and refuses other methods as a problem."""

    @csrf_exempt
    def asked(request: HttpRequest, **given: Any) -> HttpResponseBase:
        operation = by_method.get(request.method or "")
        if operation is None:
            return answer(ApiProblem("method", headers={"Allow": ", ".join(sorted(by_method))}))
        return operation.run(request, **given)

    scopes = {scope for operation in by_method.values() for scope in scopes_of(operation)}
    asked.access = " or ".join(sorted(f"api:{scope}" for scope in scopes))  # type: ignore[attr-defined]
    return asked


@public
@csrf_exempt
def unknown(request: HttpRequest) -> HttpResponse:
    """Answer for every address that there is not."""
    return answer(ApiProblem("unknown"))


@public
@csrf_exempt
def document(request: HttpRequest) -> HttpResponse:
    """Give out the OpenAPI document."""
    if request.method not in ("GET", "HEAD"):
        return answer(ApiProblem("method", headers={"Allow": "GET, HEAD"}))
    return JsonResponse(service.get_openapi_schema(), json_dumps_params={"ensure_ascii": False})


def addresses() -> list[URLPattern]:
    """Return the addresses of the API; what there is not is answered as a problem too."""
    routes = {
        re.sub(r"{(\w+)}", r"<str:\1>", address).lstrip("/"): found for address, found in operations().items()
    }
    return [path(route, _view(found)) for route, found in routes.items()]
