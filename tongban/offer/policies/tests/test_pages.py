"""The officers' pages: entering a policy with a preview, its way to the public, experts, enterprises, a list."""

import pytest
from django.urls import reverse

from tongban.ground.kit.conflicts import mark_of
from tongban.ground.matters.changes import last_number
from tongban.ground.people.tests import cast
from tongban.offer.policies.actions import drafts, grants
from tongban.offer.policies.models import EnterpriseProfile, Expert, GrantRow, PastDecision, PolicyVersion
from tongban.offer.policies.tests.conftest import AT, SMALL, STONE, content, published

FIELDS = {
    "title": "研发投入补助",
    "level": "municipal",
    "issuer": "市科学技术局",
    "benefit": "按参保职工人数给予补助。",
    "amount_rule": "staff * 1000.0",
    "valid_from": "2026-01-01",
    "review_on": "2099-09-30",
    "objection_days": "5",
}


def typed(*rows, **changes):
    """Return what the editor sends."""
    said = {**FIELDS, "rows-TOTAL_FORMS": len(rows), "rows-INITIAL_FORMS": 0, **changes}
    for place, (expression, zh) in enumerate(rows):
        said |= {f"rows-{place}-expression": expression, f"rows-{place}-zh": zh, f"rows-{place}-en": ""}
    return said


def page(client, user, name, *args):
    client.force_login(user)
    answer = client.get(reverse(f"policies:{name}", args=args))
    assert answer.status_code == 200, answer
    return answer.content.decode()


def send(client, user, name, *args, said=None):
    client.force_login(user)
    return client.post(reverse(f"policies:{name}", args=args), said or {})


def test_a_policy_is_entered_previewed_and_changed(client, people, stone):
    row = ("size in ['micro', 'small']", "属于小型或微型企业")
    unit = cast.finance_division().pk
    send(client, people.editor, "new", said=typed(row, unit=unit))
    version = PolicyVersion.objects.get()

    seen = last_number(version.reference)
    more = ("high_tech", "是高新技术企业")
    preview = send(
        client, people.editor, "edit", version.reference, said=typed(row, more, seen=seen, preview="yes")
    ).content.decode()
    assert "石头精密" in preview
    assert "是高新技术企业：尚不能判断，缺少高新技术企业" in preview
    assert version.conditions.count() == 1

    send(client, people.editor, "edit", version.reference, said=typed(row, more, seen=seen))
    assert [each.expression for each in version.conditions.all()] == [row[0], more[0]]


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("size == 'tiny'", "选哪一项结果都一样"),
        ("[1,2].all(i, i > 0)", "条件中不能使用"),
        ("turnovr > 5", "没有“turnovr”这个问题"),
        ("<script>alert(1)</script>", "&lt;script&gt;"),
    ],
)
def test_a_bad_condition_is_said_beside_it_and_nothing_typed_is_lost(client, people, expression, said):
    row = (expression, "属于某类企业")

    answer = send(client, people.editor, "new", said=typed(row, unit=cast.finance_division().pk))

    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "属于某类企业" in answer.content.decode()
    assert "<script>alert" not in answer.content.decode()
    assert not PolicyVersion.objects.exists()


def test_markup_in_words_stays_text(client, people, stone):
    version = published(people, SMALL, title="<img src=x onerror=alert(1)>")
    officer = page(client, people.editor, "version", version.reference)
    public = client.get(reverse("benefits:search")).content.decode()

    assert "<img src=x" not in officer + public
    assert "&lt;img src=x" in public


def test_a_stale_edit_is_refused_and_shows_what_was_typed(client, people):
    version = drafts.enter_policy(cast.finance_division(), content(), by=people.editor, at=AT)
    seen = last_number(version.reference)
    drafts.change_version(version, content(SMALL), by=people.editor, at=AT)

    answer = send(
        client, people.editor, "edit", version.reference, said=typed(("high_tech", "高企"), seen=seen)
    )

    assert answer.status_code == 409
    assert "高企" in answer.content.decode()


