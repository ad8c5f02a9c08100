"""The database counts how many hold a place in a slot, whoever writes; and appended rows stay as they are."""

from django.db import migrations

COUNT = """
CREATE FUNCTION hall_count_slot() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  before bigint := CASE WHEN TG_OP <> 'INSERT' AND OLD.status IN ('booked', 'arrived', 'no_show') THEN OLD.slot_id END;
  after bigint := CASE WHEN TG_OP <> 'DELETE' AND NEW.status IN ('booked', 'arrived', 'no_show') THEN NEW.slot_id END;
BEGIN
  IF before IS NOT NULL THEN
    UPDATE hall_slot SET taken = taken - 1, ordinary = ordinary - (NOT OLD.has_priority)::int WHERE id = before;
  END IF;
  IF after IS NOT NULL THEN
    UPDATE hall_slot SET taken = taken + 1, ordinary = ordinary + (NOT NEW.has_priority)::int WHERE id = after;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER hall_appointment_is_counted AFTER INSERT OR DELETE ON hall_appointment
  FOR EACH ROW EXECUTE FUNCTION hall_count_slot();
CREATE TRIGGER hall_appointment_is_counted_anew AFTER UPDATE ON hall_appointment
  FOR EACH ROW WHEN ((OLD.slot_id, OLD.status, OLD.has_priority) IS DISTINCT FROM (NEW.slot_id, NEW.status, NEW.has_priority))
  EXECUTE FUNCTION hall_count_slot();
"""
COUNT_NO_MORE = """
DROP TRIGGER hall_appointment_is_counted ON hall_appointment;
DROP TRIGGER hall_appointment_is_counted_anew ON hall_appointment;
DROP FUNCTION hall_count_slot();
"""
TABLES = ("hall_weekplan", "hall_exceptionday", "hall_hallsettings", "hall_slotplan")
STAYS = "".join(
    f"CREATE TRIGGER {table}_stays BEFORE UPDATE OR DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();\n"
    for table in TABLES
)
MAY_GO = "".join(f"DROP TRIGGER {table}_stays ON {table};\n" for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [
        ("hall", "0001_places_windows_appointments_tickets"),
        ("ledger", "0001_initial"),
    ]
    operations = [migrations.RunSQL(COUNT, COUNT_NO_MORE), migrations.RunSQL(STAYS, MAY_GO)]
