"""Key tasks: their texts with live figures, their indicators, their money."""

from decimal import Decimal

from django.urls import reverse

from tongban.account.evaluation.models import KeyTask
from tongban.ground.ledger.models import Entry


def address(name, year, *args):
    return reverse(f"evaluation:{name}", args=[year.pk, *args])


def typed(task, **changed):
    said = {
        "version": task.version,
        "name": task.name,
        "function": task.function_id or "",
        "completion": task.completion,
    }
    return {**said, **changed}


def test_numbers_that_no_figure_has_are_marked(desk, drafted):
    page = desk.get(address("tasks", drafted)).content.decode()

    assert "148.48" in page
    assert page.count("theirs") >= 3


def test_a_task_names_figures_indicators_and_money(desk, drafted, line, indicator):
    task = drafted.tasks.last()
    said = typed(
        task,
        completion="快递费支付{专项邮寄费.实际支出数}。",
        budget_line=line.pk,
        spent_yuan="16.73",
        indicators=[indicator.pk],
    )

    answer = desk.post(address("task", drafted, task.pk), said)

    task.refresh_from_db()
    page = desk.get(address("tasks", drafted)).content.decode()
    assert answer.status_code == 302
    assert task.spent_yuan == Decimal("167300.00")
    assert list(task.indicators.all()) == [indicator]
    assert "快递费支付16.73万元。" in page
    entries = Entry.objects.filter(subject=drafted.reference, move="edit")
    assert {"completion", "indicators"} <= {name for entry in entries for name in entry.payload["changed"]}


def test_who_comes_too_late_sees_both_texts(desk, drafted):
    task = drafted.tasks.first()
    mine = typed(task, completion="我的文字")
    desk.post(address("task", drafted, task.pk), typed(task, completion="别人的文字"))

    answer = desk.post(address("task", drafted, task.pk), mine)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "我的文字" in page
    assert "别人的文字" in page


def test_a_task_is_added_and_struck(desk, drafted):
    desk.post(address("task-add", drafted), {"version": 1, "name": "一件事一次办"})
    task = KeyTask.objects.get(name="一件事一次办")

    answer = desk.post(address("task-strike", drafted, task.pk))

    assert answer.status_code == 302
    assert not KeyTask.objects.filter(pk=task.pk).exists()


def test_a_task_of_the_same_name_is_told_beside_the_field(desk, drafted):
    answer = desk.post(address("task-add", drafted), {"version": 1, "name": drafted.tasks.first().name})

    assert answer.status_code == 422
