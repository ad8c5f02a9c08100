"""Forms of inspection with their criteria, and the rules that ask for one."""

from django.db.models import Count, Q, QuerySet

from tongban.work.inspection.models import HitRule, QualityForm


def forms_with_counts() -> QuerySet[QualityForm]:
    """Return every form, the newest first, with how many criteria and fatal errors it has."""
    counted = QualityForm.objects.annotate(
        criteria_count=Count("criteria", filter=Q(criteria__is_fatal=False)),
        fatal_count=Count("criteria", filter=Q(criteria__is_fatal=True)),
    )
    return counted.order_by("-in_force_on", "-pk")


def rules_by_kind() -> dict[str, HitRule]:
    """Return the rules of the office by what they look at."""
    return {rule.kind: rule for rule in HitRule.objects.all()}
