"""What is loaded before the server takes requests: everything that a first view would otherwise wait for."""

import ast
import gc
from unittest.mock import Mock
from zipfile import ZipFile

import pytest
from django.template import engines
from django.utils.timezone import localdate

from tongban.account.insight.definitions import metrics
from tongban.account.insight.expressions import MONTH, MetricQuery, figures_pattern, figures_sql
from tongban.account.insight.rules import year_of
from tongban.ground.kit import icons
from tongban.ground.law import places
from tongban.operations import preload


@pytest.fixture
def preloaded():
    preload.preload()
    yield
    gc.unfreeze()


def test_what_first_views_need_is_read_before_the_workers_are_forked(preloaded, monkeypatch):
    monkeypatch.setattr(ast, "parse", None)
    asked = figures_pattern.cache_info().misses

    for metric in metrics().values():
        for by in ((), (MONTH,)):
            figures_sql(MetricQuery(metric, year_of(localdate().year).until(localdate()), by=by), "duckdb")

    assert figures_pattern.cache_info().misses == asked
    assert places.places()
    assert "law/index.html" in _loaded_templates()


def _loaded_templates():
    (cached,) = engines["django"].engine.template_loaders
    return set(cached.get_template_cache)


def test_the_list_of_icons_is_read_once(monkeypatch):
    opened = []
    monkeypatch.setattr(icons, "ZipFile", lambda file: opened.append(1) or ZipFile(file))
    icons.archive.cache_clear()
    for each in (icons.shape, icons.draw):
        each.cache_clear()

    assert icons.draw("scale") != icons.draw("paperclip")
    assert len(opened) == 1


def test_source_that_cites_nothing_is_not_read_as_a_tree(monkeypatch):
    monkeypatch.setattr(places.ast, "parse", None)

    assert not list(places.places_in("def add(a, b):\n    return a + b\n", "sum.py"))


@pytest.mark.django_db
def test_without_a_snapshot_no_figure_is_asked_for(
    settings, tmp_path, monkeypatch, django_assert_num_queries
):
    settings.SNAPSHOTS = tmp_path
    monkeypatch.setattr(preload, "connections", connections := Mock())

    with django_assert_num_queries(0):
        preload.ask_first_figures()

    connections.close_all.assert_called_once_with()


def test_a_new_snapshot_is_asked_before_anybody_waits_for_it(monkeypatch):
    states, asked, waited = iter(["first", "first", "second", "second"]), [], []
    monkeypatch.setattr(preload, "_state_of_figures", lambda: next(states))
    monkeypatch.setattr(preload, "ask_first_figures", lambda: asked.append(len(waited)))

    with pytest.raises(StopIteration):
        preload.ask_again(wait=waited.append)

    assert asked == [2]
