"""MiniStack, the AWS emulator of the local desk and the stack tests: start it, call it, and stop it without losing anything."""

from __future__ import annotations

import json
import os
import shutil
import signal
import socket
import subprocess
import time
from functools import cache
from pathlib import Path
from typing import Any

import boto3
import httpx
from botocore.config import Config

ROOT = Path(__file__).parent.parent.parent
PYTHON = ROOT / ".venv-local" / "bin" / "python"
SAVING = Path(__file__).parent / "saving_emulator.py"
REGION = "eu-west-2"
START_SECONDS = 240  # one that fails ends by itself before; a machine that does much else is given time
STOP_SECONDS = 60
# What the emulator, and with it every function, may know of the environment of the process that started it.
INHERITED = ("PATH", "LANG", "LC_ALL", "TZ")


class NotStarted(Exception):
    """The emulator could not be started; the message says why, for the person at the terminal."""


class Emulator:
    """AWS on a loopback port, its state and log under `folder`. IAM is enforced: functions have the rights that their roles give.

    It writes its state down as it goes, unless `saves` is false: then only when it is stopped in order.
    """

    def __init__(self, folder: Path, port: int, *, saves: bool = True) -> None:
        self.folder = folder
        self.saves = saves
        self.port = port
        self.url = f"http://127.0.0.1:{port}"
        self.log = folder / "emulator.log"
        self._process: subprocess.Popen[bytes] | None = None
        self.client = cache(self._client)

    def start(self) -> None:
        """Start the emulator and wait until it answers. Raise NotStarted."""
        if not PYTHON.exists():
            raise NotStarted("The emulator is not installed: run `make environments` first")
        if in_use(self.port):
            raise NotStarted(f"Port {self.port} is in use by another program: stop it, or choose another PORT")
        scratch = self.folder / "scratch"
        shutil.rmtree(scratch, ignore_errors=True)  # functions unpacked by a run before
        scratch.mkdir(parents=True)
        self._forget_stream_positions()
        environment = {name: os.environ[name] for name in INHERITED if name in os.environ} | {
            "AUTH": "true",
            "BIND_HOST": "127.0.0.1",
            "GATEWAY_PORT": str(self.port),
            "HOME": str(scratch),
            "IOT_MTLS_ENABLED": "0",
            "LOG_LEVEL": "WARNING",
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "1",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONUNBUFFERED": "1",
            "S3_DATA_DIR": str(self.folder / "objects"),
            "S3_PERSIST": "1",
            "SAVES": "1" if self.saves else "0",
            "SFTP_ENABLED": "0",
            "STATE_DIR": str(self.folder / "state"),
            "TMPDIR": str(scratch),
        }
        with self.log.open("ab") as log:
            # In a session of its own, so that Ctrl-C at the terminal reaches it only through stop().
            self._process = subprocess.Popen(
                [PYTHON, "-P", SAVING], stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=environment, cwd=scratch, start_new_session=True
            )  # fmt: skip
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            if self._process.poll() is not None:
                break
            try:
                if httpx.get(f"{self.url}/_ministack/ready", timeout=2).is_success:
                    return
            except httpx.TransportError:
                time.sleep(0.1)
        self.stop()
        raise NotStarted(f"The emulator did not start; the end of {self.log}:\n{self.log.read_text(errors='replace')[-2000:]}")

    def stop(self) -> None:
        """Stop the emulator in order, so that it writes its last seconds to disk too."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def kill(self) -> None:
        """End the emulator and the functions that it runs at once, as a machine does that loses its power."""
        process, self._process = self._process, None
        if process is not None:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()

    def _forget_stream_positions(self) -> None:
        """Forget how far functions have read the table's stream.

        The emulator keeps that position between runs but not the records, and would skip as many new records as there were old ones.
        The sweep does what was not read before the emulator stopped.
        """
        functions = self.folder / "state" / "lambda.json"
        if functions.exists():
            state = json.loads(functions.read_text())
            state["payload"]["dynamodb_stream_positions"] = {}
            functions.write_text(json.dumps(state))

    @property
    def running(self) -> bool:
        return self._process is not None and self._process.poll() is None

    def _client(self, service: str) -> Any:
        """Return a boto3 client with the rights of the account's owner, not those of any function."""
        return boto3.client(
            service,  # type: ignore[call-overload]
            endpoint_url=self.url,
            region_name=REGION,
            aws_access_key_id="test",
            aws_secret_access_key="test",  # noqa: S106 - what the emulator takes for the owner's
            config=Config(retries={"max_attempts": 1}, read_timeout=120),
        )


def in_use(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
