import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STAYS = """
CREATE TRIGGER assistance_assistancepaper_stays BEFORE UPDATE OR DELETE ON assistance_assistancepaper
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('file_id');
CREATE TRIGGER assistance_authorisation_stays BEFORE UPDATE OR DELETE ON assistance_authorisation
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('ended_at', 'ended_why');
CREATE TRIGGER assistance_handover_stays BEFORE UPDATE OR DELETE ON assistance_handover
    FOR EACH ROW EXECUTE FUNCTION ledger_row_stays('ended_at', 'is_accepted', 'answer');
"""
MAY_GO = """
DROP TRIGGER assistance_assistancepaper_stays ON assistance_assistancepaper;
DROP TRIGGER assistance_authorisation_stays ON assistance_authorisation;
DROP TRIGGER assistance_handover_stays ON assistance_handover;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('ledger', '0001_initial'),
        ('cases', '0004_joint_applications'),
        ('kit', '0001_initial'),
        ('people', '0003_department_until'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Assistance',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reference', models.CharField(max_length=20, unique=True, verbose_name='Number')),
                ('status', models.CharField(blank=True, choices=[('asked', 'Asked for'), ('declined', 'Declined'), ('assigned', 'Waits for the authorisation'), ('helping', 'Being helped'), ('handing_over', 'Being handed over'), ('concluded', 'Ended'), ('withdrawn', 'Withdrawn')], max_length=12, verbose_name='Status')),
                ('kind', models.CharField(choices=[('project', 'Major project'), ('person', 'Elderly, disabled or otherwise in need')], max_length=8, verbose_name='Kind')),
                ('title', models.CharField(max_length=120, verbose_name='Project or need')),
                ('project_code', models.CharField(blank=True, max_length=40, verbose_name='Code of the project')),
                ('text', models.TextField(max_length=2000, verbose_name='What is to be got done')),
                ('asked_at', models.DateTimeField(verbose_name='Asked for at')),
                ('assign_due_on', models.DateField(verbose_name='Helper named by')),
                ('assigned_at', models.DateTimeField(blank=True, null=True, verbose_name='Helper named at')),
                ('worked_at', models.DateTimeField(blank=True, null=True, verbose_name='Last worked on at')),
                ('reminded_on', models.DateField(blank=True, null=True, verbose_name='Reminded on')),
                ('result', models.CharField(blank=True, choices=[('', 'Open'), ('done', 'Everything is done'), ('partly', 'Partly done'), ('not_done', 'Not done')], default='', max_length=8, verbose_name='Result')),
                ('ending', models.TextField(blank=True, max_length=2000, verbose_name='What came of it')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Ended at')),
                ('is_example', models.BooleanField(default=False, verbose_name='Invented for the demo')),
                ('applicant', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.applicant', verbose_name='Who is helped')),
                ('helper', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Helper')),
                ('taken_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Taken by')),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['assigned', 'helping', 'handing_over', 'concluded']), _negated=True), models.Q(('assigned_at__isnull', False), ('helper__isnull', False)), _connector='OR'), name='assistance_assigned_has_a_helper'), models.CheckConstraint(condition=models.Q(models.Q(('status__in', ['declined', 'concluded', 'withdrawn']), _negated=True), models.Q(('ended_at__isnull', False), models.Q(('ending', ''), _negated=True)), _connector='OR'), name='assistance_over_says_why'), models.CheckConstraint(condition=models.Q(models.Q(('status', 'concluded'), _negated=True), models.Q(('result', ''), _negated=True), _connector='OR'), name='assistance_ended_has_a_result')], "indexes": [models.Index(fields=['status', 'assign_due_on'], name='assistance_by_status'), models.Index(fields=['helper', 'status'], name='assistance_by_helper'), models.Index(fields=['applicant', '-id'], name='assistance_by_applicant'), models.Index(fields=['asked_at'], name='assistance_by_instant')], 
                'verbose_name': 'Help of projects and people',
                'verbose_name_plural': 'Help of projects and people',
                'ordering': ['-pk'],
            },
        ),
        migrations.CreateModel(
            name='AssistancePaper',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.CharField(max_length=60, unique=True, verbose_name='Number')),
                ('content', models.JSONField(default=dict, verbose_name='Content')),
                ('check_code', models.CharField(max_length=24, unique=True, verbose_name='Code for checking')),
                ('at', models.DateTimeField(verbose_name='At')),
                ('kind', models.CharField(choices=[('authorisation', 'Authorisation of a helper'), ('hand_over', 'Hand-over slip')], max_length=14, verbose_name='Kind')),
                ('assistance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='papers', to='assistance.assistance')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='By')),
                ('file', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='kit.storedfile', verbose_name='As issued')),
            ],
            options={
                'verbose_name': 'Paper of a helper',
                'verbose_name_plural': 'Papers of helpers',
                'ordering': ['at', 'pk'],
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='Authorisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('scope', models.CharField(max_length=500, verbose_name='What the helper may do')),
                ('since', models.DateField(verbose_name='From')),
                ('until', models.DateField(help_text='The last day, inclusive', verbose_name='Until')),
                ('signed_by', models.CharField(max_length=60, verbose_name='Signed by')),
                ('way', models.CharField(choices=[('paper', 'On paper, before the helper'), ('online', 'On the portal')], max_length=6, verbose_name='How it was signed')),
                ('signed_at', models.DateTimeField(verbose_name='Signed at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Ended at')),
                ('ended_why', models.CharField(blank=True, max_length=300, verbose_name='Why it ended')),
                ('assistance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='authorisations', to='assistance.assistance', verbose_name='Help of projects and people')),
                ('helper', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Helper')),
            ],
            options={"constraints": [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('assistance',), name='one_authorisation_in_force'), models.CheckConstraint(condition=models.Q(('until__gte', models.F('since'))), name='authorisation_ends_after_it_begins')], 
                'verbose_name': 'Authorisation of a helper',
                'verbose_name_plural': 'Authorisations of helpers',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='HandOver',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.TextField(max_length=2000, verbose_name='What the other must know')),
                ('offered_at', models.DateTimeField(verbose_name='Offered at')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='Answered at')),
                ('is_accepted', models.BooleanField(default=False, verbose_name='Accepted')),
                ('answer', models.CharField(blank=True, max_length=300, verbose_name='Answer')),
                ('assistance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='hand_overs', to='assistance.assistance', verbose_name='Help of projects and people')),
                ('giver', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Given by')),
                ('taker', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='Taken over by')),
            ],
            options={"constraints": [models.UniqueConstraint(condition=models.Q(('ended_at__isnull', True)), fields=('assistance',), name='one_hand_over_at_a_time'), models.CheckConstraint(condition=models.Q(('giver', models.F('taker')), _negated=True), name='hand_over_is_to_another')], 
                'verbose_name': 'Hand-over between helpers',
                'verbose_name_plural': 'Hand-overs between helpers',
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=120, verbose_name='Task')),
                ('due_on', models.DateField(verbose_name='Due on')),
                ('closed_at', models.DateTimeField(blank=True, null=True, verbose_name='Closed at')),
                ('is_done', models.BooleanField(default=False, verbose_name='Done')),
                ('note', models.CharField(blank=True, max_length=300, verbose_name='What came of it')),
                ('assistance', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='assistance.assistance', verbose_name='Help of projects and people')),
                ('case', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case', verbose_name='Case')),
            ],
            options={"constraints": [models.CheckConstraint(condition=models.Q(('is_done', False), ('closed_at__isnull', False), _connector='OR'), name='task_done_is_closed')], 
                'verbose_name': 'Task of a helper',
                'verbose_name_plural': 'Tasks of helpers',
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.RunSQL(STAYS, MAY_GO),
    ]
