"""Whose ledger this is: one row, which the database refuses to change or remove."""

from django.db import migrations, models

REFUSE = """
CREATE TRIGGER ledger_installation_append_only BEFORE UPDATE OR DELETE ON ledger_installation
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
CREATE TRIGGER ledger_installation_never_emptied BEFORE TRUNCATE ON ledger_installation
    FOR EACH STATEMENT EXECUTE FUNCTION ledger_is_append_only();
ALTER TABLE ledger_installation ENABLE ALWAYS TRIGGER ledger_installation_append_only;
ALTER TABLE ledger_installation ENABLE ALWAYS TRIGGER ledger_installation_never_emptied;
"""
ALLOW = """
DROP TRIGGER ledger_installation_never_emptied ON ledger_installation;
DROP TRIGGER ledger_installation_append_only ON ledger_installation;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('ledger', '0005_rows_that_stay'),
    ]

    operations = [
        migrations.CreateModel(
            name='Installation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(max_length=32, verbose_name='Installation')),
                ('first_key', models.CharField(max_length=64, verbose_name='Fingerprint of the first key')),
                ('made_at', models.DateTimeField(verbose_name='At')),
                ('only', models.BooleanField(default=True, editable=False, unique=True)),
            ],
            options={
                'verbose_name': 'Installation',
                'verbose_name_plural': 'Installations',
                'constraints': [models.CheckConstraint(condition=models.Q(('only', True)), name='one_installation')],
            },
        ),
        migrations.RunSQL(REFUSE, ALLOW),
    ]
