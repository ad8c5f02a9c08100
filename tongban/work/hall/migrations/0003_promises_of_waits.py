import django.db.models.deletion
from django.db import migrations, models

STAYS = (
    "CREATE TRIGGER hall_givenpromise_stays BEFORE UPDATE OR DELETE ON hall_givenpromise "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays()"
)
MAY_GO = "DROP TRIGGER hall_givenpromise_stays ON hall_givenpromise"


class Migration(migrations.Migration):

    dependencies = [
        ('hall', '0002_slots_are_counted'),
        ('ledger', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='GivenPromise',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(verbose_name='Told at')),
                ('forecast', models.FloatField(verbose_name='Minutes by the course of the queue')),
                ('low', models.PositiveSmallIntegerField(verbose_name='At least, minutes')),
                ('point', models.PositiveSmallIntegerField(verbose_name='About, minutes')),
                ('high', models.PositiveSmallIntegerField(verbose_name='At most, minutes')),
                ('rests_on', models.PositiveIntegerField(verbose_name='Earlier promises it rests on')),
                ('ticket', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='promises', to='hall.ticket', verbose_name='Ticket')),
            ],
            options={
                'verbose_name': 'Promise of a wait',
                'verbose_name_plural': 'Promises of waits',
                'ordering': ['at', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('ticket', 'at'), name='one_promise_at_a_time'), models.CheckConstraint(condition=models.Q(('low__lte', models.F('high'))), name='promise_is_an_interval')],
            },
        ),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
