"""The addresses of places: a row's own page where there is one, else the page that has it."""

from django.urls import NoReverseMatch, reverse

from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.places import PagePlace


def url_of(place: PagePlace, evaluation: Evaluation) -> str:
    """Return the address of a place of a year."""
    anchor = f"#{place.anchor}" if place.anchor else ""
    for args in ([evaluation.pk, place.row], [evaluation.pk]):
        if None in args:
            continue
        try:
            return reverse(f"evaluation:{place.page}", args=args) + anchor
        except NoReverseMatch:
            continue
    return reverse("evaluation:overview", args=[evaluation.pk])
