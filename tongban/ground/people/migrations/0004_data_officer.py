from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0003_user_acts_for'),
    ]

    operations = [
        migrations.AlterField(
            model_name='assignment',
            name='role',
            field=models.CharField(choices=[('performance_clerk', 'Performance clerk'), ('division_head', 'Head of division'), ('finance_officer', 'Finance officer'), ('bureau_leader', 'Bureau leader'), ('finance_reviewer', 'Finance bureau reviewer'), ('auditor', 'Auditor'), ('system_administrator', 'System administrator'), ('applicant', 'Applicant'), ('window_clerk', 'Window clerk'), ('reviewer', 'Reviewer'), ('licence_officer', 'Licence officer'), ('item_manager', 'Item manager'), ('legal_officer', 'Legal officer'), ('supervisor', 'Supervisor'), ('data_officer', 'Data officer')], max_length=40, verbose_name='Role'),
        ),
    ]
