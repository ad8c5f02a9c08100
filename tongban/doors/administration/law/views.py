"""The index of law: sources, dated terms, and which rules and moves rest on each article."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from tongban.ground.kit.access import public
from tongban.ground.law import sources, terms
from tongban.ground.law.places import by_article, places

KINDS = {"statute": _("Statute"), "rule": _("Rule"), "practice": _("Practice")}
CONFIDENCE = {"h": _("read or certain"), "m": _("probable"), "l": _("to be confirmed")}
UNITS = {
    "seconds": _("seconds"),
    "minutes": _("minutes"),
    "hours": _("hours"),
    "calendar_days": _("calendar days"),
    "working_days": _("working days"),
    "points": _("points"),
    "percent": "%",
    "percentage_points": _("percentage points"),
    "years": _("years"),
    "months": _("months"),
    "characters": _("characters"),
    "persons": _("persons"),
    "times": _("times"),
}


@public
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    language = get_language() or "zh-hans"
    return render(
        request,
        "law/index.html",
        {
            "sources": [
                (source, source.title(language), KINDS[source.kind], CONFIDENCE[source.confidence])
                for source in sources().values()
            ],
            "terms": [
                (line, line.title(language), UNITS[line.unit], line.citation.label(language))
                for lines in terms().values()
                for line in lines
            ],
            "articles": [
                (article, kept[0].citation.label(language), kept)
                for article, kept in by_article(places()).items()
            ],
        },
    )
