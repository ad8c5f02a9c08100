"""The loop: what could not be done leads to a changed item, whose rules are run on the same facts."""

import pytest
from django.core.exceptions import PermissionDenied

from tongban.ground.ledger import Refused
from tongban.ground.ledger.matter_check import verify_matter
from tongban.ground.ledger.models import Entry
from tongban.offer.catalogue.actions import drafts, publication
from tongban.offer.catalogue.models import Material
from tongban.work.cases.actions import applications, intake, materials
from tongban.work.cases.queries.trial import facts_of_case, hindrances
from tongban.work.cases.tests.cast import ANSWERS, FORM, MONDAY, day, upload
from tongban.work.obstacles import rules
from tongban.work.obstacles.actions import changes, entries, moves
from tongban.work.obstacles.actions.entries import Complaint
from tongban.work.obstacles.models import Obstacle, RuleRun
from tongban.work.obstacles.queries.trials import hindrances_under
from tongban.work.obstacles.queries.worklists import LISTS
from tongban.work.obstacles.tests.conftest import TEXT, fresh

pytestmark = pytest.mark.django_db
LEASE = "租赁合同"


@pytest.fixture
def lacking(office):
    """Return a draft that has everything but the lease, which cannot be got."""
    by = office.zhang.account
    case = applications.begin(office.version, office.zhang, by=by, at=MONDAY, answers=ANSWERS)
    applications.save_form(case, by=by, at=MONDAY, form=FORM)
    for name in ("平面图", "营业执照"):
        material = office.version.materials.get(name=name)
        materials.attach(case, material, upload(f"{name}.pdf"), by=by, at=MONDAY)
    materials.promise(case, office.version.materials.get(name="健康证明"), by=by, at=MONDAY)
    with pytest.raises(Refused):
        applications.file(case, by=by, at=MONDAY)
    return case


def found(office, case=None, *, name=LEASE, barrier="material"):
    """Return an entry whose unit has found that the rule must change."""
    said = Complaint("not_accepted", TEXT, case=case, item=None if case else office.item)
    entry = entries.take(said, by=office.pan, at=MONDAY)
    moves.classify(entry, "not_accepted", by=office.pan, at=MONDAY)
    moves.assign(entry, office.places["food"], by=office.pan, at=MONDAY)
    ended = {"barrier": barrier, "barrier_name": name, "finding": "合同确实无从取得。"}
    return moves.handle(entry, "rule", **ended, by=office.wang, at=day(9, 6))


def published_without(office, version, name, **changed):
    """Change a draft (a material taken out, or changed) and bring it before the public."""
    material = version.materials.get(name=name)
    if changed:
        drafts.change_part(material, changes=changed, by=office.qian, at=day(9, 7))
    else:
        drafts.remove(material, by=office.qian, at=day(9, 7))
    whole(version, office.qian)
    publication.submit(version, by=office.qian, at=day(9, 7))
    publication.approve(version, by=office.luo, at=day(9, 8))
    return publication.publish(version, by=office.qian, at=day(9, 9))


def whole(version, by):
    """Fill in what the cast's item leaves out and the catalogue asks for."""
    changes_ = {
        "legal_basis": [{"name": "食品安全法", "article": "第三十五条", "edition": "2021-04-29"}],
        "conditions": "有与经营相适应的场所。",
        "delivery_ways": ["window"],
    }
    drafts.change(version, changes=changes_, by=by, at=day(9, 7))


def test_a_changed_item_lets_the_same_case_succeed_and_the_entry_shows_it(office, lacking):
    entry = found(office, lacking)
    assert [each.name for each in hindrances_under(entry, office.version)] == [LEASE]
    version = changes.propose_change(entry, by=office.qian, at=day(9, 7))
    assert fresh(entry).proposed == version
    assert not RuleRun.objects.exists()

    version = published_without(office, version, LEASE)

    run = RuleRun.objects.get()
    assert (run.obstacle, run.version, run.would_succeed, run.hindrances) == (entry, version, True, [])
    told = Entry.objects.get(subject=entry.reference, move="run_rules")
    assert told.payload["would_succeed"] is True
    assert not verify_matter(entry.reference)
    by = office.zhang.account
    case = applications.carry_over(lacking, by=by, at=day(9, 9))
    assert applications.file(case, by=by, at=day(9, 9)).status == "filed", "it can really be done"


def test_a_change_that_does_not_help_is_told_as_such(office, lacking):
    entry = found(office, lacking)
    version = changes.propose_change(entry, by=office.qian, at=day(9, 7))

    published_without(office, version, LEASE, notes="须为原件")

    run = RuleRun.objects.get()
    assert not run.would_succeed
    assert [each["name"] for each in run.hindrances] == [LEASE]


def test_after_a_change_that_did_not_help_another_is_begun(office, lacking):
    entry = found(office, lacking)
    version = changes.propose_change(entry, by=office.qian, at=day(9, 7))
    with pytest.raises(Refused):
        changes.propose_change(entry, by=office.qian, at=day(9, 7))
    published_without(office, version, LEASE, notes="须为原件")
    assert LISTS.rows(office.qian, "rule_must_change", day(9, 9).date()).get() == entry

    again = changes.propose_change(entry, by=office.qian, at=day(9, 9))
    published_without(office, again, LEASE)

    assert [run.would_succeed for run in RuleRun.objects.all()] == [False, True]
    assert not LISTS.rows(office.qian, "rule_must_change", day(9, 9).date()).exists()
    with pytest.raises(Refused):
        changes.propose_change(entry, by=office.qian, at=day(9, 9))


