"""A real cluster on this computer: a scheduler and workers, each a process that the test starts and ends."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent
NUMBER = 64
DATE = "2026-01-01"


class Processes:
    """The processes of a cluster."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder = folder
        self.file = folder / "scheduler.json"
        paths = [str(HERE.parents[1]), str(HERE), *sys.path]
        self.environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), **settings}
        self.started: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", "--port", "0")
        self.workers: list[subprocess.Popen[bytes]] = []

    @property
    def address(self) -> str:
        return str(self.file)

    def add_worker(self, *options: str, **settings: str) -> None:
        self.environment |= settings
        local = ("--nthreads", "1", "--local-directory", str(self.folder / "local"), "--worker-port", "0")
        self.workers.append(self._start("worker", *local, *options))

    def _start(self, kind: str, *options: str) -> subprocess.Popen[bytes]:
        common = ("--scheduler-file", str(self.file), "--host", "127.0.0.1", "--no-dashboard")
        command = [sys.executable, "-m", "dask", kind, *common, *options]
        with (self.folder / f"{kind}{len(self.started)}.log").open("wb") as log:
            process = subprocess.Popen(
                command, env=self.environment, cwd=self.folder, stdout=log, stderr=subprocess.STDOUT
            )
        self.started.append(process)
        return process

    def end(self) -> None:
        for process in reversed(self.started):
            process.terminate()
        for process in reversed(self.started):
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
