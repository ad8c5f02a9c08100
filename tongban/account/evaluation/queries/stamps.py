"""The stamp of a year: it grows with every act on the year, its budget or its operating figures.

What is kept under it holds as long as it stands.
"""

from django.db.models import F, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce

from tongban.account.evaluation.models import Evaluation
from tongban.account.insight.kept_values import MEASURE_PREFIX
from tongban.ground.ledger.models import Entry


def with_stamp(years: QuerySet[Evaluation]) -> QuerySet[Evaluation]:
    """Return years that bring their stamp along, read at the same moment as the years themselves."""
    measured = Func(Value(MEASURE_PREFIX), OuterRef("year"), function="CONCAT", output_field=TextField())
    subjects = (
        Q(subject=OuterRef("reference")) | Q(subject=OuterRef("budget__reference")) | Q(subject=measured)
    )
    entries = Entry.objects.filter(subjects).order_by()
    return years.annotate(stamp=Coalesce(Subquery(_summed(entries)), 0))


def stamp_of(evaluation: Evaluation) -> int:
    """Return the stamp of a year: the one it brought along, else the present one."""
    known = getattr(evaluation, "stamp", None)
    if known is not None:
        return int(known)
    subjects = [evaluation.reference, evaluation.budget.reference, f"{MEASURE_PREFIX}{evaluation.year}"]
    return int(_summed(Entry.objects.filter(subject__in=subjects).order_by()).get() or 0)


def _summed(entries: QuerySet[Entry]) -> QuerySet[Entry, int]:
    """Sum the keys: two subjects are written side by side, so the greatest key may come before a smaller one."""
    return entries.annotate(summed=Func(F("pk"), function="SUM")).values_list("summed", flat=True)
