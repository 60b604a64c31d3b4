"""The outbox, and the key of fingerprint templates, which may be destroyed on its own."""

from django.db import migrations, models

from lawgate.casework.triggers import renew_key_trigger


class Migration(migrations.Migration):
    dependencies = [("casework", "0001_ledger")]

    operations = [
        migrations.CreateModel(
            name="Outbox",
            fields=[
                ("message", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("event", models.BigIntegerField()),
                ("subject", models.CharField(db_index=True, max_length=128)),
                ("channel", models.CharField(max_length=32)),
                ("purpose", models.CharField(max_length=32)),
                ("reference", models.CharField(max_length=64)),
                ("state", models.CharField(max_length=16)),
                ("due", models.CharField(max_length=27)),
                ("attempts", models.IntegerField(default=0)),
            ],
            options={"indexes": [models.Index(fields=["state", "due"], name="casework_outbox_next")]},
        ),
        migrations.RunPython(renew_key_trigger, migrations.RunPython.noop),
    ]
