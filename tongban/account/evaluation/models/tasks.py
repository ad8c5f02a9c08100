"""Key tasks of the year (重点任务), tied to functions, budget lines and indicators."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from tongban.account.budget.models import BudgetLine
from tongban.account.evaluation.models.indicators import Indicator
from tongban.account.evaluation.models.year import DutyFunction, Evaluation


class KeyTask(models.Model):
    """One key task: what was planned, what was done, with which money, under which function."""

    evaluation = models.ForeignKey(Evaluation, models.CASCADE, related_name="tasks")
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    function = models.ForeignKey(
        DutyFunction, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("function")
    )
    name = models.CharField(_("task"), max_length=100)
    content = models.TextField(_("main content"), blank=True)
    completion = models.TextField(_("completion"), blank=True)
    plan = models.CharField(_("planned value"), max_length=100, blank=True)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    budget_line = models.ForeignKey(
        BudgetLine, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("budget line")
    )
    spent_yuan = models.DecimalField(
        _("spent (yuan)"), max_digits=16, decimal_places=2, null=True, blank=True
    )
    needs_no_money = models.BooleanField(_("needs no money of its own"), default=False)
    owner = models.CharField(_("responsible division"), max_length=60, blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="+", blank=True, verbose_name=_("indicators"))
    version = models.PositiveIntegerField(default=1, editable=False)

    class Meta:
        verbose_name = _("key task")
        ordering = ["evaluation", "position", "pk"]
        constraints = [models.UniqueConstraint(fields=["evaluation", "name"], name="one_task_per_name")]

    def __str__(self) -> str:
        return self.name
