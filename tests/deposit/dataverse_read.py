"""Hold a data set against pyDataverse's schema, and read it with its model.

    python dataverse_read.py FILE.json

Runs in the environment of pyDataverse. Prints what it read, where the schema does not hold, and which of the fields
that every Dataverse requires are missing.
"""

import json
import sys
from pathlib import Path

import pyDataverse
from jsonschema import Draft7Validator
from pyDataverse.models import Dataset

REQUIRED = ("title", "author", "datasetContact", "dsDescription", "subject")


def main(file: str) -> None:
    text = Path(file).read_text(encoding="utf-8")
    folder = Path(pyDataverse.__file__).parent / "schemas" / "json"
    schema = json.loads((folder / "dataset_upload_default_schema.json").read_text(encoding="utf-8"))
    faults = [
        "/".join(map(str, e.absolute_path)) for e in Draft7Validator(schema).iter_errors(json.loads(text))
    ]
    dataset = Dataset()
    dataset.from_json(text, validate=False)
    read = dataset.get()
    missing = [name for name in REQUIRED if not read.get(name)]
    print(json.dumps({**read, "faults": faults, "missing": missing}))


if __name__ == "__main__":
    main(*sys.argv[1:])
