"""Set the deposit server of Software Heritage up in an empty folder and serve it, in one process.

It is a server of SWORD version 2. Run by the Python of its own environment, with a running PostgreSQL; see start.py.
Behind it stand a scheduler and a storage in memory: what is deposited is accepted and never loaded into an archive.
"""

import os
from pathlib import Path

import yaml

FOLDER = Path(os.environ["SWORD_FOLDER"])
PORT = os.environ["SWORD_PORT"]
CONFIG = {
    "max_upload_size": 20_000_000,
    "checks": False,
    "extraction_dir": str(FOLDER / "extracted"),
    "authentication_provider": "basic",
    "scheduler": {"cls": "memory"},
    "storage": {"cls": "memory"},
    "storage_metadata": {"cls": "memory"},
    "swh_authority_url": f"http://127.0.0.1:{PORT}/",
}
(FOLDER / "deposit.yml").write_text(yaml.safe_dump(CONFIG), encoding="utf-8")
os.environ["SWH_CONFIG_FILENAME"] = str(FOLDER / "deposit.yml")
os.environ["DJANGO_SETTINGS_MODULE"] = "sword_settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from swh.deposit.models import DepositClient, DepositCollection  # noqa: E402

call_command("migrate", verbosity=0)
for name in ("editions", "others"):
    collection, _ = DepositCollection.objects.get_or_create(name=name)
    user = DepositClient(username=f"depositor-of-{name}", collections=[collection.id])
    user.provider_url, user.domain, user.is_active = "http://127.0.0.1/", "127.0.0.1", True
    user.set_password(f"password-of-{name}")
    user.save()
call_command("runserver", f"127.0.0.1:{PORT}", use_reloader=False, skip_checks=True)
