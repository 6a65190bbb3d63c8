"""A deployed stack as CloudFormation describes it: what state it is in, what is left to do, and what it owns of the account."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import boto3
from botocore.exceptions import ClientError

# The states: docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
ADVICE = {
    "CREATE_FAILED": "Its first deployment failed, and what had been made is still there.",
    "ROLLBACK_COMPLETE": "Its first deployment failed, and what had been made was removed. CloudFormation updates no stack in this state.",
    "ROLLBACK_FAILED": "Its first deployment failed, and not everything that had been made could be removed.",
    "DELETE_FAILED": "Something in it could not be deleted. The events in CloudFormation's console name it; remove it, then delete the stack there.",
    "UPDATE_ROLLBACK_FAILED": "An update failed, and so did going back. The events in CloudFormation's console say why; mend that and let it "
    "continue the rollback (aws cloudformation continue-update-rollback).",
}
WAIT = "Something is being done with it. Wait until that has ended, then run make deploy again."


@dataclass(frozen=True)
class Stack:
    """A stack by its name. `owned` has the physical ids of its resources by their names in the template."""

    name: str
    status: str = ""
    parameters: Mapping[str, str] = field(default_factory=dict)
    outputs: Mapping[str, str] = field(default_factory=dict)
    owned: Mapping[str, str] = field(default_factory=dict)

    @property
    def exists(self) -> bool:
        """Return whether anything of it was ever deployed; a change set that was not carried out leaves REVIEW_IN_PROGRESS."""
        return self.status not in {"", "REVIEW_IN_PROGRESS"}

    @property
    def usable(self) -> bool:
        """Return whether it can be updated."""
        return self.status.endswith(("CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE"))

    @property
    def never_finished(self) -> bool:
        """Return whether nothing of it was ever in use."""
        return self.status in {"CREATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"}

    @property
    def advice(self) -> str:
        return ADVICE.get(self.status, WAIT)

    @property
    def unfinished(self) -> dict[str, str]:
        """Return the parameters that a first deployment still has to set, empty once it is finished, however often it was interrupted."""
        first, address = self.parameters.get("FirstDeployment", "no"), self.parameters.get("SiteUrl", "")
        done = first == "no" and address
        return {} if done else {"FirstDeployment": "no", "SiteUrl": address or self.outputs["SiteUrl"]}


def session() -> Any:
    """Return a session of the account that one is signed in to. Its region is AWS_REGION, which boto3 itself does not read."""
    return boto3.Session(region_name=os.environ.get("AWS_REGION") or None)


def look(session: Any, name: str) -> Stack:
    """Return the stack by that name as it is now."""
    formation = session.client("cloudformation")
    try:
        described = formation.describe_stacks(StackName=name)["Stacks"][0]
    except ClientError as fault:
        if fault.response["Error"]["Code"] == "ValidationError":
            return Stack(name)
        raise
    resources = [
        each for page in formation.get_paginator("list_stack_resources").paginate(StackName=name) for each in page["StackResourceSummaries"]
    ]
    return Stack(
        name,
        described["StackStatus"],
        {each["ParameterKey"]: each["ParameterValue"] for each in described.get("Parameters", [])},
        {each["OutputKey"]: each["OutputValue"] for each in described.get("Outputs", [])},
        {
            each["LogicalResourceId"]: each.get("PhysicalResourceId", "")
            for each in resources
            if each["ResourceStatus"] not in {"DELETE_COMPLETE", "CREATE_FAILED"}
        },
    )


def outputs_of(session: Any, name: str) -> dict[str, str]:
    """Return the outputs of the stack of that name, empty if there is no such stack."""
    return dict(look(session, name).outputs)


def of_the_account(session: Any, stack: Stack, domain: str) -> dict[str, str]:
    """Return the parameters that say which of the account's own resources this stack makes, those that it made and those that nobody has,
    and whether SES sends for its domain yet."""
    mine = stack.owned.get("MailIdentity") == domain
    identity = _identity(session, domain)
    return {
        "OwnMailIdentity": "yes" if mine or identity is None else "no",
        "MailIsVerified": "yes" if identity and identity.get("VerifiedForSendingStatus") else "no",
        "OwnApiLogsAccount": "yes" if "ApiLogsAccount" in stack.owned or not _has_log_role(session) else "no",
    }


def delete(session: Any, name: str) -> None:
    """Delete the stack and wait until it is gone."""
    formation = session.client("cloudformation")
    formation.delete_stack(StackName=name)
    formation.get_waiter("stack_delete_complete").wait(StackName=name)


def _identity(session: Any, domain: str) -> Mapping[str, Any] | None:
    """Return what SES knows of a domain that mail is sent from; None where it knows nothing of it."""
    mail = session.client("sesv2")
    try:
        found: Mapping[str, Any] = mail.get_email_identity(EmailIdentity=domain)
    except mail.exceptions.NotFoundException:
        return None
    return found


def _has_log_role(session: Any) -> bool:
    return bool(session.client("apigateway").get_account().get("cloudwatchRoleArn"))
