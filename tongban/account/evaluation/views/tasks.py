"""The key tasks of a year."""

from datetime import datetime
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.timezone import now
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tongban.account.evaluation.actions import task_indicators, year_parts
from tongban.account.evaluation.forms.tasks import TaskForm
from tongban.account.evaluation.models import Evaluation, KeyTask
from tongban.account.evaluation.queries.account import Account, account_of
from tongban.account.evaluation.queries.figures import fill, plain_numbers, unknown_keys
from tongban.account.evaluation.queries.tasks import chosen_by_task
from tongban.account.evaluation.views.year import edits, page, reader, reads, year_for
from tongban.ground.matters.answers import SAVED, attempt, attempt_making, redirect_saved
from tongban.ground.people.models import User


@reads
@require_safe
def tasks(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    chosen = chosen_by_task(account)
    shown = {
        "account": account,
        "cards": [(task, _texts(task, account), chosen.get(task.pk, [])) for task in account.tasks],
    }
    return page(request, "evaluation/tasks.html", year, "tasks", shown, is_light=True)


def _texts(task: KeyTask, account: Account) -> dict[str, Any]:
    return {
        "completion": fill(task.completion, account.figures),
        "unknown": unknown_keys(task.completion, account.figures),
        "typed": [each.text for each in plain_numbers(task.completion, account.figures) if not each.keys],
    }


def _task_in(account: Account, pk: int) -> KeyTask:
    found = next((task for task in account.tasks if task.pk == pk), None)
    if found is None:
        raise Http404
    return found


@edits
def task(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    edited = _task_in(account, task)
    form = TaskForm(request.POST or None, instance=edited)
    status = attempt(form, lambda: _change(request, edited, form))
    if status == SAVED:
        return redirect_saved(request, "evaluation:tasks", pk)
    shown = {"form": form, "task": edited, "account": account, "heading": edited.name}
    return page(request, "evaluation/task.html", year, "tasks", shown, is_light=True, status=status)


def _change(request: HttpRequest, edited: KeyTask, form: TaskForm) -> None:
    by, at = reader(request), now()
    year_parts.change(edited, by=by, at=at, changes=form.changes, seen=form.opened_with)
    task_indicators.choose_indicators(edited, form.cleaned_data["indicators"], by=by, at=at)


def _added(year: Evaluation, form: TaskForm, by: User, at: datetime) -> KeyTask:
    made = cast(KeyTask, year_parts.add(KeyTask, year, by=by, at=at, **form.values))
    task_indicators.choose_indicators(made, form.cleaned_data["indicators"], by=by, at=at)
    return made


@edits
def add(request: HttpRequest, pk: int) -> HttpResponse:
    year = year_for(request, pk)
    account = account_of(year)
    form = TaskForm(request.POST or None, instance=KeyTask(evaluation=year))
    by, at = reader(request), now()
    status, made = attempt_making(form, lambda: _added(year, form, by, at))
    if made is not None:
        return redirect_saved(request, "evaluation:tasks", pk)
    shown = {"form": form, "account": account, "heading": _("Add a key task")}
    return page(request, "evaluation/task.html", year, "tasks", shown, is_light=True, status=status)


@edits
@require_POST
def strike(request: HttpRequest, pk: int, task: int) -> HttpResponse:
    account = account_of(year_for(request, pk))
    year_parts.remove(_task_in(account, task), by=reader(request), at=now())
    return redirect_saved(request, "evaluation:tasks", pk, message=_("The task was struck."))
