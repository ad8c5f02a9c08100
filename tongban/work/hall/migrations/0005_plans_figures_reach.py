import django.db.models.deletion
from django.db import migrations, models


STAY = ("hall_windowplan", "hall_residentgrid", "hall_reachsettings")
STAYS = (
    "CREATE TRIGGER {0}_stays BEFORE UPDATE OR DELETE ON {0} FOR EACH ROW EXECUTE FUNCTION ledger_row_stays()"
)
MAY_GO = "DROP TRIGGER {0}_stays ON {0}"


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0002_search_vector'),
        ('hall', '0004_codes_of_persons'),
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='ReachSettings',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('in_force_on', models.DateField(verbose_name='In force from')),
                ('source', models.CharField(max_length=120, verbose_name='Set by')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='Minutes of the way')),
                ('metres_per_minute', models.PositiveSmallIntegerField(verbose_name='Metres in a minute')),
                ('detour_percent', models.PositiveSmallIntegerField(verbose_name='Length of the way, per cent of the straight line')),
            ],
            options={
                'verbose_name': 'Settings of the reach',
                'verbose_name_plural': 'Settings of the reach',
                'ordering': ['in_force_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ResidentGrid',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateField(verbose_name='As of')),
                ('source', models.CharField(max_length=120, verbose_name='Source')),
                ('cells', models.JSONField(verbose_name='Cells')),
                ('is_example', models.BooleanField(default=False, verbose_name='Invented for the demo')),
            ],
            options={
                'verbose_name': 'Grid of residents',
                'verbose_name_plural': 'Grids of residents',
                'ordering': ['since', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='KeptFigures',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('span', models.CharField(max_length=10, verbose_name='Day or month')),
                ('cut', models.CharField(max_length=10, verbose_name='Counted by')),
                ('name', models.CharField(blank=True, max_length=20, verbose_name='Name')),
                ('tickets', models.PositiveIntegerField(verbose_name='Numbers taken')),
                ('served', models.PositiveIntegerField(verbose_name='Served')),
                ('left', models.PositiveIntegerField(verbose_name='Left unserved')),
                ('waiting_seconds', models.PositiveBigIntegerField(verbose_name='Seconds of waiting of all who were served')),
                ('waiting_p90', models.PositiveIntegerField(null=True, verbose_name='Seconds that nine of ten waited at most')),
                ('service_seconds', models.PositiveBigIntegerField(verbose_name='Seconds of service')),
                ('service_p90', models.PositiveIntegerField(null=True, verbose_name='Seconds that nine of ten services took at most')),
                ('open_seconds', models.PositiveBigIntegerField(verbose_name='Seconds that windows were open')),
                ('appointments_kept', models.PositiveIntegerField(verbose_name='Appointments kept')),
                ('appointments_missed', models.PositiveIntegerField(verbose_name='Appointments missed')),
                ('place', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hall.place', verbose_name='Place of service')),
            ],
            options={
                'verbose_name': 'Figures of a place',
                'verbose_name_plural': 'Figures of places',
                'ordering': ['place', 'span', 'cut', 'name'],
                'constraints': [models.UniqueConstraint(fields=('place', 'span', 'cut', 'name'), name='figures_kept_once')],
            },
        ),
        migrations.CreateModel(
            name='ReachShare',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='Day')),
                ('hour', models.PositiveSmallIntegerField(verbose_name='Hour of the day')),
                ('reached', models.PositiveIntegerField(verbose_name='Residents within reach')),
                ('residents', models.PositiveIntegerField(verbose_name='Residents')),
                ('is_example', models.BooleanField(default=False, verbose_name='Invented for the demo')),
                ('item', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.item', verbose_name='Item')),
            ],
            options={
                'verbose_name': 'Measured reach',
                'verbose_name_plural': 'Measured reach',
                'ordering': ['day', 'item', 'hour'],
                'constraints': [models.UniqueConstraint(fields=('day', 'item', 'hour'), name='reach_measured_once'), models.CheckConstraint(condition=models.Q(('reached__lte', models.F('residents'))), name='reach_is_a_share')],
            },
        ),
        migrations.CreateModel(
            name='WindowPlan',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('day', models.DateField(verbose_name='Day')),
                ('begins', models.PositiveSmallIntegerField(verbose_name='From (time)')),
                ('ends', models.PositiveSmallIntegerField(verbose_name='To (time)')),
                ('opens', models.BooleanField(verbose_name='Open the window')),
                ('saves', models.FloatField(blank=True, null=True, verbose_name='Person-minutes that it was to save')),
                ('saves_low', models.FloatField(blank=True, null=True, verbose_name='At least, person-minutes')),
                ('saves_high', models.FloatField(blank=True, null=True, verbose_name='At most, person-minutes')),
                ('window', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='plans', to='hall.window', verbose_name='Service window')),
            ],
            options={
                'verbose_name': 'Planned time of a window',
                'verbose_name_plural': 'Planned times of windows',
                'ordering': ['day', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('begins__lt', models.F('ends')), ('ends__lte', 1440)), name='window_plan_has_a_length')],
            },
        ),
        *(migrations.RunSQL(STAYS.format(table), MAY_GO.format(table)) for table in STAY),
    ]
