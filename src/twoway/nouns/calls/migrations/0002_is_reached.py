from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("calls", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="callperson",
            name="is_reached",
            field=models.BooleanField(default=False),
        ),
    ]
