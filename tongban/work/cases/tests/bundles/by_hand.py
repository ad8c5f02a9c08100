"""The figures of joint applications a second time, from their tables."""

from datetime import UTC, datetime, timedelta

from tests.periods import DAYS, HOURS
from tongban.ground.people.models import Applicant
from tongban.offer.bundles.models import BundleVersion
from tongban.work.cases.models import Case, JointApplication, JointPart

FILED = f"FROM cases_jointapplication WHERE filed_at {HOURS}"
ENDED = f"FROM cases_jointapplication AS it WHERE status <> 'withdrawn' AND settled_on {DAYS}"
HANDED = """(SELECT count(*) FROM delivery_delivery AS sent WHERE way = 'window' AND direction = 'to_applicant'
    AND matter IN (SELECT one.reference FROM cases_case AS one JOIN cases_jointpart AS part ON part.case_id = one.id
      WHERE part.application_id = it.id))"""
WINDOW = "(channel = 'window')::int"
PARTS = "(SELECT count(DISTINCT item_id) FROM cases_jointpart WHERE application_id = it.id)"
WORKED = """(SELECT count(*) FROM kit_countedday AS d WHERE d.is_working AND d.day <= settled_on
    AND d.day > ((filed_at + interval '8 hours') AT TIME ZONE 'UTC')::date)"""
SQL = {
    "joint-applications": f"SELECT count(*), NULL {FILED}",
    "joint-in-time": f"SELECT sum((settled_on <= promised_on)::int), count(*) {ENDED}",
    "joint-materials-saved": f"SELECT sum(materials_joint), sum(materials_single) {FILED}",
    "joint-fields-saved": f"SELECT sum(fields_joint), sum(fields_single) {FILED}",
    "joint-visits-saved": f"""SELECT sum({WINDOW} + CASE WHEN delivered_way = 'apart' THEN {HANDED}
          ELSE least({HANDED}, 1) END), sum({PARTS} * {WINDOW} + {HANDED})
        FROM cases_jointapplication AS it WHERE delivered_on IS NOT NULL AND filed_at {HOURS}""",
    "joint-days-saved": f"SELECT sum({WORKED}), sum(days_single) {ENDED}",
}


def let_happen(chance, by):
    """Let a few joint applications be filed, settled and delivered; one a minute after the year."""
    versions = list(BundleVersion.objects.filter(status="published").order_by("pk"))
    applicant = Applicant.objects.earliest("pk")
    ends = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)
    cases = list(Case.objects.filter(status="delivered").order_by("pk")[:24])
    for number in range(12):
        version = chance.choice(versions)
        filed_at = ends - timedelta(days=chance.randint(5, 60)) if number else ends + timedelta(minutes=1)
        joint = filed_one(number, version, applicant, filed_at, chance)
        for place, row in enumerate(version.items.order_by("position")[:2]):
            case = cases.pop() if cases else None
            standing = "granted" if case else "stopped"
            JointPart.objects.create(
                application=joint, position=place, item=row.item, case=case, standing=standing
            )


def filed_one(number, version, applicant, filed_at, chance):
    """Return an application filed at an instant; how it went is left to chance."""
    on = filed_at.date()
    status = chance.choice(["under_way", "settled", "delivered", "delivered", "withdrawn"])
    ended = None if status == "under_way" else on + timedelta(days=chance.randint(0, 9))
    return JointApplication.objects.create(
        reference=f"ONE-2022-{900000 + number}",
        version=version,
        applicant=applicant,
        channel=chance.choice(["online", "window"]),
        status=status,
        begun_at=filed_at,
        filed_at=filed_at,
        promised_on=on + timedelta(days=chance.randint(0, 9)),
        statutory_on=on + timedelta(days=30),
        settled_on=ended,
        delivered_on=ended if status == "delivered" else None,
        delivered_way=chance.choice(["window", "apart"]) if status == "delivered" else "",
        materials_single=chance.randint(8, 12),
        materials_joint=chance.randint(3, 8),
        fields_single=chance.randint(8, 12),
        fields_joint=chance.randint(3, 8),
        days_single=chance.randint(10, 20),
    )
