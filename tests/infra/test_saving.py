"""The emulator's state is written down as it goes, and what was saved is never replaced by the empty state of a start."""

from __future__ import annotations

import subprocess
import textwrap
from pathlib import Path

from infra.local.emulator import PYTHON, SAVING

# What the thread does, without a machine that is slow at the right moment: the emulator becomes ready after the fifth wait.
STARTING = """
    import sys, time
    sys.path.insert(0, sys.argv[1])
    import saving_emulator as saving
    waits = 0

    def sleep(seconds):
        global waits
        waits += 1
        if waits == 5:
            saving.app._ready_scripts_state["status"] = "completed"

    class Saved(Exception):
        pass

    def save_state(service, state):
        raise Saved

    time.sleep, saving.save_state = sleep, save_state
    assert saving.app._ready_scripts_state["status"] == "pending", "the emulator names it otherwise now"
    try:
        saving.save_as_it_goes()
    except Saved:
        print(waits)
"""


def test_nothing_is_saved_before_the_emulator_has_read_what_was_saved_last(tmp_path: Path) -> None:
    environment = {"PERSIST_STATE": "1", "STATE_DIR": str(tmp_path / "state"), "HOME": str(tmp_path), "PATH": "/usr/bin:/bin"}
    done = subprocess.run(
        [PYTHON, "-P", "-c", textwrap.dedent(STARTING), str(Path(SAVING).parent)], env=environment, cwd=tmp_path, capture_output=True, text=True, check=False
    )  # fmt: skip
    assert (done.stdout.strip(), done.returncode) == ("6", 0), done.stderr
