"""A child within its limits: what comes back, what stops it, and that the parent is none the worse for it."""

import socket
import threading
from pathlib import Path

import pytest

from tongban.ground.sandbox import (
    ChildLimits,
    Crashed,
    Stopped,
    TooMuchMemory,
    TooMuchTime,
    run_limited,
    stream_limited,
)
from tongban.ground.sandbox.tests import jobs


def children():
    """Return the process numbers of our children."""
    tasks = Path("/proc/self/task").glob("*/children")
    return {int(number) for task in tasks for number in task.read_text().split()}


@pytest.fixture(params=["alone", "among threads"])
def process(request):
    """A process of one thread forks; one with threads starts a new process."""
    done = threading.Event()
    if request.param == "among threads":
        threading.Thread(target=done.wait, daemon=True).start()
    yield request.param
    done.set()


def test_what_a_function_returns_comes_back_as_its_type(process):
    answer = run_limited(jobs.describe, jobs.Question("多少", Path("/a/b")), 2)

    assert answer == jobs.Answer(texts=("多少", "多少"), path=Path("/a/b"))


def test_what_a_generator_yields_comes_one_by_one(process):
    assert list(stream_limited(jobs.count, 1000)) == list(range(1000))


def test_who_stops_asking_ends_the_child(process):
    before = children()
    stream = stream_limited(jobs.count, 10**9)
    assert next(stream) == 0
    (child,) = children() - before

    stream.close()

    assert child not in children()


@pytest.mark.parametrize(
    ("job", "limits", "stop"),
    [
        (jobs.eat, ChildLimits(), TooMuchMemory),
        (jobs.shout, ChildLimits(answer_bytes=1024 * 1024), TooMuchMemory),
        (jobs.burn, ChildLimits(cpu_seconds=1), TooMuchTime),
        (jobs.sleep, ChildLimits(silent_seconds=0.5), TooMuchTime),
        (jobs.fail, ChildLimits(), Crashed),
        (jobs.die, ChildLimits(), Crashed),
        (jobs.leave, ChildLimits(), Crashed),
        (jobs.lie, ChildLimits(), Crashed),
    ],
)
def test_a_child_is_stopped_and_the_reason_said(process, job, limits, stop):
    with pytest.raises(stop) as stopped:
        run_limited(job, limits=limits)

    for language in ("zh-hans", "en"):
        assert "\n" not in stopped.value.said_in(language)
    assert stopped.value.said_in("zh-hans") == str(stopped.value) != stopped.value.said_in("en")


def test_each_answer_of_a_stream_has_its_own_time(process):
    answers = stream_limited(jobs.burn_a_little, 4, limits=ChildLimits(cpu_seconds=2, silent_seconds=120))

    assert list(answers) == [0, 1, 2, 3]


def test_a_stream_that_stops_gives_what_came_before(process):
    stream = stream_limited(jobs.count_and_fail, 3)

    assert [next(stream) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(Stopped):
        next(stream)


def test_what_the_file_says_is_not_logged(process):
    with pytest.raises(Crashed) as stopped:
        run_limited(jobs.fail)

    assert "ValueError jobs.py" in stopped.value.detail
    assert "110101199001011234" not in f"{stopped.value} {stopped.value.detail}"


def test_a_child_writes_no_file_and_has_no_door_open(process, tmp_path):
    with socket.socket() as door, (tmp_path / "secret").open("w") as secret:
        found = run_limited(jobs.look_around, tmp_path / "new")

        assert found.open_files <= 4
        assert {door.fileno(), secret.fileno()} - {0, 1, 2}
    assert not found.has_written


def test_a_new_process_knows_nothing_of_the_environment(monkeypatch):
    monkeypatch.setenv("TONGBAN_DATABASE_URL", "postgresql://secret")
    done = threading.Event()
    threading.Thread(target=done.wait, daemon=True).start()

    assert run_limited(jobs.environment) <= {"PYTHONPATH", "LANG", "LC_CTYPE"}
    done.set()
