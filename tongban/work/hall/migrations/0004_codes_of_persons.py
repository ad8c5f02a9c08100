import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = (
    "CREATE TRIGGER hall_codeuse_stays BEFORE UPDATE OR DELETE ON hall_codeuse "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays()"
)
MAY_GO = "DROP TRIGGER hall_codeuse_stays ON hall_codeuse"


class Migration(migrations.Migration):

    dependencies = [
        ('hall', '0003_promises_of_waits'),
        ('ledger', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='PersonCode',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True, verbose_name='Number')),
                ('stopped_at', models.DateTimeField(blank=True, null=True, verbose_name='What was shown before counts no more')),
                ('account', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Account')),
            ],
            options={
                'verbose_name': 'Code of a person',
                'verbose_name_plural': 'Codes of persons',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CodeUse',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('issued_at', models.DateTimeField(verbose_name='Shown at')),
                ('kind', models.CharField(choices=[('kiosk', 'Ticket machine'), ('window', 'Service window'), ('terminal', 'Self-service terminal'), ('rating', 'Rating device')], max_length=8, verbose_name='Use')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='Why, without a visit')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Read by')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hall.place', verbose_name='Place of service')),
                ('code', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='uses', to='hall.personcode', verbose_name='Code of a person')),
            ],
            options={
                'verbose_name': 'Use of a code',
                'verbose_name_plural': 'Uses of codes',
                'ordering': ['-at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('code', 'issued_at', 'kind'), name='shown_code_used_once_a_kind')],
            },
        ),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
