"""A desk that has been worked at: its history is played once, at its first start, while nothing else works at the desk.

The functions' triggers are off meanwhile, for the deployed functions would do what follows at the desk's own time, and not at that of the
history. The emulator is then started anew, which forgets the records of the table's stream, and the triggers are on again.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime
from typing import Any

from infra.local.demonstration import PEOPLE, NotImported
from infra.local.emulator import REGION, ROOT, Emulator
from infra.local.stack import Stack

OF_FUNCTIONS = ("StaffFunction", "ChangesFunction")  # whose environments together have what every function is told


def play(emulator: Emulator, stack: Stack, until: datetime) -> None:
    """Play the history up to this desk time. Raise NotImported where the desk refuses a step; what was done by then stays."""
    environment = _environment(emulator)
    triggers = _Triggers(emulator, environment["INCOMING_BUCKET"])
    triggers.off()
    played = subprocess.run(
        [sys.executable, "-m", "infra.local.history", "--until", until.isoformat()],
        cwd=ROOT, env=environment, input=json.dumps(_people(emulator, stack)), capture_output=True, text=True, check=False,
    )  # fmt: skip
    if played.returncode:
        raise NotImported(f"The practice history: {played.stderr[-2000:]}")
    emulator.stop()
    emulator.start()
    triggers.on()


def _environment(emulator: Emulator) -> dict[str, str]:
    """Return what the deployed functions are told, with the emulator's address. Letters are rendered and the catalogue is read here."""
    told: dict[str, str] = {}
    for each in emulator.client("lambda").list_functions()["Functions"]:
        if any(name in each["FunctionName"] for name in OF_FUNCTIONS):
            told |= each["Environment"]["Variables"]
    account = {"AWS_ENDPOINT_URL": emulator.url, "AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_DEFAULT_REGION": REGION}
    return os.environ | told | account | {"CATALOGUE": "", "LETTERS_FUNCTION": "", "LOG_LEVEL": "WARNING"}


def _people(emulator: Emulator, stack: Stack) -> dict[str, str]:
    """Return the id of each demonstration person by e-mail address."""
    pools = emulator.client("cognito-idp")
    users = {
        each.email: pools.admin_get_user(UserPoolId=stack["StaffPoolId" if each.staff else "PeoplePoolId"], Username=each.email)
        for each in PEOPLE
    }
    return {email: next(one["Value"] for one in user["UserAttributes"] if one["Name"] == "sub") for email, user in users.items()}


class _Triggers:
    """What calls the functions by itself: the table's stream, the schedule of the sweep, a file's arrival."""

    def __init__(self, emulator: Emulator, incoming: str) -> None:
        self.emulator = emulator
        self.bucket = {"Bucket": incoming}
        files: Any = emulator.client("s3").get_bucket_notification_configuration(**self.bucket)
        self.arrivals = {name: value for name, value in files.items() if name != "ResponseMetadata"}

    def off(self) -> None:
        self._switch(on=False)

    def on(self) -> None:
        self._switch(on=True)

    def _switch(self, *, on: bool) -> None:
        streams, rules, files = (self.emulator.client(name) for name in ("lambda", "events", "s3"))
        for each in streams.list_event_source_mappings()["EventSourceMappings"]:
            streams.update_event_source_mapping(UUID=each["UUID"], Enabled=on)
        for each in rules.list_rules()["Rules"]:
            (rules.enable_rule if on else rules.disable_rule)(Name=each["Name"])
        files.put_bucket_notification_configuration(**self.bucket, NotificationConfiguration=self.arrivals if on else {})
