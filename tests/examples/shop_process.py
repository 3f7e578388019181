"""Run every driver over one variant of the shop, in a process of its own, and print the outcomes.

    python shop_process.py examples/shop/corrected SECONDS_OF_PATIENCE

Prints one JSON object: `outcomes` by driver (see `shop_watch.Outcome`), `visited` and `addresses`,
the names of the addresses that answered and of all there are.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path

from shop_services import Services
from shop_watch import Watch


def main(variant: Path, patience: float) -> dict[str, object]:
    services = Services()
    base = services.start()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.update(
            DJANGO_SETTINGS_MODULE="config.settings",
            NO_PROXY="127.0.0.1",
            SHOP_DATABASE=f"{folder}/shop.sqlite3",
            SHOP_REPORTS_DIR=f"{folder}/reports",
            SHOP_CARRIER_URL=f"{base}/carrier",
            SHOP_PAYMENTS_URL=f"{base}/payments",
            SHOP_WAREHOUSE_URL=f"{base}/warehouse",
            SHOP_POLL_SECONDS="0.01",
            SHOP_RETRY_SECONDS="0.01",
        )
        sys.path.insert(0, str(variant))
        return run(variant, services, patience)


def run(variant: Path, services: Services, patience: float) -> dict[str, object]:
    import django

    django.setup()

    from config import asgi  # noqa: F401  load every module before the watch begins
    from django.core.management import call_command
    from django.template.loader import get_template
    from django.urls import get_resolver
    from shop_drivers import DRIVERS
    from shop_stage import Stage

    call_command("migrate", verbosity=0)
    get_template("catalog/storefront.html").render({})  # Django keeps templates once read
    resolver = get_resolver()
    addresses = sorted(name for name in resolver.reverse_dict if isinstance(name, str))
    watch = Watch(variant)
    watch.install()
    stage = Stage(services, patience)
    outcomes = {}
    for name, driver in DRIVERS.items():
        stage.reset()
        outcomes[name] = watch.watched(lambda driver=driver: driver(stage))
    return {"outcomes": outcomes, "visited": sorted(stage.visited), "addresses": addresses}


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]).resolve(), float(sys.argv[2]))))
