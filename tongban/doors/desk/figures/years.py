"""The account of a year whose targets a dashboard shows."""

from django.db.models import Case, When

from tongban.account.budget.models import Validity
from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.ground.people.models import User


def account_of_year(user: User, year: int) -> Evaluation | None:
    """Return the year's account that this reader may see: the valid one, else the newest edition."""
    is_valid = Case(When(budget__validity=Validity.VALID, then=0), default=1)
    return visible_to(user).filter(year=year).order_by(is_valid, "-pk").first()
