"""The deployment of template.yaml to the emulator: the staged artefacts, the differences, and the outputs."""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError

from infra import package, template
from infra.local.differences import DIFFERENCES, put_gateway_responses
from infra.local.emulator import Emulator

NAME = "desk"
STAGE = "local"
ARTEFACTS_BUCKET = "desk-artefacts"
MAIL_FROM = "results-desk@board.example"


class NotDeployed(Exception):
    """The emulator refused the template; the message names the resources and why."""


@dataclass(frozen=True)
class Stack:
    """A deployed stack. `outputs` are the template's."""

    outputs: Mapping[str, str]
    digest: str

    def __getitem__(self, output: str) -> str:
        return self.outputs[output]

    @property
    def api_id(self) -> str:
        return self["ApiUrl"].removeprefix("https://").split(".")[0]


def existing(emulator: Emulator) -> Stack | None:
    """Return the stack that an earlier run deployed, or None."""
    try:
        stack = emulator.client("cloudformation").describe_stacks(StackName=NAME)["Stacks"][0]
    except ClientError:
        return None
    if not stack["StackStatus"].endswith(("CREATE_COMPLETE", "UPDATE_COMPLETE")):
        return None
    tags = {tag["Key"]: tag["Value"] for tag in stack.get("Tags", [])}
    return Stack({each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}, tags.get("digest", ""))


def deploy(emulator: Emulator, staged: Mapping[str, Path], site_url: str, offset_seconds: int) -> Stack:
    """Create or update the stack; what has not changed is left alone. Raise NotDeployed."""
    before = existing(emulator)
    values = {"Stage": STAGE, "SiteUrl": site_url, "MailFrom": MAIL_FROM, "MailIsVerified": "yes", "DeskOffsetSeconds": str(offset_seconds)}
    parameters = [{"ParameterKey": key, "ParameterValue": value} for key, value in values.items()]
    package.stamp(staged, values)
    body = _template(emulator, staged)
    digest = hashlib.sha256(json.dumps([body, parameters]).encode()).hexdigest()
    if before and before.digest == digest:
        return before
    storage, formation = emulator.client("s3"), emulator.client("cloudformation")
    storage.put_object(Bucket=ARTEFACTS_BUCKET, Key="template.json", Body=json.dumps(body))
    change = formation.update_stack if before else formation.create_stack
    change(
        StackName=NAME,
        TemplateURL=f"{emulator.url}/{ARTEFACTS_BUCKET}/template.json",
        Parameters=parameters,
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        Tags=[{"Key": "digest", "Value": digest}],
    )
    _wait(formation)
    after = existing(emulator)
    if after is None:
        raise NotDeployed(_reasons(formation))
    put_gateway_responses(body, after.api_id, emulator.client("apigateway"))
    _forget_old_versions(emulator.client("lambda"))
    _forget_old_artefacts(storage, body)
    return after


def _template(emulator: Emulator, staged: Mapping[str, Path]) -> dict[str, Any]:
    """Return the template with the differences applied and each CodeUri pointing at the uploaded artefact."""
    body = template.to_deploy(template.load())
    for apply in DIFFERENCES:
        apply(body)
    uploaded = {f"build/{artefact}/": _upload(emulator.client("s3"), artefact, folder) for artefact, folder in staged.items()}
    for resource in body["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = {"Bucket": ARTEFACTS_BUCKET, "Key": uploaded[resource["Properties"]["CodeUri"]]}
    return body


def _upload(storage: Any, artefact: str, folder: Path) -> str:
    """Upload the artefact and return its key, a checksum of its content, so that the same content is uploaded once."""
    if ARTEFACTS_BUCKET not in {bucket["Name"] for bucket in storage.list_buckets()["Buckets"]}:
        storage.create_bucket(Bucket=ARTEFACTS_BUCKET, CreateBucketConfiguration={"LocationConstraint": storage.meta.region_name})
    key = f"{artefact}-{package.digest(folder)}.zip"
    try:
        storage.head_object(Bucket=ARTEFACTS_BUCKET, Key=key)
    except ClientError:
        archive = package.zip_up(folder, folder.with_suffix(".zip"), compressed=False)
        storage.upload_file(str(archive), ARTEFACTS_BUCKET, key)
        archive.unlink()
    return key


def _wait(formation: Any) -> None:
    while formation.describe_stacks(StackName=NAME)["Stacks"][0]["StackStatus"].endswith("IN_PROGRESS"):
        time.sleep(0.1)


def _reasons(formation: Any) -> str:
    failed = [
        f"{event['LogicalResourceId']} ({event['ResourceType']}): {event.get('ResourceStatusReason', '')}"
        for event in formation.describe_stack_events(StackName=NAME)["StackEvents"]
        if event["ResourceStatus"].endswith("FAILED")
    ]
    status = formation.describe_stacks(StackName=NAME)["Stacks"][0]
    return "\n".join([f"{status['StackStatus']} {status.get('StackStatusReason', '')}", *failed])


def _forget_old_versions(functions: Any) -> None:
    """Delete versions that no alias points to. SAM keeps them for rolling back, and each carries the whole artefact."""
    for function in functions.list_functions()["Functions"]:
        name = function["FunctionName"]
        live = {alias["FunctionVersion"] for alias in functions.list_aliases(FunctionName=name)["Aliases"]}
        for version in functions.list_versions_by_function(FunctionName=name)["Versions"]:
            if version["Version"] not in {"$LATEST", *live}:
                functions.delete_function(FunctionName=name, Qualifier=version["Version"])


def _forget_old_artefacts(storage: Any, body: dict[str, Any]) -> None:
    used = {each["Properties"]["CodeUri"]["Key"] for each in body["Resources"].values() if each["Type"] == "AWS::Serverless::Function"}
    for item in storage.list_objects_v2(Bucket=ARTEFACTS_BUCKET)["Contents"]:
        if item["Key"].endswith(".zip") and item["Key"] not in used:
            storage.delete_object(Bucket=ARTEFACTS_BUCKET, Key=item["Key"])
