"""Whether the clock may be believed."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('kit', '0006_counted_days_and_service_runs'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClockWatch',
            fields=[
                ('id', models.PositiveSmallIntegerField(default=1, editable=False, primary_key=True, serialize=False)),
                ('seen_at', models.DateTimeField(null=True, verbose_name='Last believed at')),
                ('doubt', models.CharField(blank=True, choices=[('ahead', 'The clock jumped forwards, or nothing ran for long'), ('behind', 'The clock went backwards')], max_length=8, verbose_name='Doubt')),
                ('known_at', models.DateTimeField(null=True, verbose_name='Last time known')),
                ('found_at', models.DateTimeField(null=True, verbose_name='Time in doubt')),
                ('entries_until', models.BigIntegerField(default=0, verbose_name='Entries before the last confirmation')),
            ],
            options={
                'verbose_name': 'Watch on the clock',
                'verbose_name_plural': 'Watches on the clock',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_clock_watch'), models.CheckConstraint(condition=models.Q(('doubt', ''), models.Q(('found_at__isnull', False), ('known_at__isnull', False)), _connector='OR'), name='doubt_has_times')],
            },
        ),
    ]
