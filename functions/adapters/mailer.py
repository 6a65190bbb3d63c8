"""Mail through SES, one attempt a call. Recipients, content and repeats are decided before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from botocore.exceptions import BotoCoreError, ClientError, ConnectTimeoutError, EndpointConnectionError

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sesv2.type_defs import MessageTypeDef


class NotSent(Exception):
    """SES did not take the mail. The message says why, without address or content."""


class Unclear(Exception):
    """SES was asked and no answer came: whether the mail went out is not known."""


class Written(Protocol):
    """A mail as documents/emails.py composes it."""

    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def headers(self) -> tuple[tuple[str, str], ...]: ...


class Mailer:
    def __init__(self, client: SESV2Client, sender: str, configuration_set: str) -> None:
        self.client = client
        self.sender = sender
        self.configuration_set = configuration_set

    def send(self, to: str, mail: Written, tag: str) -> str:
        """Send one mail; return SES's id of it. `tag` finds it among SES's events. Raise NotSent, or Unclear where no answer came."""
        simple: MessageTypeDef = {
            "Subject": {"Data": mail.subject, "Charset": "UTF-8"},
            "Body": {"Text": {"Data": mail.text, "Charset": "UTF-8"}, "Html": {"Data": mail.html, "Charset": "UTF-8"}},
        }
        if mail.headers:
            simple["Headers"] = [{"Name": name, "Value": value} for name, value in mail.headers]
        try:
            answer = self.client.send_email(
                FromEmailAddress=self.sender,
                Destination={"ToAddresses": [to]},
                Content={"Simple": simple},
                EmailTags=[{"Name": "mail", "Value": tag}],
                ConfigurationSetName=self.configuration_set,
            )
        except ClientError as refused:
            raise NotSent(refused.response["Error"]["Code"]) from refused
        except (EndpointConnectionError, ConnectTimeoutError) as unreached:
            raise NotSent(type(unreached).__name__) from unreached
        except BotoCoreError as lost:
            raise Unclear(type(lost).__name__) from lost
        return answer["MessageId"]
