"""The written parts of a year, one by one."""

from django.db.models import QuerySet

from tongban.account.evaluation.models import Chapter, DutyFunction, Evaluation, Problem


def chapter_of(evaluation: Evaluation, code: str) -> Chapter:
    """Return a written part; one that nobody has begun comes empty and unsaved."""
    known = evaluation.chapters.filter(code=code).first()
    return known or Chapter(evaluation=evaluation, code=code, version=0)


def problems_of(evaluation: Evaluation) -> QuerySet[Problem]:
    """Return the problems that the self-evaluation admits."""
    return evaluation.problems.select_related("evaluation")


def functions_of(evaluation: Evaluation) -> QuerySet[DutyFunction]:
    """Return the main functions in their order."""
    return evaluation.functions.select_related("evaluation")


def next_number(evaluation: Evaluation) -> int:
    """Return the number of the next main function."""
    last = evaluation.functions.order_by("-number").first()
    return last.number + 1 if last else 1


def last_change(evaluation: Evaluation, fields: set[str]) -> int:
    """Return the number of the last ledger entry that changed one of the year's own fields; 0 for none."""
    from tongban.ground.ledger.models import Entry

    entries = Entry.objects.filter(
        subject=evaluation.reference,
        move="edit",
        payload__part="Evaluation",
        payload__changed__has_any_keys=list(fields),
    )
    return entries.order_by("-number").values_list("number", flat=True).first() or 0
