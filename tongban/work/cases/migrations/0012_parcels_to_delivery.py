"""Parcels go to a room of their own with their rows, by reference; what was proven of them stays proven."""

from django.db import migrations

from tongban.ground.ledger.moved_rows import MovedRows

GOES = """
ALTER TABLE cases_delivery RENAME TO delivery_delivery;
ALTER SEQUENCE cases_delivery_id_seq RENAME TO delivery_delivery_id_seq;
ALTER TABLE delivery_delivery ADD COLUMN matter varchar(60);
UPDATE delivery_delivery AS it SET matter = of.reference FROM cases_case AS of WHERE of.id = it.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE delivery_delivery ALTER COLUMN matter SET NOT NULL;
ALTER TABLE delivery_delivery DROP COLUMN case_id;
CREATE INDEX delivery_by_matter ON delivery_delivery (matter);
ALTER TABLE cases_deliverychoice RENAME TO delivery_deliverychoice;
ALTER SEQUENCE cases_deliverychoice_id_seq RENAME TO delivery_deliverychoice_id_seq;
ALTER TABLE delivery_deliverychoice ADD COLUMN matter varchar(60);
UPDATE delivery_deliverychoice AS it SET matter = of.reference FROM cases_case AS of WHERE of.id = it.case_id;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE delivery_deliverychoice ALTER COLUMN matter SET NOT NULL;
ALTER TABLE delivery_deliverychoice DROP COLUMN case_id;
ALTER TABLE delivery_deliverychoice ADD CONSTRAINT delivery_chosen_once UNIQUE (matter);
SET CONSTRAINTS ALL DEFERRED;
"""
COMES_BACK = """
ALTER TABLE delivery_delivery RENAME TO cases_delivery;
ALTER SEQUENCE delivery_delivery_id_seq RENAME TO cases_delivery_id_seq;
ALTER TABLE cases_delivery ADD COLUMN case_id bigint REFERENCES cases_case DEFERRABLE INITIALLY DEFERRED;
UPDATE cases_delivery AS it SET case_id = of.id FROM cases_case AS of WHERE of.reference = it.matter;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_delivery ALTER COLUMN case_id SET NOT NULL;
ALTER TABLE cases_delivery DROP COLUMN matter;
CREATE INDEX cases_delivery_case_id ON cases_delivery (case_id);
ALTER TABLE delivery_deliverychoice RENAME TO cases_deliverychoice;
ALTER SEQUENCE delivery_deliverychoice_id_seq RENAME TO cases_deliverychoice_id_seq;
ALTER TABLE cases_deliverychoice ADD COLUMN case_id bigint UNIQUE REFERENCES cases_case DEFERRABLE INITIALLY DEFERRED;
UPDATE cases_deliverychoice AS it SET case_id = of.id FROM cases_case AS of WHERE of.reference = it.matter;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_deliverychoice ALTER COLUMN case_id SET NOT NULL;
ALTER TABLE cases_deliverychoice DROP COLUMN matter;
SET CONSTRAINTS ALL DEFERRED;
"""
MATTER = {"matter": "(SELECT reference FROM cases_case WHERE id = (told.image ->> 'case_id')::bigint)"}


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_credit_to_people"), ("delivery", "0001_initial")]
    moved_rows = (
        MovedRows("cases_delivery", "delivery_delivery", MATTER),
        MovedRows("cases_deliverychoice", "delivery_deliverychoice", MATTER),
    )
    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[migrations.RunSQL(GOES, COMES_BACK)],
            state_operations=[migrations.DeleteModel("DeliveryChoice"), migrations.DeleteModel("Delivery")],
        )
    ]
