"""Which indicators the key tasks name."""

from collections import defaultdict

from tongban.account.evaluation.models import Evaluation, Indicator, KeyTask


def chosen_by_task(evaluation: Evaluation) -> dict[int, list[Indicator]]:
    """Return the indicators of each task of a year, in one query."""
    pairs = KeyTask.indicators.through.objects.filter(keytask__evaluation=evaluation)
    chosen: dict[int, list[Indicator]] = defaultdict(list)
    for pair in pairs.select_related("indicator").order_by("indicator__position"):
        chosen[pair.keytask_id].append(pair.indicator)
    return chosen
