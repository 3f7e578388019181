"""Stands for what the archive leaves out."""

import sys

sys.path.insert(0, "django_socio_grpc/tests")

SECRET_KEY = "of tests"
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "rest_framework",
    "django_filters",
    "django_socio_grpc",
    "fakeapp",
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
CACHES = {
    name: {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": name}
    for name in ("default", "second", "fake_redis")
}
ROOT_URLCONF = "fakeapp.handlers"
DEFAULT_AUTO_FIELD = "django.db.models.AutoField"
GRPC_FRAMEWORK: dict = {}
USE_TZ = True
LANGUAGES = [("en", "English"), ("fr", "French")]
