"""Designations with the marks they are found by, and call-back requests."""

from __future__ import annotations

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Designation",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("code", models.CharField(max_length=64, unique=True)),
                ("sealed", models.BinaryField()),
                ("made", models.CharField(max_length=27)),
                ("until", models.CharField(db_index=True, max_length=27)),
            ],
        ),
        migrations.CreateModel(
            name="NameMark",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("mark", models.CharField(db_index=True, max_length=64)),
                (
                    "designation",
                    models.ForeignKey(
                        on_delete=models.deletion.CASCADE, related_name="marks", to="counsel.designation"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Callback",
            fields=[
                ("id", models.CharField(max_length=32, primary_key=True, serialize=False)),
                ("office", models.CharField(db_index=True, max_length=64)),
                ("sealed", models.TextField()),
                ("asked", models.CharField(db_index=True, max_length=27)),
            ],
        ),
    ]
