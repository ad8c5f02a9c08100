from datetime import timedelta

from tongban.account.insight import refresh
from tongban.account.insight.models import KeptValue
from tongban.account.insight.snapshot import manifests
from tongban.account.insight.tests.conftest import NOW


def test_a_day_brings_a_snapshot_and_the_values_of_two_years(facts):
    assert refresh.refresh(at=NOW)

    assert manifests.current_snapshot().made_at.startswith("2023-01-04")
    assert set(KeptValue.objects.values_list("first__year", flat=True)) == {2022, 2023}


def test_nothing_is_made_twice_a_day(facts):
    refresh.refresh(at=NOW)

    assert not refresh.refresh(at=NOW + timedelta(hours=19))
    assert refresh.refresh(at=NOW + timedelta(hours=21))


def test_a_spoiled_snapshot_is_made_anew(facts):
    refresh.refresh(at=NOW)
    manifest = manifests.current_snapshot().folder / "manifest.json"
    manifest.write_text(manifest.read_text().replace("2023-01-04", "2023-01-05"))

    assert refresh.refresh(at=NOW + timedelta(hours=1))
