"""The registers of the living office: something in each, nothing still to come, every chain whole."""

from datetime import UTC, datetime

import pytest

from tongban.demo.applicants import load_applicants
from tongban.demo.cases import ENDS, load_cases
from tongban.demo.catalogue import load_catalogue
from tongban.demo.parcels import send_parcels
from tongban.demo.people import create_officers, create_staff
from tongban.demo.registers import load_registers
from tongban.ground.exchange.models import Outgoing
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.people.models import CreditMark
from tongban.offer.catalogue.models import Material
from tongban.offer.delivery.models import Delivery
from tongban.work.cases.models import Assessment, Hearing, LaterCheck, Remedy, Urging
from tongban.work.logs.models import Log

NOW = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)


@pytest.mark.django_db
def test_every_register_of_the_demo_holds_something(settings, tmp_path):
    settings.FILES_ROOT = tmp_path / "files"
    load_catalogue(create_staff())
    applicants = load_applicants(create_officers())
    load_cases(NOW, count=2 * len(ENDS))

    load_registers(NOW, applicants)
    load_registers(NOW, applicants)
    send_parcels(NOW)

    stages = {hearing.stage_on(NOW.date()) for hearing in Hearing.objects.all()}
    assert stages == {"offered", "asked", "announced", "recorded"}
    assert set(LaterCheck.objects.values_list("outcome", flat=True)) == {"", "kept", "to_correct", "false"}
    assert CreditMark.objects.count() == 2
    assert {order.replied_at is None for order in Urging.objects.all()} == {True, False}
    assert set(Remedy.objects.values_list("outcome", flat=True)) >= {"upheld", "remade"}
    assert Assessment.objects.filter(score=92, fee_yuan=18000).exists()
    assert Delivery.objects.filter(way="courier").values("state").distinct().count() >= 2
    assert set(Outgoing.objects.values_list("state", flat=True)) == {"sent", "waiting", "dead"}
    assert (Log.objects.get().traces_count, Log.objects.get().imported_at is None) == (40, False)
    assert Material.objects.filter(template__isnull=False, sample__isnull=False).exists()
    assert not Entry.objects.filter(at__gt=NOW).exists()
    assert verify().is_whole
