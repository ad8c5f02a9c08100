"""Items, guides, and what one applicant needs."""

from typing import Annotated

from django.http import Http404
from django.utils.translation import gettext_noop as _
from ninja import Path, Query, Router

from tongban.doors.api.admission import ClientRequest
from tongban.doors.api.queries import items
from tongban.doors.api.shapes import catalogue as shapes
from tongban.doors.api.views.requirements import require_valid_answers, requires_scopes
from tongban.offer.catalogue.models import ItemVersion

router = Router(tags=["catalogue"])
Code = Annotated[shapes.Code, Path()]


@router.get(
    "/items", response=shapes.ItemPage, summary=_("List and search items"), **requires_scopes("catalogue")
)
def list_items(request: ClientRequest, asked: Query[shapes.ItemQuery]) -> shapes.ItemPage:
    return items.page(asked)


@router.get(
    "/items/{code}",
    response=shapes.Item,
    summary=_("Read the guide of an item"),
    **requires_scopes("catalogue"),
)
def read_item(request: ClientRequest, code: Code) -> shapes.Item:
    return items.whole(_offered(code))


@router.post(
    "/items/{code}/checklist",
    response=shapes.Checklist,
    summary=_("Answer the questions, get the personal checklist"),
    **requires_scopes("catalogue"),
)
def ask_checklist(request: ClientRequest, code: Code, given: shapes.Asking) -> shapes.Checklist:
    version = _offered(code)
    require_valid_answers(version.situations.all(), given.answers)
    return items.checklist_of(version, given.answers)


def _offered(code: str) -> ItemVersion:
    version = items.offered(code)
    if version is None:
        raise Http404
    return version
