import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('subject', models.CharField(max_length=120, verbose_name='Subject')),
                ('number', models.PositiveIntegerField(verbose_name='Number')),
                ('kind', models.CharField(choices=[('move', 'Move'), ('act', 'Act')], max_length=8, verbose_name='Kind')),
                ('move', models.CharField(max_length=60, verbose_name='Move')),
                ('before', models.TextField(blank=True, verbose_name='Before')),
                ('after', models.TextField(blank=True, verbose_name='After')),
                ('basis', models.CharField(blank=True, max_length=120, verbose_name='Basis')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='By')),
                ('by_name', models.CharField(max_length=200, verbose_name='Name at the time')),
                ('by_role', models.CharField(blank=True, max_length=200, verbose_name='Role at the time')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('note', models.TextField(blank=True, verbose_name='Note')),
                ('payload', models.JSONField(blank=True, default=dict, verbose_name='Payload')),
                ('payload_digest', models.CharField(blank=True, max_length=64, verbose_name='Digest of the payload')),
                ('previous', models.CharField(max_length=64, verbose_name='Hash of the entry before')),
                ('hash', models.CharField(max_length=64, verbose_name='Hash')),
            ],
            options={
                'verbose_name': 'Ledger entry',
                'verbose_name_plural': 'Ledger entries',
                'ordering': ['subject', 'number'],
                'indexes': [models.Index(fields=['-at'], name='entry_latest')],
                'constraints': [models.UniqueConstraint(fields=('subject', 'number'), name='entry_once_per_number'), models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='entry_numbers_from_one')],
            },
        ),
        migrations.CreateModel(
            name='Seal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(unique=True, verbose_name='Number')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('ranges', models.JSONField(verbose_name='Ranges of entries')),
                ('last_id', models.BigIntegerField(verbose_name='Last entry sealed')),
                ('count', models.PositiveIntegerField(verbose_name='Entries')),
                ('root', models.CharField(max_length=64, verbose_name='Merkle root')),
                ('previous', models.CharField(max_length=64, verbose_name='Hash of the seal before')),
                ('hash', models.CharField(max_length=64, verbose_name='Hash')),
                ('key_id', models.CharField(max_length=32, verbose_name='Key')),
                ('signature', models.CharField(max_length=200, verbose_name='Signature')),
            ],
            options={
                'verbose_name': 'Seal',
                'verbose_name_plural': 'Seals',
                'ordering': ['number'],
            },
        ),
    ]
