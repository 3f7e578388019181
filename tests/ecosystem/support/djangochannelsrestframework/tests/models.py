"""Stands for a file that the archive leaves out."""

from django.db import models


class TestModel(models.Model):
    name = models.CharField(max_length=255)


class TestModelWithCustomPK(models.Model):
    name = models.CharField(max_length=255, primary_key=True)
