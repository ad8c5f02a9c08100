"""Images of proven rows: the database itself writes down what each change leaves, in the transaction of the change.

An act writes its entry in the same transaction, and only the house can sign an entry (`macs`): so a change of a proven
row without a signed entry beside it was no act. The triggers are made anew after each migration from ``proofs.py``.
"""

from django.db import connection, transaction

from tongban.ground.ledger.proof_tables import ProvenTable, standing_tables

PREFIX = "ledger_image_of_"
ACT = "(pg_current_xact_id()::text)::bigint"
FUNCTION = """
CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = public, pg_temp SET timezone = 'UTC' AS $$
DECLARE changed jsonb := '{{}}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO ledger_row_image (act, "table", row, change, image, is_free)
        SELECT {act}, {table}, it.{key}::text, 'I', {image}, {free} FROM came AS it;
    ELSIF TG_OP = 'UPDATE' AND OLD.{key} = NEW.{key} THEN
        {differences}
        IF changed <> '{{}}' THEN
            INSERT INTO ledger_row_image (act, "table", row, change, image, is_free)
            VALUES ({act}, {table}, NEW.{key}::text, 'U', changed, {free_before_and_after});
        END IF;
    ELSE
        INSERT INTO ledger_row_image (act, "table", row, change, image, is_free)
        SELECT {act}, {table}, it.{key}::text, 'D', NULL, {free} FROM (SELECT OLD.*) AS it;
        IF TG_OP = 'UPDATE' THEN
            INSERT INTO ledger_row_image (act, "table", row, change, image, is_free)
            SELECT {act}, {table}, it.{key}::text, 'I', {image}, false FROM (SELECT NEW.*) AS it;
        END IF;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER {function}_came AFTER INSERT ON {quoted}
    REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION {function}();
CREATE TRIGGER {function}_changed AFTER UPDATE ON {quoted}
    FOR EACH ROW EXECUTE FUNCTION {function}();
CREATE TRIGGER {function}_went AFTER DELETE ON {quoted} FOR EACH ROW EXECUTE FUNCTION {function}();
ALTER TABLE {quoted} ENABLE ALWAYS TRIGGER {function}_came;
ALTER TABLE {quoted} ENABLE ALWAYS TRIGGER {function}_changed;
ALTER TABLE {quoted} ENABLE ALWAYS TRIGGER {function}_went;
"""
COLUMNS = "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum"
KNOWN = "SELECT proname FROM pg_proc WHERE proname LIKE %s AND pronamespace = current_schema()::regnamespace"


def image_of(proven: ProvenTable, row: str) -> str:
    """Return the SQL that gives the proven columns of a row."""
    besides = ", ".join(f"'{column}'" for column in proven.besides)
    return f"(to_jsonb({row}) - ARRAY[{besides}])" if besides else f"to_jsonb({row})"


@transaction.atomic
def make_triggers() -> None:
    """Let the proven tables of today leave images."""
    drop_triggers()
    with connection.cursor() as cursor:
        for each in standing_tables():
            cursor.execute(COLUMNS, [each.table])
            cursor.execute(_function(each, [name for (name,) in cursor.fetchall()]))


def drop_triggers() -> None:
    """Take the triggers away, so that a migration may change what they stand on; it is adopted afterwards."""
    with connection.cursor() as cursor:
        cursor.execute(KNOWN, [f"{PREFIX}%"])
        for (function,) in cursor.fetchall():
            cursor.execute(f'DROP FUNCTION "{function}"() CASCADE')


def _function(proven: ProvenTable, columns: list[str]) -> str:
    free = f"coalesce({proven.free}, false)" if proven.free else "false"
    differences = [
        f"""IF OLD."{name}" IS DISTINCT FROM NEW."{name}" THEN
            changed := changed || jsonb_build_object('{name}', NEW."{name}");
        END IF;"""
        for name in columns
        if name not in (*proven.besides, proven.key)
    ]
    before, after = (f"(SELECT {free} FROM (SELECT {row}.*) AS it)" for row in ("OLD", "NEW"))  # noqa: S608
    return FUNCTION.format(
        function=f"{PREFIX}{proven.table}"[:63],
        act=ACT,
        table=f"'{proven.table}'",
        quoted=f'"{proven.table}"',
        key=f'"{proven.key}"',
        image=image_of(proven, "it"),
        free=free,
        differences="\n        ".join(differences),
        free_before_and_after=f"{before} AND {after}" if proven.free else "false",
    )
