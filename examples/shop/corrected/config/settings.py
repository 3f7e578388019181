"""Settings of the shop. Everything that differs between machines comes from the environment."""

import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent

SECRET_KEY = "only-for-development-and-for-nothing-else"
DEBUG = os.environ.get("SHOP_DEBUG") == "1"
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "testserver"]

INSTALLED_APPS = ["channels", "catalog", "orders", "chat"]

# Customers are known by a token in a header and never by a cookie, so there is no CSRF to guard.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.common.CommonMiddleware",
    "config.middleware.MissingPageMiddleware",
    "config.middleware.CustomerMiddleware",
]

ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
    },
]

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": os.environ.get("SHOP_DATABASE", BASE_DIR / "shop.sqlite3"),
    },
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

USE_TZ = True
TIME_ZONE = "UTC"

# The services around the shop: parcels, card payments, and the warehouse's inbox.
CARRIER_URL = os.environ.get("SHOP_CARRIER_URL", "http://localhost:9400/carrier")
PAYMENTS_URL = os.environ.get("SHOP_PAYMENTS_URL", "http://localhost:9400/payments")
WAREHOUSE_URL = os.environ.get("SHOP_WAREHOUSE_URL", "http://localhost:9400/warehouse")

POLL_SECONDS = float(os.environ.get("SHOP_POLL_SECONDS", "2"))
RETRY_SECONDS = float(os.environ.get("SHOP_RETRY_SECONDS", "0.5"))
REPORTS_DIR = os.environ.get("SHOP_REPORTS_DIR", BASE_DIR / "reports")
