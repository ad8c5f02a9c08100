"""Numbers come from a function of the tables' owner: the role that serves makes no sequences itself."""

from django.db import migrations

NEXT_NUMBER = """
CREATE FUNCTION cases_next_number(series text, year integer, count bigint) RETURNS bigint
LANGUAGE plpgsql VOLATILE STRICT SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    name text := format('public.%I', 'cases_' || series || '_' || year);
    first bigint;
BEGIN
    IF series !~ '^(case|paper_[a-z_]+|licence_[[:alnum:]_]+)$' OR year NOT BETWEEN 1900 AND 9999 OR count < 1 THEN
        RAISE EXCEPTION 'no such series of numbers: % %', series, year USING ERRCODE = 'invalid_parameter_value';
    END IF;
    IF to_regclass(name) IS NULL THEN
        PERFORM pg_advisory_xact_lock(hashtextextended(name, 7331));
        EXECUTE 'CREATE SEQUENCE IF NOT EXISTS ' || name;
    END IF;
    first := nextval(name::regclass);
    IF count > 1 THEN
        PERFORM setval(name::regclass, first + count - 1);
    END IF;
    RETURN first;
END
$$;
REVOKE EXECUTE ON FUNCTION cases_next_number(text, integer, bigint) FROM PUBLIC;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0009_papers_stay"), ("cases", "0008_parcels_asked_for")]
    operations = [
        migrations.RunSQL(NEXT_NUMBER, "DROP FUNCTION cases_next_number(text, integer, bigint);"),
    ]
