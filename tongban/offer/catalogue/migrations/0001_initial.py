"""Items and their versions, lists, the search. The database refuses to change what was published, whoever asks."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

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
DROP FUNCTION catalogue_published_item_keeps_its_name() CASCADE;
DROP FUNCTION catalogue_published_parts_stay() CASCADE;
DROP FUNCTION catalogue_published_stays() CASCADE;
"""


class Migration(migrations.Migration):
    replaces = [("catalogue", "0002_search_text"), ("catalogue", "0003_published_stays"), ("catalogue", "0004_on_site")]

    initial = True

    dependencies = [
        ("kit", "0001_initial"),
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Item",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=40, unique=True, verbose_name="Item code")),
                (
                    "level",
                    models.CharField(choices=[("main", "Main item"), ("sub", "Sub-item"), ("business", "Business item")], max_length=8, verbose_name="Level"),
                ),
                (
                    "parent",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="children", to="catalogue.item", verbose_name="Part of"
                    ),
                ),
                ("name", models.CharField(max_length=160, verbose_name="Name")),
                (
                    "power_type",
                    models.CharField(
                        choices=[
                            ("01", "Administrative licence"),
                            ("02", "Administrative penalty"),
                            ("03", "Administrative coercion"),
                            ("04", "Administrative levy"),
                            ("05", "Administrative payment"),
                            ("06", "Administrative inspection"),
                            ("07", "Administrative confirmation"),
                            ("08", "Administrative reward"),
                            ("09", "Administrative ruling"),
                            ("10", "Other administrative power"),
                            ("20", "Public service"),
                        ],
                        max_length=2,
                        verbose_name="Kind of power",
                    ),
                ),
                (
                    "division",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Handling division"),
                ),
                ("supervisor", models.CharField(blank=True, max_length=120, verbose_name="Supervising department")),
                ("theme", models.CharField(blank=True, max_length=40, verbose_name="Theme")),
                ("is_example", models.BooleanField(default=False, verbose_name="Invented for the demo")),
            ],
            options={
                "verbose_name": "Item",
                "verbose_name_plural": "Items",
                "ordering": ["code"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("level", "main"), ("parent__isnull", True)),
                            models.Q(models.Q(("level", "main"), _negated=True), ("parent__isnull", False)),
                            _connector="OR",
                        ),
                        name="item_below_the_main_level_has_a_parent",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LicenceType",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("code", models.CharField(max_length=20, unique=True, verbose_name="Code")),
                ("name", models.CharField(max_length=120, verbose_name="Name")),
                ("issuer", models.CharField(max_length=120, verbose_name="Issuing body")),
            ],
            options={
                "verbose_name": "Type of licence",
                "verbose_name_plural": "Types of licences",
                "ordering": ["code"],
            },
        ),
        migrations.CreateModel(
            name="ItemVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="catalogue.item", verbose_name="Item")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                (
                    "status",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("draft", "Draft"),
                            ("in_review", "In legal review"),
                            ("approved", "Approved"),
                            ("published", "Published"),
                            ("superseded", "Superseded"),
                        ],
                        max_length=12,
                        verbose_name="Status",
                    ),
                ),
                ("published_at", models.DateTimeField(blank=True, null=True, verbose_name="Published at")),
                ("digest", models.CharField(blank=True, max_length=64, verbose_name="Digest of the content")),
                ("summary", models.TextField(blank=True, verbose_name="In short")),
                ("words", models.TextField(blank=True, help_text="One word or phrase a line", verbose_name="Citizens' words")),
                (
                    "audience",
                    models.CharField(
                        choices=[("person", "Persons"), ("enterprise", "Enterprises"), ("both", "Persons and enterprises")],
                        default="both",
                        max_length=10,
                        verbose_name="For whom",
                    ),
                ),
                (
                    "mode",
                    models.CharField(
                        choices=[("ordinary", "Within a promised limit"), ("at_once", "On the spot"), ("commitment", "On notification and commitment")],
                        default="ordinary",
                        max_length=10,
                        verbose_name="Mode",
                    ),
                ),
                ("tolerates", models.BooleanField(default=False, verbose_name="Minor materials may follow later")),
                ("tolerance_days", models.PositiveSmallIntegerField(default=0, verbose_name="Working days for what follows later")),
                ("statutory_length", models.PositiveSmallIntegerField(default=20, verbose_name="Statutory limit")),
                (
                    "statutory_unit",
                    models.CharField(
                        choices=[("working", "working days"), ("calendar", "calendar days"), ("hours", "hours"), ("at_once", "on the spot")],
                        default="working",
                        max_length=8,
                        verbose_name="Unit",
                    ),
                ),
                ("statutory_basis", models.CharField(default="licensing-law:42", max_length=60, verbose_name="Basis of the limit")),
                ("promised_length", models.PositiveSmallIntegerField(default=10, verbose_name="Promised limit")),
                (
                    "promised_unit",
                    models.CharField(
                        choices=[("working", "working days"), ("calendar", "calendar days"), ("hours", "hours"), ("at_once", "on the spot")],
                        default="working",
                        max_length=8,
                        verbose_name="Unit",
                    ),
                ),
                ("legal_basis", models.JSONField(blank=True, default=list, verbose_name="Legal basis")),
                ("conditions", models.TextField(blank=True, verbose_name="Conditions")),
                ("fee_yuan", models.DecimalField(decimal_places=2, default=0, max_digits=12, verbose_name="Fee (yuan)")),
                ("fee_basis", models.CharField(blank=True, max_length=200, verbose_name="Basis of the fee")),
                ("result_name", models.CharField(blank=True, max_length=120, verbose_name="Result")),
                (
                    "licence_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.licencetype",
                        verbose_name="Licence issued",
                    ),
                ),
                ("validity_months", models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="Validity (months)")),
                ("delivery_ways", models.JSONField(blank=True, default=list, verbose_name="Ways of delivery")),
                ("office", models.TextField(blank=True, verbose_name="Place, time and telephone")),
                ("form_schema", models.JSONField(blank=True, default=dict, verbose_name="Form")),
                ("faq", models.JSONField(blank=True, default=list, verbose_name="Questions and answers")),
                ("special_procedures", models.JSONField(blank=True, default=list, verbose_name="Special procedures")),
            ],
            options={
                "verbose_name": "Version of an item",
                "verbose_name_plural": "Versions of items",
                "ordering": ["item", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("item", "number"), name="version_once_per_number"),
                    models.UniqueConstraint(condition=models.Q(("status", "published")), fields=("item",), name="item_published_in_one_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["published", "superseded"]), _negated=True), ("published_at__isnull", False), _connector="OR"
                        ),
                        name="published_version_has_an_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("promised_unit", models.F("statutory_unit")), _negated=True),
                            ("promised_length__lte", models.F("statutory_length")),
                            _connector="OR",
                        ),
                        name="promise_within_the_law",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Situation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="situations", to="catalogue.itemversion")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Position")),
                ("code", models.SlugField(max_length=30, verbose_name="Name in conditions")),
                ("question", models.CharField(max_length=200, verbose_name="Question")),
                ("hint", models.CharField(blank=True, max_length=200, verbose_name="Hint")),
                (
                    "kind",
                    models.CharField(
                        choices=[("yes_no", "Yes or no"), ("choice", "One of several"), ("number", "A number")],
                        default="yes_no",
                        max_length=8,
                        verbose_name="Kind",
                    ),
                ),
                ("choices", models.JSONField(blank=True, default=list, verbose_name="Choices")),
            ],
            options={
                "verbose_name": "Situation",
                "verbose_name_plural": "Situations",
                "ordering": ["position", "pk"],
                "constraints": [models.UniqueConstraint(fields=("version", "code"), name="situation_named_once")],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="materials", to="catalogue.itemversion")),
                ("position", models.PositiveSmallIntegerField(default=0, verbose_name="Position")),
                ("name", models.CharField(max_length=160, verbose_name="Material")),
                ("is_original", models.BooleanField(default=True, verbose_name="Original")),
                (
                    "form",
                    models.CharField(
                        choices=[("paper", "Paper"), ("electronic", "Electronic"), ("either", "Paper or electronic")],
                        default="either",
                        max_length=10,
                        verbose_name="Form",
                    ),
                ),
                ("copies", models.PositiveSmallIntegerField(default=1, verbose_name="Copies")),
                (
                    "source",
                    models.CharField(
                        choices=[("applicant", "Applicant"), ("government", "Issued by a government body"), ("other", "Others")],
                        default="applicant",
                        max_length=10,
                        verbose_name="Source",
                    ),
                ),
                (
                    "necessity",
                    models.CharField(
                        choices=[("required", "Required"), ("optional", "Optional"), ("may_follow", "May follow later")],
                        default="required",
                        max_length=10,
                        verbose_name="Necessity",
                    ),
                ),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="Needed when")),
                ("condition_text", models.CharField(blank=True, max_length=200, verbose_name="In words")),
                (
                    "exemption",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "To be submitted"),
                            ("licence", "E-licence on file"),
                            ("data", "Checked with data"),
                            ("promise", "Written promise"),
                            ("assistance", "Asked from the issuing body"),
                        ],
                        max_length=10,
                        verbose_name="Free of submission",
                    ),
                ),
                (
                    "licence_type",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="catalogue.licencetype",
                        verbose_name="As an e-licence",
                    ),
                ),
                (
                    "template",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="Blank form"
                    ),
                ),
                (
                    "sample",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="kit.storedfile", verbose_name="Sample"
                    ),
                ),
                ("notes", models.TextField(blank=True, verbose_name="Filling notes")),
                ("review_points", models.TextField(blank=True, verbose_name="What the officer checks")),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="Basis")),
            ],
            options={
                "verbose_name": "Material",
                "verbose_name_plural": "Materials",
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "name"), name="material_named_once"),
                    models.CheckConstraint(
                        condition=models.Q(models.Q(("exemption", "licence"), _negated=True), ("licence_type__isnull", False), _connector="OR"),
                        name="material_on_file_names_its_licence",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="catalogue.itemversion")),
                ("stage", models.PositiveSmallIntegerField(default=1, verbose_name="Stage")),
                ("name", models.CharField(max_length=60, verbose_name="Step")),
                (
                    "division",
                    models.ForeignKey(
                        blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.department", verbose_name="Division"
                    ),
                ),
                ("days", models.PositiveSmallIntegerField(default=1, verbose_name="Working days")),
                ("condition", models.CharField(blank=True, max_length=300, verbose_name="Only when")),
                ("on_site", models.BooleanField(default=False, verbose_name="Needs a check on site")),
            ],
            options={
                "verbose_name": "Step",
                "verbose_name_plural": "Steps",
                "ordering": ["stage", "pk"],
                "constraints": [models.UniqueConstraint(fields=("version", "name"), name="step_named_once")],
            },
        ),
        migrations.CreateModel(
            name="ItemList",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("licences", "Administrative licences"),
                            ("services", "Public services"),
                            ("reform", "Reform items"),
                            ("village", "Villages and communities"),
                            ("exempt", "Two exemptions from submission"),
                            ("outside", "Outside the hall (negative list)"),
                            ("cross_province", "Across provinces"),
                            ("whole_city", "Anywhere in the city"),
                            ("one_thing", "One thing, once"),
                        ],
                        max_length=16,
                        verbose_name="Kind",
                    ),
                ),
                ("name", models.CharField(max_length=120, unique=True, verbose_name="Name")),
            ],
            options={
                "verbose_name": "List",
                "verbose_name_plural": "Lists",
                "ordering": ["kind", "pk"],
            },
        ),
        migrations.CreateModel(
            name="ListVersion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("list", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="versions", to="catalogue.itemlist")),
                ("number", models.PositiveSmallIntegerField(verbose_name="Version")),
                (
                    "status",
                    models.CharField(
                        blank=True, choices=[("draft", "Draft"), ("published", "Published"), ("superseded", "Superseded")], max_length=12, verbose_name="Status"
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="Basis")),
                ("approval", models.CharField(blank=True, max_length=200, verbose_name="Approved by")),
                ("published_on", models.DateField(blank=True, null=True, verbose_name="Published on")),
            ],
            options={
                "verbose_name": "Version of a list",
                "verbose_name_plural": "Versions of lists",
                "ordering": ["list", "-number"],
                "constraints": [
                    models.UniqueConstraint(fields=("list", "number"), name="list_version_once_per_number"),
                    models.UniqueConstraint(condition=models.Q(("status", "published")), fields=("list",), name="list_published_in_one_version"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["published", "superseded"]), _negated=True),
                            models.Q(("published_on__isnull", False), models.Q(("basis", ""), _negated=True), models.Q(("approval", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="published_list_has_day_basis_and_approval",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ListEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="catalogue.listversion")),
                ("item", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="catalogue.item", verbose_name="Item")),
                (
                    "change",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Unchanged"),
                            ("added", "Added"),
                            ("removed", "Cancelled"),
                            ("handed_down", "Handed down"),
                            ("taken_over", "Taken over"),
                            ("merged", "Merged"),
                            ("changed", "Changed"),
                        ],
                        max_length=12,
                        verbose_name="Change",
                    ),
                ),
                ("basis", models.CharField(blank=True, max_length=200, verbose_name="Basis")),
                ("note", models.CharField(blank=True, max_length=200, verbose_name="Note")),
            ],
            options={
                "verbose_name": "Entry of a list",
                "verbose_name_plural": "Entries of lists",
                "ordering": ["item__code"],
                "constraints": [
                    models.UniqueConstraint(fields=("version", "item"), name="item_once_on_a_list"),
                    models.CheckConstraint(
                        condition=models.Q(("change", ""), models.Q(("basis", ""), _negated=True), _connector="OR"), name="list_change_has_a_basis"
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SearchText",
            fields=[
                (
                    "version",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name="+", serialize=False, to="catalogue.itemversion"
                    ),
                ),
                ("name", models.TextField(verbose_name="Name")),
                ("words", models.TextField(blank=True, verbose_name="Citizens' words")),
                ("body", models.TextField(blank=True, verbose_name="Text")),
                ("sounds", models.TextField(blank=True, verbose_name="Sounds")),
                ("pieces", django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=12), size=None, verbose_name="Pieces")),
            ],
            options={
                "verbose_name": "Text for the search",
                "verbose_name_plural": "Texts for the search",
                "indexes": [django.contrib.postgres.indexes.GinIndex(fields=["pieces"], name="catalogue_search_pieces")],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
