"""What suggestions rest on: learnt anew from the orders by a duty; keyword rules added and ended by the hotline's head."""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tongban.ground.clock.moments import day_of
from tongban.ground.ledger import Refused, record
from tongban.ground.people.models import User
from tongban.work.hotline.actions.catalogue import subject_of
from tongban.work.hotline.likeness.plain_text import plain
from tongban.work.hotline.models import DemandClass, LearntModel, SuggestionRule
from tongban.work.hotline.queries.suggestion import examples
from tongban.work.hotline.states import CUSTOM
from tongban.work.hotline.suggestion.model import NotEnoughHistory, train
from tongban.work.hotline.suggestion.storage import to_bytes

MOST_EXAMPLES = 100_000
LEAST_NEW = 200
"""So many orders must have come since the last time before it is worth learning anew."""
KEPT = 3
SEED = 12345
SUBJECT = "SUGGESTION-CLASS"


def learn_anew(*, at: datetime) -> int:
    """Learn the classes from the newest orders, where enough of them are new; return how many were learnt from."""
    last = LearntModel.objects.defer("content").first()
    found = examples(MOST_EXAMPLES)
    if last is not None and sum(pk > last.newest_order for pk, _text, _key in found) < LEAST_NEW:
        return 0
    try:
        model = train([text for _pk, text, _key in found], [key for _pk, _text, key in found], seed=SEED)
    except NotEnoughHistory:
        return 0
    return keep_model(
        to_bytes(model), orders=len(found), newest=max(pk for pk, _t, _k in found), at=at
    ).orders


@transaction.atomic
def keep_model(content: bytes, *, orders: int, newest: int, at: datetime) -> LearntModel:
    """Keep a model with its digest, which the ledger tells; older ones go but for a few."""
    digest = sha256(content).hexdigest()
    said = {"digest": digest, "orders": orders}
    made = LearntModel.objects.create(
        learnt_at=at, orders=orders, newest_order=newest, digest=digest, content=content
    )
    LearntModel.objects.filter(pk__lt=made.pk).exclude(
        pk__in=LearntModel.objects.order_by("-pk").values("pk")[:KEPT]
    ).delete()
    record(SUBJECT, "learn", by=None, at=at, basis=CUSTOM, payload=said)
    return made


@transaction.atomic
def add_rule(
    words: Iterable[str], demand_class: DemandClass, *, by: User | None, at: datetime
) -> SuggestionRule:
    """Let these words, all of them together, speak for a class."""
    _need_lead(by)
    kept = [word.strip() for word in words if plain(word)]
    if not kept:
        raise Refused(_("Name at least one word, with a letter or a character in it."))
    if not demand_class.holds_on(day_of(at)):
        raise Refused(_("The class “%(name)s” is not used on this day.") % {"name": demand_class})
    rule = SuggestionRule.objects.create(words=kept, demand_class=demand_class, since=day_of(at), by=by)
    record(
        subject_of(demand_class.key),
        "add_rule",
        by=by,
        at=at,
        basis=CUSTOM,
        after=str(rule),
        payload={"rule": rule.pk},
    )
    return rule


@transaction.atomic
def end_rule(rule: SuggestionRule, *, by: User | None, at: datetime) -> SuggestionRule:
    """End a rule with this day."""
    _need_lead(by)
    rule = SuggestionRule.objects.select_for_update().get(pk=rule.pk)
    if rule.until is not None:
        raise Refused(_("This rule has ended."))
    rule.until = day_of(at)
    rule.save(update_fields=["until"])
    record(
        subject_of(rule.demand_class.key),
        "end_rule",
        by=by,
        at=at,
        basis=CUSTOM,
        before=str(rule),
        payload={"rule": rule.pk},
    )
    return rule


def _need_lead(by: User | None) -> None:
    if by is not None and not by.may("hotline.lead"):
        raise PermissionDenied
