"""Where the emulator cannot do what template.yaml asks: every change made to the template before it is deployed there.

Whatever is not in this file is deployed as it stands. Each function says why it exists; when the emulator learns the thing, delete it.
Besides: the distribution is deployed but serves nothing (the emulator's cannot have an API as its origin), so infra/local/front.py
stands in for it with the headers that the deployed SecurityHeaders hold; and the sign-in page does not ask staff for their second factor.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Template = dict[str, Any]


def without_tls_only_buckets(template: Template) -> None:
    """The emulator is reached over http, on loopback, and would refuse every request for a bucket that insists on TLS."""
    for name in ("DocumentsOverTlsOnly", "IncomingOverTlsOnly"):
        del template["Resources"][name]
    statements = template["Resources"]["SiteThroughDistributionOnly"]["Properties"]["PolicyDocument"]["Statement"]
    statements[:] = [each for each in statements if each["Sid"] != "OverTlsOnly"]


def with_mail_from_any_identity(template: Template) -> None:
    """The emulator judges ses:SendEmail without knowing sender or identity: a statement that names them could never hold."""
    for resource in template["Resources"].values():
        for policy in resource["Properties"].get("Policies", []) if resource["Type"] == "AWS::Serverless::Function" else []:
            for statement in policy["Statement"]:
                if statement["Action"] == "ses:SendEmail":
                    statement["Resource"] = "*"
                    statement.pop("Condition", None)


DIFFERENCES: tuple[Callable[[Template], None], ...] = (without_tls_only_buckets, with_mail_from_any_identity)


def put_gateway_responses(template: Template, api: str, gateway: Any) -> None:
    """The emulator leaves out the API's gateway responses when it reads the definition that SAM makes: put there one by one instead."""
    answers = template["Resources"]["Api"]["Properties"]["GatewayResponses"]
    for kind, answer in answers.items():
        gateway.put_gateway_response(
            restApiId=api, responseType=kind, statusCode=str(answer["StatusCode"]), responseTemplates=dict(answer["ResponseTemplates"])
        )
    gateway.create_deployment(restApiId=api, stageName=template["Resources"]["Api"]["Properties"]["StageName"])
