"""The handler that gives the sign-in's own mails the desk's words: Cognito asks it before each, puts in the secret, and sends.

docs.aws.amazon.com/cognito/latest/developerguide/user-pool-lambda-custom-message.html
"""

from __future__ import annotations

from typing import Any

from aws_lambda_powertools import Logger

from functions import wiring
from functions.actions.letters.membership_data import sign_in_mail
from functions.documents.emails import compose
from functions.handlers import started

logger = Logger()
MOST = 20_000  # characters that Cognito takes


@started
def handler(event: dict[str, Any], _: Any) -> dict[str, Any]:
    """Return the event with subject and text of the mail. Where there is nothing of ours to say, Cognito uses its own words."""
    settings = wiring.settings()
    source, asked = event["triggerSource"], event["request"]
    said = sign_in_mail(
        settings.site_url,
        settings.mail_from,
        invites=source == "CustomMessage_AdminCreateUser",
        code=asked["codeParameter"],
        address=asked.get("usernameParameter") or "",
        told=asked.get("clientMetadata") or {},
    )
    if said:
        mail = compose(said)
        event["response"] |= {"emailSubject": mail.subject, "emailMessage": mail.html[:MOST]}
    logger.info("sign-in mail", source=source, ours=bool(said))
    return event
