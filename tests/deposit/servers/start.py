"""Install and start repositories on the loopback interface, run a command that uses them, and end them.

    python tests/deposit/servers/start.py FOLDER COMMAND...

FOLDER lies outside the checkout; environments that are there from an earlier call are used again. Debian's packages
redis-server and postgresql must be installed, and uv in the Python that runs this. The command finds the addresses in
TEI_EDITION_INVENIO, TEI_EDITION_INVENIO_TOKENS, TEI_EDITION_INVENIO_DOIS and TEI_EDITION_SWORD.
"""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

HERE = Path(__file__).resolve().parent
PATIENCE = 300
"""Seconds that a server may take to be ready."""


class Servers:
    """Processes that are started, and ended by their own ids in reverse order."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.logs = folder / "logs"
        self.run = Path(tempfile.mkdtemp(prefix="run-", dir=folder))
        self.temporary = [self.run]
        self.started: list[subprocess.Popen[bytes]] = []
        self.logs.mkdir(exist_ok=True)

    def environment(self, name: str) -> Path:
        """Return the Python of an environment with the packages that ``NAME.txt`` pins."""
        python = self.folder / "environments" / name / "bin" / "python"
        if not python.exists():
            began = time.monotonic()
            uv = [sys.executable, "-m", "uv", "--quiet"]
            venv = str(python.parent.parent)
            subprocess.run([*uv, "venv", "--python", sys.executable, f"{venv}.new"], check=True)
            install = [
                "pip",
                "install",
                "--python",
                f"{venv}.new",
                "--requirement",
                str(HERE / f"{name}.txt"),
            ]
            subprocess.run([*uv, *install], check=True)
            Path(f"{venv}.new").rename(venv)
            say(f"{name} installed in {time.monotonic() - began:.0f} s")
        return python

    def start(self, name: str, *command: object, user: str | None = None, **environment: object) -> None:
        """Start a process."""
        values = {**os.environ, **{key: str(value) for key, value in environment.items()}}
        with (self.logs / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [str(part) for part in command],
                stdout=log,
                stderr=subprocess.STDOUT,
                stdin=subprocess.DEVNULL,
                cwd=self.run,
                env=values,
                **({"user": user, "group": user, "extra_groups": []} if user else {}),
            )
        self.started.append(process)

    def wait(self, name: str, url: str) -> None:
        """Wait until a server answers."""
        began = time.monotonic()
        while time.monotonic() - began < PATIENCE:
            if self.started and any(process.poll() is not None for process in self.started):
                break
            try:
                urllib.request.urlopen(url, timeout=30).close()
            except urllib.error.HTTPError:
                pass
            except OSError:
                time.sleep(0.3)
                continue
            say(f"{name} is ready")
            return
        logs = sorted(self.logs.glob("*.log"))
        tails = [f"--- {log.name}\n" + log.read_text(errors="replace")[-1500:] for log in logs]
        raise SystemExit(f"{name} did not start\n" + "\n".join(tails))

    def end(self) -> None:
        """End all processes, and wait for them."""
        for process in reversed(self.started):
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT if process.args[0].endswith("postgres") else signal.SIGTERM)
            try:
                process.wait(20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        for folder in self.temporary:
            shutil.rmtree(folder, ignore_errors=True)


def say(words: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {words}", flush=True)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def opener() -> None:
    """Requests of this script go to the loopback interface, whatever proxies the machine has."""
    urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))


def start_postgres(servers: Servers) -> int:
    """Start PostgreSQL, which refuses to run as root, in a folder of its own."""
    binaries = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parent.name))[-1]
    port, folder = free_port(), Path(tempfile.mkdtemp(prefix="postgres-", dir="/tmp"))
    servers.temporary.append(folder)
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        shutil.chown(folder, user, user)
    made = [binaries / "initdb", "-D", folder / "db", "-A", "trust", "-U", "postgres", "--no-sync"]
    who = {"user": user, "group": user, "extra_groups": []} if user else {}
    subprocess.run(made, check=True, stdout=subprocess.DEVNULL, cwd=folder, **who)
    options = ["-p", port, "-c", "listen_addresses=127.0.0.1", "-c", "fsync=off"]
    sockets = ["-c", f"unix_socket_directories={folder}"]
    servers.start("postgres", binaries / "postgres", "-D", folder / "db", *options, *sockets, user=user)
    database = [binaries / "createdb", "-h", "127.0.0.1", "-p", str(port), "-U", "postgres", "invenio"]
    for _ in range(PATIENCE):
        if subprocess.run(database, stderr=subprocess.DEVNULL).returncode == 0:
            return port
        time.sleep(0.2)
    raise SystemExit("PostgreSQL did not start")


def start_sword(servers: Servers, database: int) -> dict[str, str]:
    """Start the deposit server of Software Heritage."""
    python = servers.environment("sword")
    port, folder = free_port(), servers.run / "sword"
    folder.mkdir()
    values = {"SWORD_FOLDER": folder, "SWORD_PORT": port, "POSTGRES_PORT": database, "PYTHONPATH": HERE}
    servers.start("sword", python, HERE / "serve_sword.py", **values)
    url = f"http://127.0.0.1:{port}/1/servicedocument/"
    servers.wait("SWORD", url)
    return {"TEI_EDITION_SWORD": url}


def start_invenio(servers: Servers, database: int) -> dict[str, str]:
    """Start InvenioRDM and what stands behind it."""
    python, search = servers.environment("invenio"), servers.environment("search")
    folder = servers.run / "invenio"
    folder.mkdir()
    shutil.copy(HERE / "invenio.cfg", folder / "invenio.cfg")
    port, redis, index, registry = (free_port() for _ in range(4))
    [binary] = search.parent.parent.glob("lib/python*/site-packages/osmem_server/bin/osmem-server")
    servers.start("redis", "redis-server", "--bind", "127.0.0.1", "--port", redis, "--save", "")
    servers.start("search", binary, "-addr", f"127.0.0.1:{index}", "-no-stdin-watch")
    dois = servers.run / "dois.jsonl"
    servers.start("registry", python, HERE / "doi_registry.py", registry, dois)
    values = {"REDIS_PORT": redis, "SEARCH_PORT": index, "DATACITE_PORT": registry}
    values["POSTGRES_PORT"] = database
    values |= {"INVENIO_INSTANCE_PATH": folder, "INVENIO_PORT": port}
    servers.start("invenio", python, "-W", "ignore", HERE / "serve_invenio.py", **values)
    url = f"http://127.0.0.1:{port}/api"
    servers.wait("InvenioRDM", f"{url}/records?size=1")
    return {
        "TEI_EDITION_INVENIO": url,
        "TEI_EDITION_INVENIO_TOKENS": str(folder / "tokens.json"),
        "TEI_EDITION_INVENIO_DOIS": str(dois),
    }


@contextlib.contextmanager
def running(folder: Path) -> Iterator[dict[str, str]]:
    """Start everything, and end it."""
    opener()
    servers = Servers(folder)
    try:
        with ThreadPoolExecutor() as pool:
            database = start_postgres(servers)
            both = [pool.submit(start, servers, database) for start in (start_invenio, start_sword)]
            yield {key: value for one in both for key, value in one.result().items()}
    finally:
        servers.end()


def main() -> int:
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with running(folder) as addresses:
        return subprocess.run(sys.argv[2:], env={**os.environ, **addresses}).returncode


if __name__ == "__main__":
    sys.exit(main())
