"""Who works on a case: claimed by one of the division, handed over with a reason, given back."""

from datetime import date

import pytest
from django.urls import reverse
from django.utils.timezone import localdate, now

from tongban.ground.exchange.delivery import deliver_due
from tongban.ground.exchange.messages.models import Message
from tongban.ground.ledger import Refused
from tongban.ground.ledger.models import Entry
from tongban.ground.ledger.verification import verify
from tongban.ground.matters import claims
from tongban.work.cases.queries.worklists import LISTS
from tongban.work.cases.tests.pages.conftest import page_of, text_of

DAY = date(2022, 9, 7)


def waiting(user, kind="to_review"):
    return [case.reference for case in LISTS.rows(user, kind, DAY)]


def acts_of(case):
    return list(Entry.objects.filter(subject=case.reference, kind="act").values_list("move", flat=True))


def test_what_one_claims_leaves_the_lists_of_the_colleagues(house, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    assert waiting(house.wang) == [accepted.reference]
    assert waiting(house.zhao) == []
    assert waiting(house.sun) == [accepted.reference], "another division has a step of its own in it"
    assert LISTS.counts(house.zhao, DAY)["to_review"] == 0


def test_a_colleague_who_was_slower_is_told_who_works_on_it(house, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    with pytest.raises(Refused, match="wang"):
        claims.claim(accepted, LISTS, by=house.zhao, at=now())
    assert acts_of(accepted).count("claim") == 1


def test_a_case_is_handed_over_with_a_reason_and_the_taker_is_told(house, at, do, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    answer = do(at("wang"), accepted, "pass_to", to=house.zhao.pk, reason="明日休假")
    deliver_due(at=now())

    assert answer.status_code == 302
    assert (waiting(house.wang), waiting(house.zhao)) == ([], [accepted.reference])
    entry = Entry.objects.get(subject=accepted.reference, move="pass_to")
    assert (entry.before, entry.after, entry.note) == ("wang", "zhao", "明日休假")
    assert Message.objects.get(template="case_passed_to_you").reader == house.zhao


def test_only_the_holder_or_the_head_hands_it_over(house, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    with pytest.raises(Refused):
        claims.pass_to(accepted, LISTS, to=house.zhao, reason="我来", by=house.zhao, at=now())
    assert waiting(house.wang) == [accepted.reference]


def test_the_head_takes_it_out_of_the_hands_of_who_is_ill(house, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    claims.pass_to(accepted, LISTS, to=house.zhao, reason="病假", by=house.chen, at=now())

    assert waiting(house.zhao) == [accepted.reference]


def test_what_somebody_held_who_left_waits_for_everybody_again(house, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    house.wang.is_active = False
    house.wang.save()

    assert waiting(house.zhao) == [accepted.reference]
    assert claims.claim(accepted, LISTS, by=house.zhao, at=now()).move == "claim"


def test_nobody_is_given_what_they_do_not_work_on(house, accepted):
    with pytest.raises(Refused, match="li"):
        claims.pass_to(accepted, LISTS, to=house.li, reason="请办", by=house.wang, at=now())


def test_given_back_it_waits_for_everybody_again(house, at, do, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())

    assert do(at("wang"), accepted, "give_back").status_code == 302
    assert waiting(house.zhao) == [accepted.reference]


def test_the_next_step_of_the_way_is_nobodys_yet(house, filed):
    claims.claim(filed, LISTS, by=house.li, at=now())

    assert [kind.kind for kind in LISTS.waiting(filed, house.li, localdate())] == ["to_accept"]
    assert not claims.claims_in(filed.reference, [LISTS.lists["to_review"]], house.wang)


def test_the_page_offers_what_fits_and_says_who_works_on_it(house, at, accepted):
    def offered(name):
        page = text_of(at(name).get(page_of(accepted)))
        codes = ("claim", "pass_to", "give_back")
        return [code for code in codes if reverse("cases:act", args=[accepted.reference, code]) in page]

    assert offered("wang") == ["claim", "pass_to"]
    assert offered("gao") == [], "a supervisor works on no list"

    claims.claim(accepted, LISTS, by=house.wang, at=now())

    assert offered("wang") == ["pass_to", "give_back"]
    assert offered("zhao") == []
    assert offered("chen") == ["pass_to", "give_back"]
    assert "经办：" in text_of(at("zhao").get(page_of(accepted)))


def test_the_ledger_is_whole_after_claims(house, accepted):
    claims.claim(accepted, LISTS, by=house.wang, at=now())
    claims.pass_to(accepted, LISTS, to=house.zhao, reason="轮岗", by=house.wang, at=now())

    assert not [each for each in verify().problems if each.subject == accepted.reference]
