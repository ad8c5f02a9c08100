"""The database refuses to change what was published, whoever asks: versions, what they ask for, lists."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION catalogue_published_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.status NOT IN ('published', 'superseded') THEN
        RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
    END IF;
    IF TG_OP = 'UPDATE'
       AND to_jsonb(NEW) - 'status' = to_jsonb(OLD) - 'status'
       AND (NEW.status = OLD.status OR (OLD.status = 'published' AND NEW.status = 'superseded')) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'what was published stays: % on % is refused', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation', HINT = 'Begin a new version.';
END
$$;

CREATE FUNCTION catalogue_published_parts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found boolean;
    old_id bigint := CASE WHEN TG_OP = 'INSERT' THEN NULL ELSE OLD.version_id END;
    new_id bigint := CASE WHEN TG_OP = 'DELETE' THEN NULL ELSE NEW.version_id END;
BEGIN
    EXECUTE format(
        'SELECT EXISTS (SELECT 1 FROM %I WHERE id IN ($1, $2) AND status IN (''published'', ''superseded''))',
        TG_ARGV[0]) INTO found USING old_id, new_id;
    IF found THEN
        RAISE EXCEPTION 'what was published stays: % on % is refused', TG_OP, TG_TABLE_NAME
            USING ERRCODE = 'restrict_violation', HINT = 'Begin a new version.';
    END IF;
    RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END
$$;

CREATE FUNCTION catalogue_published_item_keeps_its_name() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.code, NEW.name, NEW.level, NEW.power_type) IS DISTINCT FROM
       (OLD.code, OLD.name, OLD.level, OLD.power_type)
       AND EXISTS (SELECT 1 FROM catalogue_itemversion
                   WHERE item_id = OLD.id AND status IN ('published', 'superseded')) THEN
        RAISE EXCEPTION 'a published item keeps its code, name, level and power'
            USING ERRCODE = 'restrict_violation', HINT = 'Enter a new item.';
    END IF;
    RETURN NEW;
END
$$;

CREATE TRIGGER version_published_stays BEFORE UPDATE OR DELETE ON catalogue_itemversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_stays();
CREATE TRIGGER list_published_stays BEFORE UPDATE OR DELETE ON catalogue_listversion
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_stays();
CREATE TRIGGER item_keeps_its_name BEFORE UPDATE ON catalogue_item
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_item_keeps_its_name();
CREATE TRIGGER situation_stays BEFORE INSERT OR UPDATE OR DELETE ON catalogue_situation
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_parts_stay('catalogue_itemversion');
CREATE TRIGGER material_stays BEFORE INSERT OR UPDATE OR DELETE ON catalogue_material
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_parts_stay('catalogue_itemversion');
CREATE TRIGGER step_stays BEFORE INSERT OR UPDATE OR DELETE ON catalogue_step
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_parts_stay('catalogue_itemversion');
CREATE TRIGGER list_entry_stays BEFORE INSERT OR UPDATE OR DELETE ON catalogue_listentry
    FOR EACH ROW EXECUTE FUNCTION catalogue_published_parts_stay('catalogue_listversion');
"""

ALLOW = """
DROP TRIGGER list_entry_stays ON catalogue_listentry;
DROP TRIGGER step_stays ON catalogue_step;
DROP TRIGGER material_stays ON catalogue_material;
DROP TRIGGER situation_stays ON catalogue_situation;
DROP TRIGGER item_keeps_its_name ON catalogue_item;
DROP TRIGGER list_published_stays ON catalogue_listversion;
DROP TRIGGER version_published_stays ON catalogue_itemversion;
DROP FUNCTION catalogue_published_item_keeps_its_name();
DROP FUNCTION catalogue_published_parts_stay();
DROP FUNCTION catalogue_published_stays();
"""


class Migration(migrations.Migration):
    dependencies = [("catalogue", "0002_search_text")]
    operations = [migrations.RunSQL(REFUSE, ALLOW)]