def test_a_version_goes_its_way_by_the_buttons(client, people):
    version = drafts.enter_policy(
        cast.finance_division(), content(review_on="2099-01-01", valid_until=None), by=people.editor, at=AT
    )
    for user, move in (
        (people.editor, "submit"),
        (people.approver, "approve"),
        (people.publisher, "publish"),
    ):
        assert reverse("policies:act", args=[version.reference, move]) in page(
            client, user, "version", version.reference
        )
        send(client, user, "act", version.reference, move, said={"seen": last_number(version.reference)})

    version.refresh_from_db()
    assert version.status == "published"
    assert version.title in page(client, people.editor, "policies")


def test_who_may_only_read_has_no_buttons_and_is_refused(client, people):
    reader = cast.staff("du", "window_clerk", department=cast.finance_division())
    version = drafts.enter_policy(cast.finance_division(), content(), by=people.editor, at=AT)

    shown = page(client, reader, "version", version.reference)

    assert reverse("policies:edit", args=[version.reference]) not in shown
    assert send(client, reader, "edit", version.reference, said=typed()).status_code == 403
    assert send(client, reader, "act", version.reference, "submit").status_code == 403


def test_experts_are_entered_and_changed(client, people):
    said = {
        "name": "顾工",
        "field": "科技政策",
        "unit": cast.finance_division().pk,
        "review_on": "2099-01-01",
    }
    send(client, people.editor, "new-expert", said={**said, "is_active": "on"})
    expert = Expert.objects.get()

    send(
        client,
        people.editor,
        "expert",
        expert.reference,
        said={**said, "phone": "0512-1", "seen": mark_of(expert)},
    )

    assert Expert.objects.get().phone == "0512-1"
    assert "顾工" in page(client, people.editor, "experts")


def test_what_is_known_of_an_enterprise_is_written_down_with_source_and_day(client, people):
    known = {"credit_code": STONE, "name": "石头精密", "size_value": "small", "staff_value": "30"}
    half = send(client, people.editor, "new-enterprise", said=known)
    assert half.status_code == 422
    sources = {
        f"{code}_{what}": said
        for code in ("size", "staff")
        for what, said in (("source", "tax"), ("on", "2026-01-05"))
    }

    send(client, people.editor, "new-enterprise", said={**known, **sources})

    found = EnterpriseProfile.objects.get()
    assert found.fields["staff"] == {"value": "30", "source": "tax", "on": "2026-01-05"}
    assert "参保职工人数" in page(client, people.editor, "enterprise", STONE)
    assert "小型" in page(client, people.editor, "edit-enterprise", STONE)


def test_a_past_decision_is_entered_on_the_page_of_the_policy(client, people):
    version = drafts.enter_policy(cast.finance_division(), content(), by=people.editor, at=AT)
    said = {
        "credit_code": STONE,
        "name": "石头精密",
        "decided_on": "2025-06-01",
        "is_granted": "no",
        "reason": "规模不符",
        "source": "台账",
        "size_value": "small",
        "size_source": "statistics",
        "size_on": "2025-05-01",
    }

    send(client, people.editor, "new-decision", version.reference, said=said)

    assert not PastDecision.objects.get().is_granted
    assert "规模不符" in page(client, people.editor, "version", version.reference)


def test_an_objection_is_taken_and_ruled_on_by_the_pages(client, people, stone):
    drawn = grants.draw_up(published(people), by=people.editor, at=AT)
    grants.announce(drawn, by=people.editor, at=AT)
    row = drawn.rows.get().pk

    send(client, people.editor, "say", drawn.reference, row, "object", said={"text": "规模有误"})
    assert (
        send(client, people.editor, "say", drawn.reference, row, "strike", said={"text": "…"}).status_code
        == 404
    )
    send(client, people.publisher, "say", drawn.reference, row, "strike", said={"text": "经核实属实"})

    assert GrantRow.objects.get().standing == "struck"
    assert "经核实属实" in page(client, people.editor, "list", drawn.reference)


@pytest.mark.parametrize(
    "name", ["policies", "experts", "enterprises", "lists", "new", "new-expert", "new-enterprise"]
)
def test_every_list_and_form_opens_in_both_languages(client, people, name):
    assert '<html lang="zh-hans">' in page(client, people.editor, name)
    client.cookies["django_language"] = "en"
    assert '<html lang="en">' in page(client, people.editor, name)
