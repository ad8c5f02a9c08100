"""Finding cases by what people type: a number or its end, an applicant's name, the words of an item."""

import re
from datetime import date

from django.db.models import Q

from tongban.ground.matters.numbers import reference_of
from tongban.ground.people.queries import applicants_named
from tongban.offer.catalogue.models import ItemVersion
from tongban.work.cases.numbers import CASES

NUMBER = re.compile(r"(?:CASE-?)?(?:(\d{4})-)?(\d{1,6})", re.IGNORECASE)
FIRST_YEAR = 2000
MOST_NAMED = 500


def matches_text(text: str, *, on: date) -> Q:
    """Return the condition that a case fits what was typed; each part is asked of an index of its own."""
    text = text.strip()
    if number := NUMBER.fullmatch(text):
        return Q(reference__in=_references(number, on))
    reference = reference_of(CASES.name, text)
    if reference.startswith("CASE-"):
        return Q(reference=reference)
    named = applicants_named(text).values_list("pk", flat=True)
    few = list(named[: MOST_NAMED + 1])
    items = ItemVersion.objects.filter(item__name__icontains=text).values_list("pk", flat=True)
    by_name = Q(applicant__in=few if len(few) <= MOST_NAMED else named)
    return by_name | Q(version__in=list(items))


def _references(number: re.Match[str], on: date) -> list[str]:
    """Return the numbers that may be meant: without its year, that of every year."""
    year, end = number.groups()
    years = [int(year)] if year else range(FIRST_YEAR, on.year + 2)
    return [CASES.write(each, int(end)) for each in years]
