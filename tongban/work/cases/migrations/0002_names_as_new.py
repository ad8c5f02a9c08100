"""What moved to people and to delivery is called as a new installation calls it; there this finds nothing to do."""

from django.db import migrations

RENAME = """
ALTER INDEX IF EXISTS cases_creditmark_pkey RENAME TO people_creditmark_pkey;
ALTER INDEX IF EXISTS cases_creditmark_applicant_id_5042684a RENAME TO people_creditmark_applicant_id_d3a76c1c;
ALTER INDEX IF EXISTS cases_creditmark_by_id_3b18d513 RENAME TO people_creditmark_by_id_8d3e053c;
ALTER INDEX IF EXISTS cases_delivery_pkey RENAME TO delivery_delivery_pkey;
ALTER INDEX IF EXISTS cases_deliverychoice_pkey RENAME TO delivery_deliverychoice_pkey;
ALTER INDEX IF EXISTS cases_deliverychoice_by_id_2bf1cd1b RENAME TO delivery_deliverychoice_by_id_5dc5edfc;
DO $$
DECLARE each record;
BEGIN
    FOR each IN
        SELECT conrelid::regclass AS its_table, conname AS former, name
        FROM pg_constraint JOIN (VALUES
            ('cases_creditmark_applicant_id_5042684a_fk_people_applicant_id', 'people_creditmark_applicant_id_d3a76c1c_fk_people_applicant_id'),
            ('cases_creditmark_by_id_3b18d513_fk_people_user_id', 'people_creditmark_by_id_8d3e053c_fk_people_user_id'),
            ('cases_delivery_weight_grams_check', 'delivery_delivery_weight_grams_check'),
            ('cases_deliverychoice_by_id_2bf1cd1b_fk_people_user_id', 'delivery_deliverychoice_by_id_5dc5edfc_fk_people_user_id')
        ) AS renamed (former, name) ON conname = former
        WHERE conrelid IN ('people_creditmark'::regclass, 'delivery_delivery'::regclass, 'delivery_deliverychoice'::regclass)
    LOOP
        EXECUTE format('ALTER TABLE %s RENAME CONSTRAINT %I TO %I', each.its_table, each.former, each.name);
    END LOOP;
END
$$;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("delivery", "0001_initial"), ("people", "0001_initial")]
    operations = [migrations.RunSQL(RENAME, migrations.RunSQL.noop)]