def test_what_was_changed_while_the_unit_looked_into_it_is_run_at_once(office, lacking):
    said = Complaint("not_accepted", TEXT, case=lacking)
    entry = entries.take(said, by=office.pan, at=MONDAY)
    version = publication.begin_draft(office.item, by=office.qian, at=day(9, 7))
    published_without(office, version, LEASE)
    moves.classify(entry, "not_accepted", by=office.pan, at=day(9, 9))
    moves.assign(entry, office.places["food"], by=office.pan, at=day(9, 9))

    ended = {"barrier": "material", "barrier_name": LEASE, "finding": "材料已取消。"}
    moves.handle(entry, "rule", **ended, by=office.wang, at=day(9, 9))

    assert RuleRun.objects.get().would_succeed


def test_a_material_spared_by_a_promise_stands_no_more_in_the_way(office, lacking):
    entry = found(office, lacking)
    version = changes.propose_change(entry, by=office.qian, at=day(9, 7))

    published_without(office, version, LEASE, exemption=Material.Exemption.PROMISE)

    assert RuleRun.objects.get().would_succeed


def test_without_a_case_the_rules_are_run_on_somebody_who_lacks_just_that(office):
    entry = found(office)
    assert [each.name for each in hindrances_under(entry, office.version)] == [LEASE]
    version = changes.propose_change(entry, by=office.qian, at=day(9, 7))

    published_without(office, version, LEASE)

    assert RuleRun.objects.get(obstacle=entry).would_succeed


def test_what_is_solved_or_explained_waits_for_no_rule(office, lacking):
    entry = found(office, lacking)
    Obstacle.objects.filter(pk=entry.pk).update(outcome="solved")
    with pytest.raises(Refused):
        changes.propose_change(entry, by=office.qian, at=day(9, 7))
    version = publication.begin_draft(office.item, by=office.qian, at=day(9, 7))

    published_without(office, version, LEASE)

    assert not RuleRun.objects.exists()


def test_only_who_keeps_the_items_begins_a_change_and_joins_the_one_under_way(office):
    first, second = found(office), found(office)
    with pytest.raises(PermissionDenied):
        changes.propose_change(first, by=office.pan, at=day(9, 7))

    version = changes.propose_change(first, by=office.qian, at=day(9, 7))

    assert changes.propose_change(second, by=office.qian, at=day(9, 8)) == version


def test_everything_that_stands_against_a_case_is_found(office, lacking):
    applications.save_form(
        lacking, by=office.zhang.account, at=MONDAY, form={"shop": None}, answers={"serves_food": None}
    )
    facts = facts_of_case(type(lacking).objects.get(pk=lacking.pk))

    kinds = {each.kind for each in hindrances(facts, office.version.pk)}

    assert kinds == {"question", "field", "material"}


def test_an_end_says_what_it_has_to():
    """Explained needs the law, a rule that must change its name, every end what stood in the way."""
    assert rules.lacks_of_an_end("solved", "", "", "") == "barrier"
    assert rules.lacks_of_an_end("explained", "law", "", " ") == "basis"
    assert rules.lacks_of_an_end("rule", "material", " ", "") == "name"
    assert rules.lacks_of_an_end("rule", "system", "", "") == ""
    assert rules.lacks_of_an_end("explained", "law", "", "食品安全法第三十五条") == ""


@pytest.mark.law("state-council-2022-5")
@pytest.mark.law("business-environment-regulation:48")
def test_an_end_without_its_reasons_is_refused_and_changes_nothing(office, entry):
    moves.classify(entry, "conduct", by=office.pan, at=MONDAY)
    moves.assign(entry, office.places["food"], by=office.pan, at=MONDAY)
    for outcome, barrier in (("explained", "law"), ("rule", "material"), ("", "law")):
        with pytest.raises(Refused):
            moves.handle(entry, outcome, barrier=barrier, finding="情况属实", by=office.wang, at=MONDAY)

    assert fresh(entry).status == "assigned"


def test_a_refusal_is_reported_once_for_a_case_and_only_where_there_is_one(office, lacking):
    case = intake.take_in(office.version, office.zhang, by=office.li, at=MONDAY)
    with pytest.raises(Refused):
        entries.report_refusal("不予受理", case=case, by=office.li, at=MONDAY)
    case = intake.decline(case, reason="不属于本机关职权。", by=office.li, at=MONDAY)
    reported = entries.report_refusal("不予受理", case=case, by=office.li, at=MONDAY)

    with pytest.raises(Refused):
        entries.report_refusal("不予受理", case=case, by=office.li, at=MONDAY)
    assert (reported.source, reported.item, reported.version) == ("refusal", office.item, office.version)
    with pytest.raises(PermissionDenied):
        entries.report_refusal("不予受理", case=case, by=office.wu, at=MONDAY)
