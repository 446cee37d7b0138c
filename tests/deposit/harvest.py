"""Harvest a repository with sickle.

    python harvest.py ADDRESS

Runs in the environment of sickle. Prints what it got.
"""

import json
import sys

from sickle import Sickle


def main(address: str) -> None:
    harvester = Sickle(address)
    identify = dict(harvester.Identify())
    formats = [f.metadataPrefix for f in harvester.ListMetadataFormats()]
    records = [
        {"identifier": r.header.identifier, "metadata": r.metadata}
        for r in harvester.ListRecords(metadataPrefix=formats[0])
    ]
    last = records[-1]["identifier"]
    one = harvester.GetRecord(metadataPrefix=formats[0], identifier=last)
    shown = {"identifier": one.header.identifier, "metadata": one.metadata}
    print(json.dumps({"identify": identify, "records": records, "one": shown}))


if __name__ == "__main__":
    main(*sys.argv[1:])
