"""How many statements an act takes; a slip back to row by row shows here."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tongban.ground.people.models import User
from tongban.offer.catalogue.queries.guide_cache import guide_of
from tongban.offer.licences.numbers import licences_of
from tongban.work.cases.actions import applications, decisions, intake, limits, results, reviews
from tongban.work.cases.numbers import WORDS, papers_of
from tongban.work.cases.queries import visibility
from tongban.work.cases.tests.cast import ANSWERS, FORM, day

pytestmark = pytest.mark.django_db
LATER = day(9, 9)


@pytest.fixture(autouse=True)
def neither_first_of_the_process_nor_of_the_year(house):
    """Each process reads a published guide once, and the first of a year begins its series of numbers."""
    guide_of(house.version.pk)
    for kind in WORDS:
        papers_of(kind).next(LATER.date())
    licences_of("JY1").next(LATER.date())


MOVES = [
    (applications.discard, "draft", "zhang", {}, 5),
    (applications.withdraw, "filed", "zhang", {}, 6),
    (decisions.take_withdrawal, "filed", "li", {}, 4),
    (decisions.terminate, "accepted", "chen", {"reason": "申请人死亡。"}, 5),
    (decisions.archive, "delivered", "he", {}, 4),
    (applications.file, "draft", "zhang", {}, 13),
    (intake.accept, "filed", "li", {}, 11),
    (intake.decline, "filed", "li", {"reason": "不属本机关职权。"}, 8),
    (limits.pause, "accepted", "wang", {"kind": "testing", "needed_days": 5, "reason": "需要检测。"}, 12),
    (limits.resume, "paused", "wang", {"result": "检测合格。"}, 11),
    (limits.extend, "accepted", "xu", {"days": 5, "reason": "案情复杂。"}, 14),
    (decisions.grant, "reviewed", "chen", {}, 11),
    (decisions.refuse, "reviewed", "chen", {"reasons": "不符合条件。"}, 10),
    (results.issue, "granted", "he", {}, 12),
    (results.deliver, "issued", "he", {}, 9),
]
"""Act, on which case, by whom, with what, and at most how many statements: the two of its transaction included, and the one
that puts what is told of it into the outbox."""


@pytest.fixture
def delivered(house, issued):
    return results.deliver(issued, by=house.he, at=LATER)


@pytest.fixture
def paused(house, accepted):
    return limits.pause(accepted, "testing", needed_days=5, reason="需要检测。", by=house.wang, at=day(9, 7))


def as_signed_in(user):
    """Return a person as a page knows them: their roles were asked for already."""
    user = User.objects.select_related("department").get(pk=user.pk)
    user.permissions  # noqa: B018
    return user


def as_shown(case, user):
    """Return a case as the page has it that asks for the act."""
    return visibility.visible_to(user).get(pk=case.pk)


@pytest.mark.parametrize(
    ("move", "stage", "who", "said", "most"), MOVES, ids=[row[0].__name__ for row in MOVES]
)
def test_an_act_takes_few_statements(
    house, request, django_assert_max_num_queries, move, stage, who, said, most
):
    found = request.getfixturevalue(stage)
    user = as_signed_in(house.zhang.account if who == "zhang" else getattr(house, who))
    case = as_shown(found, user)

    with django_assert_max_num_queries(most):
        move(case, by=user, at=LATER, **said)


def test_opening_the_next_stage_takes_few_statements(house, accepted, django_assert_max_num_queries):
    reviews.agree(accepted.reviews.get(step__name="材料审查"), by=house.wang, at=LATER)
    by = as_signed_in(house.sun)
    review = accepted.reviews.select_related("case").get(step__name="消防意见")

    with django_assert_max_num_queries(9):
        reviews.agree(review, by=by, at=LATER)


def test_returning_many_materials_takes_no_more_than_returning_one(
    house, filed, django_assert_max_num_queries
):
    by = as_signed_in(house.li)
    faults = {entry.pk: "缺章" for entry in filed.materials.all()}

    with django_assert_max_num_queries(13):
        intake.return_(as_shown(filed, by), faults, by=by, at=day(9, 6))


def test_taking_in_at_the_window_takes_no_more_for_more_materials(house, django_assert_max_num_queries):
    by = as_signed_in(house.li)
    given = {"by": by, "at": LATER, "answers": ANSWERS, "form": FORM}
    names = {each.name: each.pk for each in house.version.materials.all()}
    ways = {names["平面图"]: "follow_later", names["健康证明"]: "promise"}
    intake.take_in(house.version, house.zhang, **given)

    for handed in ({}, {names["租赁合同"]: [], names["营业执照"]: []}):
        with django_assert_max_num_queries(14):
            intake.take_in(house.version, house.zhang, **given, handed=handed, ways=ways)


def test_a_file_handed_over_at_the_window_is_numbered_and_kept(house):
    (lease, *_rest) = house.version.materials.all()
    scans = [SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf") for name in ("1.pdf", "2.pdf")]

    case = intake.take_in(house.version, house.zhang, by=house.li, at=LATER, handed={lease.pk: scans})

    kept = case.materials.get(material=lease)
    assert (kept.state, [(each.number, each.name) for each in kept.files.all()]) == (
        "submitted",
        [(2, "2.pdf"), (1, "1.pdf")],
    )
