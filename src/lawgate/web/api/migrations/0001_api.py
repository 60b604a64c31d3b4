"""Tokens, answers kept for a repeated request, and where news is sent."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Hook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=64, unique=True)),
                ("url", models.CharField(max_length=500)),
                ("secret", models.BinaryField()),
                ("kinds", models.JSONField(default=list)),
                ("cursor", models.BigIntegerField(default=0)),
                ("attempts", models.IntegerField(default=0)),
                ("due", models.DateTimeField()),
                ("stopped", models.BooleanField(default=False)),
                ("why", models.CharField(blank=True, max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                ("id", models.CharField(max_length=16, primary_key=True, serialize=False)),
                ("name", models.CharField(max_length=64, unique=True)),
                ("secret", models.CharField(max_length=64)),
                ("scopes", models.JSONField(default=list)),
                ("role", models.CharField(blank=True, max_length=32)),
                ("added", models.DateTimeField()),
                ("expires", models.DateTimeField()),
                ("revoked", models.DateTimeField(null=True)),
                ("used", models.DateField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Missed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("event", models.BigIntegerField()),
                ("why", models.CharField(max_length=200)),
                ("at", models.DateTimeField()),
                ("hook", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="api.hook")),
            ],
        ),
        migrations.CreateModel(
            name="Once",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=64)),
                ("request", models.CharField(max_length=64)),
                ("status", models.IntegerField(default=0)),
                ("headers", models.JSONField(default=dict)),
                ("body", models.BinaryField(default=b"")),
                ("at", models.DateTimeField(db_index=True)),
                ("token", models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to="api.token")),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("token", "key"), name="api_once_key")],
            },
        ),
    ]
