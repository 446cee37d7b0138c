"""Settings of Django for the deposit server of Software Heritage, on the loopback interface."""

import os
from pathlib import Path

from swh.deposit.settings.common import *  # noqa: F403

FOLDER = Path(os.environ["SWORD_FOLDER"])
DEBUG = False
SECRET_KEY = "known to everybody: this server lives for the length of a test"
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "postgres",
        "USER": "postgres",
        "HOST": "127.0.0.1",
        "PORT": os.environ["POSTGRES_PORT"],
    }
}
MEDIA_ROOT = f"{FOLDER / 'uploads'}/"
REST_FRAMEWORK = {
    **REST_FRAMEWORK,  # noqa: F405
    "DEFAULT_AUTHENTICATION_CLASSES": ("rest_framework.authentication.BasicAuthentication",),
}
# Hashing passwords slowly is of no use here: every request of Basic authentication would wait for it.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
