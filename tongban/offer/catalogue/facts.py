"""What the catalogue publishes to measurement: items as they were offered, and the lists they stand on."""

from django.utils.translation import gettext_lazy as _

from tongban.ground.kit.fact_views import AREA, SIMULATED, Fact, FactColumn

ITEMS = Fact(
    name="items",
    title=_("Versions of items published"),
    day="published_on",
    is_open=True,
    columns=(
        FactColumn("reference", "text", _("Version of the item as the ledger names it")),
        AREA,
        FactColumn("published_on", "day", _("Day of publication")),
        FactColumn("item_code", "text", _("Code of the business item"), groups=True),
        FactColumn("item", "text", _("Name of the business item"), groups=True),
        FactColumn("power", "text", _("Kind of power: 01 licence … 20 public service"), groups=True),
        FactColumn("division", "text", _("Division that handles the item"), groups=True),
        FactColumn("theme", "text", _("Theme of the item"), groups=True),
        FactColumn("audience", "text", _("person, enterprise or both"), groups=True),
        FactColumn("mode", "text", _("ordinary, at_once (on the spot) or commitment"), groups=True),
        FactColumn("status", "text", _("published or superseded"), groups=True),
        FactColumn("promised_days", "whole", _("Working days promised; nothing where the unit is another")),
        FactColumn("statutory_days", "whole", _("Working days by law; nothing where the unit is another")),
        FactColumn("materials", "whole", _("Materials asked for")),
        FactColumn("exempt_materials", "whole", _("Of these exempt from submission")),
        FactColumn("lists", "whole", _("Published lists it stands on today")),
        SIMULATED,
    ),
    query="""
        SELECT 'ITEM-' || item.code || '-V' || version.number AS reference, '{area}' AS area,
          (version.published_at AT TIME ZONE 'Asia/Shanghai')::date AS published_on, item.code AS item_code,
          item.name AS item, item.power_type AS power, division.name AS division, item.theme, version.audience,
          version.mode, version.status,
          CASE version.promised_unit WHEN 'working' THEN version.promised_length WHEN 'at_once' THEN 0 END
            AS promised_days,
          CASE version.statutory_unit WHEN 'working' THEN version.statutory_length END AS statutory_days,
          coalesce(asked.materials, 0) AS materials, coalesce(asked.exempt_materials, 0) AS exempt_materials,
          coalesce(listed.lists, 0) AS lists, item.is_example AS is_simulated
        FROM catalogue_itemversion AS version
        JOIN catalogue_item AS item ON item.id = version.item_id
        JOIN people_department AS division ON division.id = item.division_id
        LEFT JOIN (
          SELECT version_id, count(*) AS materials, count(*) FILTER (WHERE exemption <> '') AS exempt_materials
          FROM catalogue_material GROUP BY version_id
        ) AS asked ON asked.version_id = version.id
        LEFT JOIN (
          SELECT entry.item_id, count(*) AS lists
          FROM catalogue_listentry AS entry
          JOIN catalogue_listversion AS version ON version.id = entry.version_id AND version.status = 'published'
          WHERE entry.change <> 'removed'
          GROUP BY entry.item_id
        ) AS listed ON listed.item_id = item.id
        WHERE version.status IN ('published', 'superseded')
    """,
)
FACTS = (ITEMS,)
