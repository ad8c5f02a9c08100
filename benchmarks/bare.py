"""The bare page that our pages are measured against: one indexed query, a table of 50 rows, no look."""

from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

from tongban.ground.ledger.models import Entry

PAGE = Template(
    "<!doctype html><title>bare</title><table>"
    "{% for row in rows %}<tr><td>{{ row.number }}<td>{{ row.subject }}<td>{{ row.move }}<td>{{ row.by_name }}"
    "<td>{{ row.at }}<td>{{ row.basis }}</tr>{% endfor %}</table>"
)


def bare(request: HttpRequest) -> HttpResponse:
    rows = Entry.objects.filter(subject__startswith="BUDGET-").order_by("subject", "number")[:50]
    return HttpResponse(PAGE.render(Context({"rows": rows})))


urlpatterns = [path("bare/", bare), path("", include("config.urls"))]
