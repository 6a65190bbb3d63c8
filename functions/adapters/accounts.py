"""The accounts that people sign in with, in one of the two pools. Each call may come twice: the second finds done what the first did."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from mypy_boto3_cognito_idp import CognitoIdentityProviderClient

WAITS_FOR_PASSWORD = "FORCE_CHANGE_PASSWORD"  # noqa: S105 - a status: the password that the invitation brought was not used yet


class Account(NamedTuple):
    """An account: the id by which tokens name the person, whether it was made now, and whether it waits for its first sign-in."""

    person: str
    is_new: bool
    waits: bool


class Accounts:
    """The accounts of one pool."""

    def __init__(self, client: CognitoIdentityProviderClient, pool: str) -> None:
        self.client = client
        self.pool = pool

    def make(self, email: str, name: str, said: Mapping[str, str]) -> Account:
        """Return the account with this address, made and invited by e-mail unless there is one; one that was disabled is enabled again.

        `said` is for whoever writes the invitation.
        """
        user = self._find(email)
        if user is None:
            attributes = {"email": email, "email_verified": "true", "name": name}
            try:
                self.client.admin_create_user(
                    UserPoolId=self.pool, Username=email, DesiredDeliveryMediums=["EMAIL"],
                    UserAttributes=[{"Name": key, "Value": value} for key, value in attributes.items()],
                    ClientMetadata=dict(said),
                )  # fmt: skip
            except self.client.exceptions.UsernameExistsException:
                pass  # made by another attempt at this moment
            else:
                return self._account(self._find(email), is_new=True)
            user = self._find(email)
        if user and not user["Enabled"]:
            self.client.admin_enable_user(UserPoolId=self.pool, Username=email)
        return self._account(user, is_new=False)

    def invite_again(self, email: str, said: Mapping[str, str]) -> bool:
        """Have the invitation sent once more, with a new password. Return whether there was one to send: not for who has signed in."""
        user = self._find(email)
        if user is None or user["UserStatus"] != WAITS_FOR_PASSWORD:
            return False
        self.client.admin_create_user(
            UserPoolId=self.pool, Username=email, MessageAction="RESEND", DesiredDeliveryMediums=["EMAIL"],
            ClientMetadata=dict(said),
        )  # fmt: skip
        return True

    def end(self, email: str) -> None:
        """End every session of an account, and let nobody sign in with it; nothing happens where there is none."""
        if self._find(email) is None:
            return
        self.client.admin_user_global_sign_out(UserPoolId=self.pool, Username=email)
        self.client.admin_disable_user(UserPoolId=self.pool, Username=email)

    def person(self, email: str) -> str:
        """Return the id of the person with this address; empty where there is no account."""
        user = self._find(email)
        return sub_of(user["UserAttributes"]) if user else ""

    def enable(self, email: str) -> None:
        """Let somebody sign in again."""
        self.client.admin_enable_user(UserPoolId=self.pool, Username=email)

    def reset_second_factor(self, email: str) -> None:
        """Forget the device of an account, and end its sessions: the next sign-in sets up another one. Nothing happens where there is none.

        docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_AdminDeleteSoftwareToken.html
        """
        if self._find(email) is None:
            return
        with suppress(self.client.exceptions.SoftwareTokenMFANotFoundException):  # there was none, or an earlier attempt deleted it
            self.client.admin_delete_software_token(UserPoolId=self.pool, Username=email)
        self.client.admin_user_global_sign_out(UserPoolId=self.pool, Username=email)

    def _find(self, email: str) -> Any:
        try:
            return self.client.admin_get_user(UserPoolId=self.pool, Username=email)
        except self.client.exceptions.UserNotFoundException:
            return None

    def _account(self, user: Any, *, is_new: bool) -> Account:
        if user is None:
            raise LookupError("an account that was made is gone")
        return Account(sub_of(user["UserAttributes"]), is_new, user["UserStatus"] == WAITS_FOR_PASSWORD)


def sub_of(attributes: Iterable[Any]) -> str:
    """Return the id by which tokens name the person of an account."""
    sub: str = next(each["Value"] for each in attributes if each["Name"] == "sub")
    return sub
