"""Texts of messages as the office words them: checked before they hold, and told from then on."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from tongban.ground.exchange.messages.models import Message
from tongban.ground.exchange.messages.notify import notify_administrators
from tongban.ground.office.actions import set_value
from tongban.ground.office.registry import known_settings
from tongban.ground.people.tests import cast

pytestmark = pytest.mark.django_db
DEAD = "message.letter_is_dead"
RETURNED = "message.case_returned"


def worded(code, **changed):
    return known_settings()[code].first | changed


def test_the_next_message_is_told_as_the_office_words_it():
    admin = cast.administrator()
    set_value(DEAD, worded(DEAD, title_zh="请处理：{label}"), by=admin, at=cast.MORNING)

    notify_administrators(
        "letter_is_dead", {"label": "短信", "count": 2}, key="k", at=cast.MORNING, link="/outbox/"
    )

    message = Message.objects.get()
    assert (message.title, message.title_en) == ("请处理：短信", "Could not be sent: 短信 (2)")


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"title_zh": "请补正：{item_name}"}, "item_name"),
        ({"title_zh": "请补正", "text_zh": "{faults}{reference}", "short_zh": "请补正"}, "complete_by"),
        ({"short_zh": "很长的短信" * 40}, "2 条短信"),
        ({"text_en": "Please complete {complete_by"}, "花括号"),
    ],
)
def test_a_text_with_an_unknown_word_without_its_day_or_too_long_is_refused(changed, fault):
    kind = known_settings()[RETURNED].kind

    with pytest.raises(ValidationError, match=fault):
        kind.taken(worded(RETURNED, **changed))


def test_a_text_is_found_previewed_and_changed_on_its_page(client):
    client.force_login(cast.staff("fa", "legal_officer"))
    address = reverse("settings:edit", args=[RETURNED])
    typed = worded(RETURNED, title_zh="请尽快补正：{item}，{complete_by}前")

    listed = client.get(reverse("settings:page", args=["messages"]), {"q": "补正"}).content.decode()
    preview = client.post(address, typed | {"preview": "yes"}).content.decode()
    saved = client.post(address, typed, follow=True).content.decode()

    assert address in listed
    assert reverse("settings:edit", args=["message.case_granted"]) not in listed
    assert "请尽快补正：食品经营许可，2026年9月13日前" in preview
    assert "请尽快补正：{item}" in saved
