"""Creates alone, on whatever database is given; prints JSON. A process of its own."""

import json
import os
import sys

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")

import django

django.setup()

from tests.bench import ground
from tests.bench.cases import portal_cases
from tests.bench.measuring import measure, serving

if __name__ == "__main__":
    issues, seconds = int(sys.argv[1]), float(sys.argv[2])
    ground.district(issues)
    case = portal_cases(ground.people(issues))["create"]
    with serving("portal.config.wsgi:application") as (port, pids):
        found = measure(port, pids, case.ask, seconds)
    print(
        json.dumps(
            {"rate": found.rate, "p99": found.p99_crowd, "failed": len(found.failed)},
        )
    )
