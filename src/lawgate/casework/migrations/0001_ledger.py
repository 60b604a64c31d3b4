"""The tables of the ledger, and the triggers that keep them append-only."""

from django.db import migrations, models

from lawgate.casework.triggers import install


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Checkpoint",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("link", models.CharField(max_length=64)),
                ("recorded", models.CharField(max_length=80)),
                ("signature", models.BinaryField()),
                ("public_key", models.CharField(max_length=64)),
            ],
        ),
        migrations.CreateModel(
            name="DataVersions",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("versions", models.TextField()),
            ],
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("number", models.BigIntegerField(primary_key=True, serialize=False)),
                ("kind", models.CharField(max_length=64)),
                ("subject", models.CharField(db_index=True, max_length=128)),
                ("actor", models.CharField(max_length=128)),
                ("happened", models.CharField(max_length=80)),
                ("received", models.CharField(max_length=80)),
                ("recorded", models.CharField(max_length=80)),
                ("previous", models.CharField(max_length=64)),
                ("payload_digest", models.CharField(max_length=64)),
                ("link", models.CharField(max_length=64)),
                ("payload", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                ("digest", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("norms", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Signer",
            fields=[
                ("number", models.IntegerField(primary_key=True, serialize=False)),
                ("public_key", models.CharField(max_length=64)),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.CreateModel(
            name="Standing",
            fields=[
                ("subject", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("record_event", models.BigIntegerField()),
                ("record_mark", models.CharField(max_length=64)),
                ("decision_event", models.BigIntegerField(null=True)),
                ("decision_mark", models.CharField(max_length=64)),
                ("entered", models.CharField(max_length=27, null=True)),
                ("gone", models.CharField(db_index=True, max_length=27, null=True)),
            ],
        ),
        migrations.CreateModel(
            name="SubjectKey",
            fields=[
                ("subject", models.CharField(max_length=128, primary_key=True, serialize=False)),
                ("wrapped", models.BinaryField()),
            ],
        ),
        migrations.RunPython(install, migrations.RunPython.noop),
    ]
