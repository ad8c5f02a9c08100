"""Who reads of policies: who reviews, sent in, publishes, edits; the owner unit of what is due; who is on a list."""

from collections.abc import Collection

from django.urls import reverse
from django.utils.timezone import localdate

from tongban.ground.exchange.messages.notices import Readers
from tongban.ground.kit.figures import day
from tongban.ground.ledger.models import Entry
from tongban.ground.people.models import Applicant, User
from tongban.ground.people.queries import holders_of
from tongban.offer.policies.models import Expert, GrantList, GrantRow, PolicyVersion
from tongban.offer.policies.queries import announced_lists

Matter = PolicyVersion | GrantList | Expert
NAMES = (
    "reference",
    "title",
    "unit",
    "by",
    "reason",
    "review_on",
    "valid_until",
    "objections_until",
    "enterprises",
)


def find(reference: str) -> Matter | None:
    """Return a version, a list or an expert by its number."""
    if reference.startswith("POL"):
        return PolicyVersion.objects.select_related("policy__unit").filter(reference=reference).first()
    if reference.startswith("GRANT"):
        return GrantList.objects.select_related("version__policy__unit").filter(reference=reference).first()
    return Expert.objects.select_related("unit").filter(reference=reference).first()


def approvers(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who reviews policies."""
    return holders_of("policies.approve", localdate())


def publishers(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who publishes policies and confirms lists."""
    return holders_of("policies.publish", localdate())


def editors(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who writes policies."""
    return holders_of("policies.edit", localdate())


def payers(_matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who hands lists over to payment."""
    return holders_of("policies.pay", localdate())


def owners(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return who answers for the owner unit; where it has nobody who may, whoever writes policies."""
    unit = matter.unit if isinstance(matter, Expert) else _version(matter).policy.unit
    return holders_of("policies.publish", localdate(), [unit.pk]) or editors(matter)


def sender(matter: Matter, entry: Entry | None = None) -> list[User]:
    """Return who last sent the version to review."""
    sent = Entry.objects.filter(subject=matter.reference, move="submit").select_related("by")
    last = sent.order_by("-number").first()
    return [] if last is None or last.by is None else [last.by]


def enterprises(matter: Matter, _entry: Entry | None = None) -> list[User]:
    """Return the accounts of the enterprises on a list."""
    if not isinstance(matter, GrantList):
        return []
    codes = matter.rows.filter(standing=GrantRow.Standing.LISTED).values("profile__credit_code")
    known = Applicant.objects.filter(number__in=codes, kind="enterprise").exclude(verified="pending")
    holders = known.select_related("account", "represented_by__account")
    accounts = (each.account or (each.represented_by and each.represented_by.account) for each in holders)
    return [account for account in accounts if account]


def words(matter: Matter, entry: Entry | None) -> dict[str, str]:
    """Return the words of a message about a version, a list or an expert."""
    said = dict.fromkeys(NAMES, "")
    said |= {
        "reference": matter.reference,
        "by": entry.by_name if entry else "",
        "reason": entry.note if entry else "",
    }
    if isinstance(matter, Expert):
        return said | {
            "title": f"{matter.field}·{matter.name}",
            "unit": matter.unit.name,
            "review_on": day(matter.review_on),
        }
    version = _version(matter)
    said |= {"title": version.title, "unit": version.policy.unit.name, "review_on": day(version.review_on)}
    said["valid_until"] = day(version.valid_until) if version.valid_until else ""
    if isinstance(matter, GrantList):
        said["objections_until"] = day(matter.objections_until) if matter.objections_until else ""
        said["enterprises"] = str(matter.rows.count())
    return said


def link(matter: Matter, reader: User) -> str:
    """Return where a reader finds it: enterprises on the public pages, officers in the library."""
    if isinstance(matter, Expert):
        return reverse("policies:expert", args=[matter.reference])
    if isinstance(matter, GrantList):
        page = "policies:list" if reader.may("policies.read") else "benefits:list"
        return reverse(page, args=[matter.reference])
    return reverse("policies:version", args=[matter.reference])


def visible(reader: User, references: Collection[str]) -> set[str]:
    """Return which of these a reader may see: officers with the right all, everybody the announced lists."""
    if reader.may("policies.read"):
        return set(references)
    return set(announced_lists().filter(reference__in=references).values_list("reference", flat=True))


def _version(matter: PolicyVersion | GrantList) -> PolicyVersion:
    return matter.version if isinstance(matter, GrantList) else matter


AUDIENCES = {
    each.__name__: each for each in (approvers, publishers, editors, payers, owners, sender, enterprises)
}
READERS = Readers(find, AUDIENCES, NAMES, words, link, visible)
