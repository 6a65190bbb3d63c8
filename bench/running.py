"""Programs run to be measured, by the processor time of the whole process, which other load on the machine hardly changes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from bench.rows import ROOT

# The interpreter as a function finds it: no virtual environment, nothing on its path but what it is given.
BARE = [getattr(sys, "_base_executable", None) or sys.executable, "-I", "-S"]


def processor_ms(command: Sequence[str | Path], environment: Mapping[str, str], cwd: Path) -> float:
    """Return milliseconds of user and system time. Raise SystemExit with the program's output if it fails."""
    with subprocess.Popen(
        [str(part) for part in command], env=dict(environment), cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as child:
        assert child.stderr
        errors = child.stderr.read()
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"{' '.join(map(str, command))} failed:\n{errors.decode(errors='replace')[-3000:]}")
    return (used.ru_utime + used.ru_stime) * 1000


def told_by(module: str, *arguments: str) -> Any:
    """Return what a module of the bench prints last, as JSON. It runs in a process of its own, without the settings of this one.

    Raise SystemExit if it fails; its output is printed above.
    """
    environment = {name: os.environ[name] for name in ("PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR") if name in os.environ}
    ran = subprocess.run([sys.executable, "-m", module, *arguments], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True)
    if ran.returncode:
        raise SystemExit(f"{module} failed")
    return json.loads(ran.stdout.splitlines()[-1])
