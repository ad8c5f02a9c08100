"""The telephone, drafts, what suggestions rest on, and the search of orders by words and likeness."""

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


STAYING = ("callevent", "seatchange")
STAYS = "\n".join(
    f"CREATE TRIGGER hotline_{name}_stays BEFORE UPDATE OR DELETE ON hotline_{name} "
    "FOR EACH ROW EXECUTE FUNCTION ledger_row_stays();"
    for name in STAYING
)
MAY_GO = "\n".join(f"DROP TRIGGER hotline_{name}_stays ON hotline_{name};" for name in STAYING)


class Migration(migrations.Migration):

    dependencies = [
        ('hotline', '0005_filed_outside'),
        ('people', '0002_roles_from_the_table'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='LearntModel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('learnt_at', models.DateTimeField(verbose_name='Learnt at')),
                ('orders', models.PositiveIntegerField(verbose_name='Orders it was learnt from')),
                ('newest_order', models.BigIntegerField(verbose_name='Newest order')),
                ('digest', models.CharField(max_length=64, verbose_name='Digest')),
                ('content', models.BinaryField(verbose_name='Content')),
            ],
            options={
                'verbose_name': 'Model of suggestions',
                'verbose_name_plural': 'Models of suggestions',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('agent', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='Agent')),
                ('state', models.CharField(choices=[('ready', 'Ready'), ('paused', 'Pause'), ('away', 'Signed off')], default='away', max_length=8, verbose_name='State')),
                ('reason', models.CharField(blank=True, max_length=60, verbose_name='Why')),
                ('since', models.DateTimeField(verbose_name='From')),
            ],
            options={
                'verbose_name': 'Seat',
                'verbose_name_plural': 'Seats',
                'ordering': ['since'],
            },
        ),
        migrations.CreateModel(
            name='PhoneCall',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True, verbose_name='Number of the call')),
                ('exchange_key', models.CharField(max_length=60, unique=True, verbose_name='Key at the exchange')),
                ('phone', models.CharField(blank=True, max_length=24, verbose_name='Telephone')),
                ('invented_words', models.TextField(blank=True, verbose_name='What an invented caller says')),
                ('is_example', models.BooleanField(default=False, verbose_name='Invented for the demo')),
                ('asked_at', models.DateTimeField(verbose_name='Asked for a human at')),
                ('rung_at', models.DateTimeField(blank=True, null=True, verbose_name='Rung at')),
                ('answered_at', models.DateTimeField(blank=True, null=True, verbose_name='Answered at')),
                ('held_at', models.DateTimeField(blank=True, null=True, verbose_name='On hold since')),
                ('third_party', models.CharField(blank=True, max_length=24, verbose_name='Third in the call')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Ended at')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='Work after it finished at')),
                ('recording', models.CharField(blank=True, max_length=80, verbose_name='Recording')),
                ('entry', models.CharField(blank=True, max_length=40, verbose_name='Answered from the entry')),
                ('remark', models.CharField(blank=True, max_length=200, verbose_name='Why without an order')),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Agent')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.line', verbose_name='Hotline line')),
                ('order', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.order', verbose_name='Order')),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(('answered_at__isnull', True), models.Q(('agent__isnull', False), ('answered_at__gte', models.F('asked_at')), ('rung_at__isnull', False)), _connector='OR'), name='phone_call_answered_by_an_agent'), models.CheckConstraint(condition=models.Q(('finished_at__isnull', True), ('ended_at__isnull', False), _connector='OR'), name='phone_call_finished_has_ended')], "indexes": [models.Index(fields=['asked_at'], name='phone_call_by_day'), models.Index(condition=models.Q(('agent', None), ('ended_at', None)), fields=['line', 'asked_at'], name='phone_call_waiting'), models.Index(condition=models.Q(('finished_at', None)), fields=['agent'], name='phone_call_under_way'), models.Index(condition=models.Q(('phone', ''), _negated=True), fields=['phone', 'asked_at'], name='phone_call_by_phone'), models.Index(condition=models.Q(('order__isnull', False)), fields=['order'], name='phone_call_by_order')], 
                'verbose_name': 'Telephone call',
                'verbose_name_plural': 'Telephone calls',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='IntakeDraft',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('typed', models.JSONField(default=dict, verbose_name='Typed')),
                ('saved_at', models.DateTimeField(verbose_name='Saved at')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Agent')),
                ('call', models.OneToOneField(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.phonecall')),
            ],
            options={"constraints": [models.UniqueConstraint(condition=models.Q(('call__isnull', True)), fields=('agent',), name='intake_draft_once_without_call')], 
                'verbose_name': 'Draft of an intake',
                'verbose_name_plural': 'Drafts of intakes',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='CallEvent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('asked', 'Asked for a human'), ('rung', 'Rang at an agent'), ('missed', 'Was not answered there'), ('answered', 'Answered'), ('held', 'Put on hold'), ('resumed', 'Taken back'), ('transferred', 'Transferred'), ('third', 'Third party added'), ('ended', 'Hung up'), ('abandoned', 'Caller gave up waiting'), ('finished', 'Work after the call finished')], max_length=12, verbose_name='What')),
                ('number', models.CharField(blank=True, max_length=24, verbose_name='Number dialled')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('agent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Agent')),
                ('call', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='events', to='hotline.phonecall')),
            ],
            options={
                'verbose_name': 'Event of a call',
                'verbose_name_plural': 'Events of calls',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SeatChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('ready', 'Ready'), ('paused', 'Pause'), ('away', 'Signed off')], max_length=8, verbose_name='State')),
                ('reason', models.CharField(blank=True, max_length=60, verbose_name='Why')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('agent', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Agent')),
            ],
            options={"indexes": [models.Index(fields=['agent', 'at'], name='seat_change_by_agent')], 
                'verbose_name': 'Change at a seat',
                'verbose_name_plural': 'Changes at seats',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='SuggestionRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('words', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), size=None, verbose_name='Words')),
                ('since', models.DateField(verbose_name='From')),
                ('until', models.DateField(blank=True, help_text='The last day, inclusive', null=True, verbose_name='Until')),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='By')),
                ('demand_class', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='hotline.demandclass', verbose_name='Class')),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(('words__len__gte', 1)), name='suggestion_rule_has_words'), models.CheckConstraint(condition=models.Q(('until__isnull', True), ('until__gte', models.F('since')), _connector='OR'), name='suggestion_rule_ends_after_it_begins')], 
                'verbose_name': 'Keyword rule',
                'verbose_name_plural': 'Keyword rules',
                'ordering': ['demand_class__key', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='OrderText',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('registered_on', models.DateField(verbose_name='Registered on')),
                ('pieces', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='Pieces')),
                ('bands', django.contrib.postgres.fields.ArrayField(base_field=models.IntegerField(), size=None, verbose_name='Bands')),
                ('order', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='search_row', to='hotline.order')),
            ],
            options={
                'verbose_name': 'Text for the search of orders',
                'verbose_name_plural': 'Texts for the search of orders',
                'indexes': [django.contrib.postgres.indexes.GinIndex(fields=['pieces'], name='order_text_pieces'), django.contrib.postgres.indexes.GinIndex(fields=['bands'], name='order_text_bands'), models.Index(fields=['registered_on'], name='order_text_day')],
            },
        ),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
