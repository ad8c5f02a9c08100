"""Which indicators the key tasks name."""

from tongban.account.evaluation.models import Indicator
from tongban.account.evaluation.queries.account import Account


def chosen_by_task(account: Account) -> dict[int, list[Indicator]]:
    """Return the indicators of each task of an account."""
    known = {indicator.pk: indicator for indicator in account.indicators}
    return {
        task.pk: [known[pk] for pk in getattr(task, "indicator_pks", ()) if pk in known]
        for task in account.tasks
    }
