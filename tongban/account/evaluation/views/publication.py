"""Publication: the versions with their papers, how they differ, the report as it will be printed."""

from base64 import b64encode
from hashlib import sha256

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from tongban.account.evaluation import papers
from tongban.account.evaluation.forms.publication import CompareForm
from tongban.account.evaluation.models import Evaluation, Status, Version
from tongban.account.evaluation.papers.formats import PaperFormatName
from tongban.account.evaluation.papers.web import STYLE
from tongban.account.evaluation.queries.account import account_of
from tongban.account.evaluation.queries.comparison import reports_of, sides_for, usual_pair, years_beside
from tongban.account.evaluation.queries.report import report_of
from tongban.account.evaluation.queries.review import days_late
from tongban.account.evaluation.queries.versions import compare as compared
from tongban.account.evaluation.queries.versions import paper_name, versions_of
from tongban.account.evaluation.views.year import page, reader, reads, year_for

DRAFTS: tuple[PaperFormatName, ...] = ("docx", "pdf", "xlsx", "json", "html", "txt")
DRAFT = "草案"
PAIR = ("before", "after")
STYLE_HASH = b64encode(sha256(STYLE.encode()).digest()).decode()
PAPER_POLICY = f"default-src 'none'; style-src 'sha256-{STYLE_HASH}'; sandbox; frame-ancestors 'none'"


@reads
@require_safe
def publication(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    versions = list(versions_of(year))
    public = next((version for version in versions if version.published_at), None)
    shown = {
        "versions": versions,
        "public": public,
        "drafts": [(name, papers.FORMATS[name].label) for name in DRAFTS],
        "mark": mark_of(year, versions),
        "may_publish": reader(request).may("evaluation.publish") and year.status == Status.ACCEPTED,
        "late_days": _late(year, public),
    }
    return page(request, "evaluation/publication.html", year, "publication", shown, is_light=True)


def mark_of(year: Evaluation, versions: list[Version]) -> str:
    """Return how a paper made now is marked: by its version once filed, as a draft before."""
    return f"V{versions[0].number}" if year.filed_at and versions else DRAFT


def _late(year: Evaluation, public: Version | None) -> int:
    if public and public.published_at:
        return days_late(year, localdate(public.published_at))
    return days_late(year, localdate()) if year.status == Status.ACCEPTED else 0


@reads
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    content = papers.write(report_of(account_of(year)), "html")
    return HttpResponse(content, headers={"Content-Security-Policy": PAPER_POLICY})


@reads
@require_safe
def draft_paper(request: HttpRequest, pk: int, extension: str) -> HttpResponse:
    year = year_for(request, pk)
    if extension not in DRAFTS:
        raise Http404
    content = papers.write(report_of(account_of(year)), extension)
    name = paper_name(year, mark_of(year, list(versions_of(year))), extension)
    disposition = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    kind = papers.FORMATS[extension].media_type
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": disposition})


@reads
@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    years = years_beside(pk, reader(request))
    year = next((year for year in years if year.pk == pk), None)
    if year is None:
        raise Http404
    sides = sides_for(year, years)
    before, after = usual_pair(sides, year)
    form = CompareForm(request.GET if "before" in request.GET else {"before": before, "after": after}, sides)
    shown: dict[str, object] = {"form": form}
    if form.is_valid():
        chosen = {side.key: side for side in sides}
        shown["comparison"] = compared(*reports_of([chosen[form.cleaned_data[name]] for name in PAIR]))
    status = 200 if form.is_valid() else 422
    return page(request, "evaluation/compare.html", year, "publication", shown, is_light=True, status=status)
