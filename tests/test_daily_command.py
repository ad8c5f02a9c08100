import pytest

from tongban.operations import daily


@pytest.mark.django_db
def test_the_day_is_done_twice_without_harm(monkeypatch, capsys):
    monkeypatch.setattr(daily, "start_django", lambda: None)

    daily.daily()
    daily.daily()

    assert capsys.readouterr().out.count("视为受理 0 件") == 2
