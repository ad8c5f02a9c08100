"""A stamp that every change of the registers renews, whoever makes it: what processes remember of them is never old."""

from django.db import migrations, models

TABLES = ("line", "demandclass", "classname", "classquestion", "area", "suggestionrule", "learntmodel")
FUNCTION = """
CREATE FUNCTION hotline_renew_register_stamp() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO hotline_registerstamp (id, changed_at) VALUES (1, clock_timestamp())
    ON CONFLICT (id) DO UPDATE SET changed_at = clock_timestamp();
    RETURN NULL;
END
$$;
"""
TRIGGERS = "".join(
    f"CREATE TRIGGER hotline_{name}_stamped AFTER INSERT OR UPDATE OR DELETE OR TRUNCATE ON hotline_{name} "
    "FOR EACH STATEMENT EXECUTE FUNCTION hotline_renew_register_stamp();\n"
    for name in TABLES
)
GONE = "DROP FUNCTION hotline_renew_register_stamp() CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("hotline", "0007_registers")]

    operations = [
        migrations.CreateModel(
            name="RegisterStamp",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("changed_at", models.DateTimeField(verbose_name="Changed at")),
            ],
            options={
                "verbose_name": "Stamp of the registers",
                "verbose_name_plural": "Stamps of the registers",
            },
        ),
        migrations.RunSQL(FUNCTION + TRIGGERS, GONE),
    ]
