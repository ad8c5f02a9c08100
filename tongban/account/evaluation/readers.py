"""Who reads of a performance year: whoever may make the next move, the clerks, and who signed it."""

from collections.abc import Callable, Collection, Iterable, Mapping

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from tongban.account.evaluation.models import Evaluation
from tongban.account.evaluation.queries.account import visible_to
from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger import Chart
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import User
from tongban.ground.people.queries import holders_of

NAMES = ("year", "department", "title", "step", "by", "reason", "publish_by")


def find(reference: str) -> Evaluation | None:
    """Return a performance year by how the ledger names it."""
    return Evaluation.objects.select_related("department").filter(reference=reference).first()


def next_(_year: Evaluation, entry: Entry) -> list[User]:
    """Return who may make the next move from where this one led."""
    asked = {move.permission for move in _chart().moves.values() if entry.after in move.from_}
    people = {each.pk: each for permission in sorted(asked) for each in holders_of(permission, localdate())}
    return list(people.values())


def clerks(_year: Evaluation, _entry: Entry | None = None) -> list[User]:
    """Return who writes the report."""
    return holders_of("evaluation.edit", localdate())


def signer(year: Evaluation, _entry: Entry | None = None) -> list[User]:
    """Return who signed the year last."""
    signed = Entry.objects.filter(subject=year.reference, move="sign").select_related("by")
    last = signed.order_by("-number").first()
    return [] if last is None or last.by is None else [last.by]


def words(year: Evaluation, entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about a performance year."""
    return {
        "year": str(year.year),
        "department": year.department.name,
        "title": year.title,
        "step": str(_chart().moves[entry.move]) if entry is not None else _("step"),
        "by": entry.by_name if entry is not None else "",
        "reason": entry.note if entry is not None else "",
        "publish_by": day(year.publish_by) if year.publish_by else "",
    }


def link(year: Evaluation, _reader: User) -> str:
    """Return the page where the year is passed on."""
    return f"{reverse('evaluation:review', args=[year.pk])}#moves"


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these years a reader may see."""
    return set(visible_to(reader).filter(reference__in=references).values_list("reference", flat=True))


def _chart() -> Chart:
    """Return the chart of the year, which names this room's notices itself."""
    from tongban.account.evaluation.states import CHART

    return CHART


AUDIENCES: Mapping[str, Callable[[Evaluation, Entry], Iterable[User]]] = {
    "next": next_,
    "clerks": clerks,
    "signer": signer,
}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
