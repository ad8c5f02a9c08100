"""Weighty moves are sealed at once, together where they come together, and no act waits or fails for it."""

import time

import pytest

from tongban.ground.ledger import seal_thread
from tongban.ground.ledger.chart import CHARTS
from tongban.ground.ledger.seal_thread import Sealer


@pytest.fixture
def sealer(monkeypatch):
    made = Sealer(together=0.3, apart=0.0)
    made.is_on = True
    made.sealed = []
    monkeypatch.setattr(Sealer, "_seal", lambda self: self.sealed.append(1))
    return made


def wait_for(condition, seconds=60.0):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(0.01)
    return condition()


def test_calls_that_come_together_are_sealed_together(sealer):
    for _ in range(20):
        sealer.call()

    assert wait_for(lambda: sealer.sealed)
    assert len(sealer.sealed) <= 2


def test_a_later_call_is_sealed_again(sealer):
    sealer.call()
    assert wait_for(lambda: len(sealer.sealed) == 1)
    sealer.call()

    assert wait_for(lambda: len(sealer.sealed) == 2)


@pytest.mark.django_db
def test_nothing_is_called_before_the_commit(sealer, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        sealer.call_after_commit()

    assert not sealer.sealed
    assert callbacks == [sealer.call]


@pytest.mark.django_db
def test_a_sealing_that_fails_is_told_and_hurts_nobody(monkeypatch, caplog):
    def fail(*, at):
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("tongban.ground.ledger.seal_writer.seal", fail)
    monkeypatch.setattr(seal_thread.connections, "close_all", lambda: None)

    Sealer()._seal()

    assert "sealing at once failed" in caplog.text


def test_every_chart_of_the_house_says_which_moves_are_weighty():
    charts = [chart for chart in CHARTS if chart.subjects]

    assert charts
    assert all(chart.weighty <= chart.moves.keys() and chart.weighty for chart in charts)
