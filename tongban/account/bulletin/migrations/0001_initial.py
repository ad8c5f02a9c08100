"""Bulletins, rules of the ranking, maps. The database refuses to change or remove one."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


STAYING = ("bulletin", "rankingrules", "districtmap")
STAYS = "\n".join(
    f"CREATE TRIGGER bulletin_{name}_stays BEFORE UPDATE OR DELETE ON bulletin_{name} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();"
    for name in STAYING
)


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('kit', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='DistrictMap',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('shapes', models.JSONField(verbose_name='Shapes')),
                ('source', models.CharField(max_length=120, verbose_name='Source')),
                ('review_number', models.CharField(blank=True, max_length=40, verbose_name='Map review number')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='By')),
            ],
            options={
                'verbose_name': 'Map of the districts',
                'verbose_name_plural': 'Maps of the districts',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='RankingRules',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_force_on', models.DateField(unique=True, verbose_name='In force from')),
                ('satisfaction', models.PositiveSmallIntegerField(verbose_name='Weight of satisfaction')),
                ('signed_in_time', models.PositiveSmallIntegerField(verbose_name='Weight of signing in time')),
                ('replied_in_time', models.PositiveSmallIntegerField(verbose_name='Weight of handling in time')),
                ('returned', models.PositiveSmallIntegerField(verbose_name='Weight of returns')),
                ('redone', models.PositiveSmallIntegerField(verbose_name='Weight of doing again')),
                ('least_orders', models.PositiveSmallIntegerField(verbose_name='Fewest orders to be ranked')),
                ('source', models.CharField(max_length=120, verbose_name='Set by')),
            ],
            options={
                'verbose_name': 'Rules of the ranking',
                'verbose_name_plural': 'Rules of the ranking',
                'ordering': ['-in_force_on'],
                'constraints': [models.CheckConstraint(condition=models.Q(('satisfaction__gt', 0), ('signed_in_time__gt', 0), ('replied_in_time__gt', 0), ('returned__gt', 0), ('redone__gt', 0), _connector='OR'), name='ranking_rules_weigh_something')],
            },
        ),
        migrations.CreateModel(
            name='Bulletin',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, unique=True, verbose_name='Number')),
                ('content', models.JSONField(default=dict, verbose_name='Content')),
                ('check_code', models.CharField(max_length=24, unique=True, verbose_name='Code for checking')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('kind', models.CharField(choices=[('daily', 'Daily bulletin'), ('weekly', 'Weekly bulletin'), ('monthly', 'Monthly bulletin')], max_length=8, verbose_name='Kind')),
                ('first', models.DateField(verbose_name='First day')),
                ('last', models.DateField(verbose_name='Last day')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='By')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.storedfile', verbose_name='As issued')),
            ],
            options={
                'verbose_name': 'Bulletin',
                'verbose_name_plural': 'Bulletins',
                'ordering': ['-last', '-pk'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('last__gte', models.F('first'))), name='bulletin_ends_after_it_begins')],
            },
        ),
        migrations.RunSQL(STAYS, migrations.RunSQL.noop),
    ]
