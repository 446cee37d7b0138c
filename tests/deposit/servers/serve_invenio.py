"""Set InvenioRDM up in an empty folder and serve it, in one process: each start of it takes ten seconds.

Run by the Python of its own environment; see start.py. Writes ``tokens.json`` into the folder when it is ready to
serve: tokens of the depositor, of somebody else, and one that has expired.
"""

import datetime
import json
import os
import sys
from pathlib import Path

import invenio_rdm_records.fixtures
import yaml
from click.testing import CliRunner
from flask.cli import ScriptInfo
from invenio_app.cli import cli
from invenio_app.factory import create_app
from werkzeug.serving import run_simple

FOLDER = Path(os.environ["INVENIO_INSTANCE_PATH"])
FEW = {
    "resource_types": ("dataset", "publication", "publication-annotationcollection", "other"),
    "languages": ("eng", "deu", "fra", "rus", "spa", "ces", "und"),
    "affiliations_ror": (),
    "names_orcid": (),
    "funders": (),
    "programming_languages": (),
    "development_status": (),
}
"""Of the large vocabularies these entries are enough; loading all of them takes over six minutes."""
LICENCES = ("id", "cc-by-4.0", "cc-by-sa-4.0", "cc0-1.0", "cc-by-nc-4.0", "mit")


def trim_vocabularies() -> None:
    """Copy the vocabularies of the installed package, the large ones with a few entries each."""
    theirs = Path(invenio_rdm_records.fixtures.__file__).parent / "data"
    ours = FOLDER / "app_data"
    for file in [theirs / "vocabularies.yaml", *theirs.glob("vocabularies/**/*.*")]:
        if file.suffix == ".py":
            continue
        text = file.read_text(encoding="utf-8")
        if file.stem in FEW:
            kept = [e for e in yaml.load(text, yaml.CSafeLoader) if e["id"] in FEW[file.stem]]
            text = yaml.safe_dump(kept, allow_unicode=True)
        elif file.name == "licenses.csv":
            text = "".join(line for line in text.splitlines(True) if line.split(",")[0] in LICENCES)
        copy = ours / file.relative_to(theirs)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text, encoding="utf-8")
    (ours / "users.yaml").touch()


def main() -> None:
    trim_vocabularies()
    app = create_app()
    script = ScriptInfo(create_app=lambda: app)

    def run(*command: str) -> str:
        result = CliRunner().invoke(cli, command, obj=script)
        if result.exit_code:
            sys.exit(f"{' '.join(command)}: {result.output}{result.exception!r}")
        print(*command, flush=True)
        return result.output.strip().split("\n")[-1]

    run("db", "init", "create")
    run("index", "init")
    run("files", "location", "create", "--default", "default-location", str(FOLDER / "files"))
    run("rdm-records", "custom-fields", "init")
    run("communities", "custom-fields", "init")
    run("rdm", "fixtures")
    run("rdm-records", "fixtures")
    tokens = {}
    for name in ("depositor", "stranger"):
        user = f"{name}@example.org"
        run("users", "create", user, "--password", "123456", "--active", "--confirm")
        tokens[name] = run("tokens", "create", "-n", "test", "-u", user)
    tokens["expired"] = run("tokens", "create", "-n", "expired", "-u", "depositor@example.org")
    with app.app_context():
        from invenio_db import db
        from invenio_oauth2server.models import Token

        for token in Token.query.all():
            if token.access_token == tokens["expired"]:
                token.expires = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
        db.session.commit()
    (FOLDER / "tokens.json").write_text(json.dumps(tokens), encoding="utf-8")
    run_simple("127.0.0.1", int(os.environ["INVENIO_PORT"]), app, threaded=True)


main()
