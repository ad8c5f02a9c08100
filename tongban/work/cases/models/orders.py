"""A supervisor's order to hurry a case, and the reply."""

from django.db import models

from tongban.ground.matters.urging_orders import UrgingOrder
from tongban.work.cases.models.case import Case


class Urging(UrgingOrder):
    """An order to hurry a case."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="urgings")

    class Meta(UrgingOrder.Meta):
        pass

    def __str__(self) -> str:
        return f"{self.case} · {self.at:%Y-%m-%d}"
