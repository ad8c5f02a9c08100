"""Never shown as fresh once its source has changed."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.ground.clock.moments import day_of
from tongban.ground.kit.conflicts import StaleEdit
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.people.actions.departments import rename_department
from tongban.ground.people.models import Department
from tongban.offer.catalogue.actions import drafts, publication
from tongban.offer.knowledge import rules
from tongban.offer.knowledge.actions import entries, release
from tongban.offer.knowledge.actions.staleness import mark_outdated
from tongban.offer.knowledge.models import EntryVersion
from tongban.offer.knowledge.queries import marks
from tongban.offer.knowledge.queries.freshness import freshness_of
from tongban.offer.knowledge.tests.conftest import AT

DAY = timedelta(days=1)


def is_fresh(version, at=AT):
    version = EntryVersion.objects.get(pk=version.pk)
    return freshness_of([version], day_of(at))[version.pk].is_fresh


@pytest.fixture
def change_item(keeper, publish):
    """Return how the item comes to say something else."""

    def through(item):
        draft = publication.begin_draft(item, by=keeper, at=AT)
        drafts.change(draft, by=keeper, at=AT, changes={"summary": f"{draft.summary}。"})
        return publish(draft)

    return through


@pytest.mark.law("jinan-hotline-regulation:34")
def test_an_item_published_anew_makes_its_answers_stale_in_the_same_transaction(shown, item, change_item):
    change_item(item)

    shown.refresh_from_db()
    entry = Entry.objects.get(subject=shown.reference, move="mark_stale")
    assert (shown.status, shown.stale_since, entry.basis) == ("stale", AT, "jinan-hotline-regulation:34")
    assert shown.due_on == date(2022, 9, 6)
    assert item.name in shown.stale_reason
    assert not is_fresh(shown)


def test_what_is_taken_back_leaves_the_answer_fresh(shown, item, change_item):
    with transaction.atomic():
        change_item(item)
        meanwhile = is_fresh(shown)
        transaction.set_rollback(True)

    assert (meanwhile, is_fresh(shown)) == (False, True)


def test_a_withdrawn_item_and_one_of_another_division_make_stale(shown, food, item, keeper, division):
    other = Department.objects.create(code="SC", name="市场准入处", kind="division")
    drafts.change_item(item, by=keeper, at=AT, changes={"division": other})
    moved = is_fresh(shown)
    drafts.change_item(item, by=keeper, at=AT, changes={"division": division})

    publication.withdraw(food, by=keeper, at=AT, reason="取消")

    shown.refresh_from_db()
    assert not moved
    assert (shown.status, "不再" in shown.stale_reason) == ("stale", True)


def test_a_change_that_touches_nothing_leaves_the_answer_fresh(shown, item, keeper):
    drafts.change_item(item, by=keeper, at=AT, changes={"theme": "餐饮"})

    assert is_fresh(shown)


def test_a_unit_that_is_renamed_makes_its_answers_stale_in_the_same_transaction(shown, division, person):
    rename_department(division, "食药处", by=person("system_administrator"), at=AT)

    shown.refresh_from_db()
    assert (shown.status, "食药处" in shown.stale_reason) == ("stale", True)
    with pytest.raises(PermissionDenied):
        rename_department(division, "别名", by=person("window_clerk"), at=AT)


def test_a_unit_renamed_behind_our_back_is_noticed_when_shown_and_by_the_duty(shown, division):
    Department.objects.filter(pk=division.pk).update(name="食药处")

    assert not is_fresh(shown)
    assert (mark_outdated(at=AT), mark_outdated(at=AT)) == (1, 0)
    shown.refresh_from_db()
    assert shown.status == "stale"


def test_a_release_that_knows_another_edition_of_the_law_makes_stale(shown, monkeypatch):
    monkeypatch.setattr(marks, "law_mark", lambda article: "another edition")

    assert not is_fresh(shown)
    assert mark_outdated(at=AT) == 1


@pytest.mark.law("jinan-hotline-regulation:34")
def test_an_answer_is_looked_at_again_after_a_year(shown):
    last = AT + 365 * DAY

    assert (is_fresh(shown, last), is_fresh(shown, last + DAY)) == (True, False)
    assert (mark_outdated(at=last), mark_outdated(at=last + DAY)) == (0, 1)


def test_renewed_it_is_fresh_until_the_next_change(shown, item, change_item, checker):
    change_item(item)

    renewed = release.renew(shown, by=checker, at=AT + DAY)

    assert is_fresh(renewed, AT + DAY)
    assert (renewed.confirmed_on, renewed.stale_since, renewed.due_on) == (date(2022, 9, 2), None, None)
    change_item(item)
    assert not is_fresh(renewed, AT + DAY)


def test_nobody_vouches_for_sources_that_changed_after_they_looked(shown, item, change_item, checker):
    change_item(item)
    seen = release.seen_sources(shown)
    change_item(item)

    with pytest.raises(StaleEdit):
        release.renew(shown, by=checker, at=AT, sources_seen=seen)

    assert not is_fresh(shown)


def test_a_doubted_answer_is_not_fresh_though_nothing_changed(shown, checker):
    release.doubt(shown, by=checker, at=AT, reason="市民反映收费不符")

    assert not is_fresh(shown)


def test_an_answer_past_its_validity_is_neither_published_nor_renewed(written, editor, checker, officer):
    entries.change_entry(written, {"valid_to": date(2022, 9, 3)}, entries.basis_of(written), by=editor, at=AT)
    release.send(written, by=editor, at=AT)
    release.pass_on(written, by=checker, at=AT)
    with pytest.raises(Refused):
        release.publish_entry(written, by=officer, at=AT + 5 * DAY)

    shown = release.publish_entry(written, by=officer, at=AT)

    assert (is_fresh(shown, AT + 2 * DAY), is_fresh(shown, AT + 3 * DAY)) == (True, False)
    with pytest.raises(Refused):
        release.renew(shown, by=checker, at=AT + 5 * DAY)


@pytest.mark.law("jinan-hotline-regulation:28", "jinan-hotline-regulation:34")
@pytest.mark.parametrize(
    ("limit", "begins", "ends"),
    [
        (rules.write_by, "2022-09-01", "2022-09-06"),
        (rules.answer_by, "2022-09-30", "2022-10-10"),
        (rules.renew_by, "2022-09-29", "2022-10-09"),
        (rules.settle_by, "2022-09-02", "2022-09-05"),
    ],
)
def test_limits_are_working_days_with_make_up_days(limit, begins, ends):
    from tongban.ground.clock.shipped_calendar import SHIPPED

    assert limit(date.fromisoformat(begins), SHIPPED) == date.fromisoformat(ends)


STEPS = [
    "item",
    "withdrawn",
    "unit",
    "unit_unsaid",
    "law",
    "renew",
    "rewrite",
    "doubt",
    "half_a_year",
    "duty",
]


class World:
    """What is true outside the base of knowledge, and what somebody last vouched for."""

    def __init__(self, shown, cast):
        self.entry, self.cast, self.at = shown.entry, cast, AT
        self.facts, self.is_doubted = {"item": self.entry.owner.code, "unit": 0, "law": 0}, False
        self.vouch()

    def vouch(self):
        self.vouched, self.vouched_at, self.is_doubted = dict(self.facts), self.at, False

    @property
    def live(self):
        return self.entry.versions.filter(status__in=("published", "stale")).get()

    @property
    def may_be_fresh(self):
        in_time = self.at - self.vouched_at <= 365 * DAY
        return self.vouched == self.facts and in_time and not self.is_doubted

    def step(self, name):
        self.at += timedelta(minutes=1)
        getattr(self, f"do_{name}")()

    def do_item(self):
        """Another division handles the item, or the first one again: then it is as it was vouched for."""
        item = self.cast["item"]
        item.refresh_from_db()
        division = next(each for each in self.cast["divisions"] if each.pk != item.division_id)
        drafts.change_item(item, by=self.cast["keeper"], at=self.at, changes={"division": division})
        if self.facts["item"] != "gone":
            self.facts["item"] = division.code

    def do_withdrawn(self):
        version = self.cast["item"].versions.filter(status="published").first()
        if version:
            self.facts["item"] = "gone"
            publication.withdraw(version, by=self.cast["keeper"], at=self.at, reason="取消")

    def do_unit(self):
        self.facts["unit"] += 1
        admin = self.cast["admin"]
        rename_department(self.entry.owner, f"处室{self.facts['unit']}", by=admin, at=self.at)

    def do_unit_unsaid(self):
        self.facts["unit"] += 1
        Department.objects.filter(pk=self.entry.owner_id).update(name=f"处室{self.facts['unit']}")

    def do_law(self):
        self.facts["law"] += 1
        edition = self.facts["law"]
        self.cast["patch"].setattr(marks, "law_mark", lambda article: f"edition {edition}")

    def do_renew(self):
        release.renew(self.live, by=self.cast["checker"], at=self.at)
        self.vouch()

    def do_rewrite(self):
        version = entries.begin_version(self.entry, by=self.cast["editor"], at=self.at)
        self.cast["show"](version, self.at)
        self.vouch()

    def do_doubt(self):
        if self.live.status == "published":
            release.doubt(self.live, by=self.cast["checker"], at=self.at, reason="存疑")
            self.is_doubted = True

    def do_half_a_year(self):
        self.at += 190 * DAY

    def do_duty(self):
        mark_outdated(at=self.at)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from(STEPS), min_size=1, max_size=7))
def test_shown_as_fresh_means_that_no_source_changed_since(
    steps, shown, item, keeper, editor, checker, show, person
):
    other, _ = Department.objects.get_or_create(
        code="SC", defaults={"name": "市场准入处", "kind": "division"}
    )
    people = {"keeper": keeper, "editor": editor, "checker": checker, "admin": person("system_administrator")}
    cast = {"item": item, "divisions": [shown.entry.owner, other], "show": show, **people}
    with transaction.atomic(), pytest.MonkeyPatch.context() as patch:
        world = World(shown, cast | {"patch": patch})
        for name in steps:
            before = dict(world.facts)
            world.step(name)
            is_told = name == "duty" or (name in ("item", "withdrawn", "unit") and world.facts != before)

            assert is_fresh(world.live, world.at) == (world.may_be_fresh and world.live.status == "published")
            if is_told and not world.may_be_fresh:
                assert world.live.status == "stale"
        transaction.set_rollback(True)
