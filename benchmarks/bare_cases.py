"""The bare list page that the work list is measured against: one indexed query for fifty of the same cases."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import path

from tongban.work.cases.models import Case

PAGE = Template(
    "<!doctype html><title>bare</title><table>"
    "{% for row in rows %}<tr><td>{{ row.reference }}<td>{{ row.version.item.name }}<td>{{ row.applicant.name }}"
    "<td>{{ row.get_status_display }}<td>{{ row.filed_at }}<td>{{ row.due_on }}</tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    cases = Case.objects.select_related("version__item", "applicant").filter(
        status__in=["accepted", "paused"]
    )
    response = HttpResponse(PAGE.render(Context({"rows": cases.order_by("due_on", "pk")[:50]})))
    response["Content-Length"] = len(response.content)
    return response


urlpatterns = [path("bare/", bare)]
