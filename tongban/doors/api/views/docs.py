"""The page that tells how the API is used, made from its own document: nothing is fetched from elsewhere."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tongban.doors.api.problems import KINDS
from tongban.doors.api.queries import reference as reading
from tongban.doors.api.scopes import SCOPES
from tongban.doors.api.service import service
from tongban.ground.kit.access import public


@public
@require_safe
def docs(request: HttpRequest) -> HttpResponse:
    document = service.get_openapi_schema()
    context = {
        "groups": [(SCOPES[tag], told) for tag, told in reading.operations(document)],
        "shapes": [shape for shape in reading.shapes(document) if shape.entries],
        "problems": [(kind, status, title) for kind, (status, title) in KINDS.items()],
        "scopes": list(SCOPES.items()),
    }
    return render(request, "api/docs.html", context)
