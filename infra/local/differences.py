"""The differences from AWS: every change that template.yaml needs before it can be deployed to the emulator.

Everything else is deployed unchanged. Each function says why it exists; delete it when the emulator no longer needs it.
There are three more differences. The distribution is deployed but serves nothing, since the emulator's cannot have an API as its origin:
infra/local/front.py takes its place, with the headers of the deployed SecurityHeaders. The sign-in page does not ask staff for a
second factor. And a second factor is reset by infra/local/saving_emulator.py, for the emulator does not know that call yet.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Template = dict[str, Any]


def without_tls_only_buckets(template: Template) -> None:
    """Remove the policies that require TLS: the emulator is reached over http, on loopback, and would refuse every request for a bucket."""
    for name in ("DocumentsOverTlsOnly", "IncomingOverTlsOnly"):
        del template["Resources"][name]
    statements = template["Resources"]["SiteThroughDistributionOnly"]["Properties"]["PolicyDocument"]["Statement"]
    statements[:] = [each for each in statements if each["Sid"] != "OverTlsOnly"]


def with_mail_from_any_identity(template: Template) -> None:
    """Allow mail from any identity: the emulator judges ses:SendEmail without knowing the sender, so a named one would never match."""
    for resource in template["Resources"].values():
        for policy in resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::Serverless::Function" else []:
            for statement in policy["Statement"]:
                if statement["Action"] == "ses:SendEmail":
                    statement["Resource"] = "*"
                    statement.pop("Condition", None)


DIFFERENCES: tuple[Callable[[Template], None], ...] = (without_tls_only_buckets, with_mail_from_any_identity)


def put_gateway_responses(template: Template, api: str, gateway: Any) -> None:
    """Put the API's gateway responses one by one. The emulator ignores them in the definition that SAM makes."""
    answers = template["Resources"]["Api"]["Properties"]["GatewayResponses"]
    for kind, answer in answers.items():
        gateway.put_gateway_response(
            restApiId=api, responseType=kind, statusCode=str(answer["StatusCode"]), responseTemplates=dict(answer["ResponseTemplates"])
        )
    gateway.create_deployment(restApiId=api, stageName=template["Resources"]["Api"]["Properties"]["StageName"])
