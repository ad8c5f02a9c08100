"""What policies publish to measurement: policies, what they say of enterprises, and what is granted without application."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

LOCAL = "AT TIME ZONE 'Asia/Shanghai'"

POLICIES = Fact(
    name="policies",
    title=_("Published versions of policies for enterprises"),
    day="published_on",
    subjects=("reference",),
    columns=(
        FactColumn("reference", "text", _("Number of the version")),
        AREA,
        FactColumn("published_on", "day", _("Day of publication")),
        FactColumn("policy", "text", _("Number of the policy")),
        FactColumn("level", "text", _("national, provincial, municipal or county"), groups=True),
        FactColumn("unit", "text", _("Owner unit"), groups=True),
        FactColumn("state", "text", _("published, superseded or withdrawn"), groups=True),
        FactColumn("review_on", "day", _("Day by which it is to be reviewed")),
        FactColumn("valid_until", "day", _("Last day of validity; nothing where it has none")),
        FactColumn("is_automatic", "yes", _("Whether it is granted without application")),
        FactColumn("differs", "yes", _("Whether its rule differs from some past decision, with a reason")),
        SIMULATED,
    ),
    query=f"""
        SELECT version.reference, '{{area}}' AS area, (version.published_at {LOCAL})::date AS published_on,
          policy.reference AS policy, version.level, unit.name AS unit, version.status AS state,
          version.review_on, version.valid_until, version.is_automatic, version.deviation <> '' AS differs,
          policy.is_example AS is_simulated
        FROM policies_policyversion AS version
        JOIN policies_policy AS policy ON policy.id = version.policy_id
        JOIN people_department AS unit ON unit.id = policy.unit_id
        WHERE version.published_at IS NOT NULL
    """,
)
MATCHES = Fact(
    name="policy_matches",
    title=_("What policies say of enterprises, kept when it changes"),
    day="on_day",
    columns=(
        FactColumn("reference", "text", _("Number of the policy and credit code")),
        AREA,
        FactColumn("on_day", "day", _("Day on which it became so")),
        FactColumn("policy", "text", _("Number of the policy"), groups=True),
        FactColumn("unit", "text", _("Owner unit"), groups=True),
        FactColumn("outcome", "text", _("met, not_met or unknown"), groups=True),
        FactColumn("is_verified", "yes", _("Whether all values used are verified")),
        FactColumn("is_latest", "yes", _("Whether it is what holds now")),
        FactColumn("amount_yuan", "yuan", _("Amount by the rule; nothing where it gives none")),
        SIMULATED,
    ),
    query="""
        SELECT policy.reference || ' ' || profile.credit_code AS reference, '{area}' AS area, match."on" AS on_day,
          policy.reference AS policy, unit.name AS unit, match.outcome, match.is_verified,
          version.status = 'published' AND match.id = first_value(match.id) OVER (
            PARTITION BY policy.id, match.profile_id ORDER BY match."on" DESC, match.id DESC
          ) AS is_latest,
          match.amount_yuan, profile.is_example AS is_simulated
        FROM policies_match AS match
        JOIN policies_policyversion AS version ON version.id = match.version_id
        JOIN policies_policy AS policy ON policy.id = version.policy_id
        JOIN people_department AS unit ON unit.id = policy.unit_id
        JOIN policies_enterpriseprofile AS profile ON profile.id = match.profile_id
    """,
)
GRANTS = Fact(
    name="policy_grants",
    title=_("Grants without application"),
    day="listed_on",
    subjects=("list",),
    columns=(
        FactColumn("reference", "text", _("Number of the list and credit code")),
        AREA,
        FactColumn("listed_on", "day", _("Day as of which the list was drawn up")),
        FactColumn("list", "text", _("Number of the list")),
        FactColumn("policy", "text", _("Number of the policy"), groups=True),
        FactColumn("unit", "text", _("Owner unit"), groups=True),
        FactColumn("state", "text", _("Where the list stands"), groups=True),
        FactColumn("standing", "text", _("listed, objected, struck or declined"), groups=True),
        FactColumn("confirmed_on", "day", _("Day the list was confirmed; nothing before")),
        FactColumn(
            "is_granted", "yes", _("Whether it was granted: on a confirmed list, not struck, not declined")
        ),
        FactColumn("amount_yuan", "yuan", _("Amount, yuan")),
        SIMULATED,
    ),
    query="""
        SELECT list.reference || ' ' || profile.credit_code AS reference, '{area}' AS area, list."on" AS listed_on,
          list.reference AS list, policy.reference AS policy, unit.name AS unit, list.status AS state,
          granted.standing, list.confirmed_on,
          list.status IN ('confirmed', 'handed_over') AND granted.standing = 'listed' AS is_granted,
          granted.amount_yuan, profile.is_example AS is_simulated
        FROM policies_grantrow AS granted
        JOIN policies_grantlist AS list ON list.id = granted.list_id
        JOIN policies_policyversion AS version ON version.id = list.version_id
        JOIN policies_policy AS policy ON policy.id = version.policy_id
        JOIN people_department AS unit ON unit.id = policy.unit_id
        JOIN policies_enterpriseprofile AS profile ON profile.id = granted.profile_id
    """,
)
FACTS = (POLICIES, MATCHES, GRANTS)
