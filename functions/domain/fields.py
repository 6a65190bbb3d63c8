"""Types of the fields that forms and handlers share: identifiers, e-mail addresses, versions.

Patterns are ASCII and anchored, since Chromium drops a pattern that it finds invalid and pydantic's \\d knows other alphabets' digits.
"""

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, StringConstraints, ValidationError, ValidationInfo, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from functions.domain.text_form import hidden_character, normal

STORED = {"stored": True}  # the context in which a model is read back: what was taken once is not judged again


# What any awarding body's identifiers are stored and sent as. Which form they have is the body's to say (catalogue/identifiers.py).
# There is no # among the signs, which keeps the parts of keys apart, and no _, which stands for the stroke in names of files.
MOST_CHARACTERS = 20
CODE = f"[0-9A-Za-z/.\\-]{{1,{MOST_CHARACTERS}}}"
Code = Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
CandidateNumber = Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
ComponentCode = Annotated[str, StringConstraints(pattern=f"^{CODE}$")]
CodeOrNothing = Annotated[str, StringConstraints(pattern=f"^({CODE})?$")]


# RFC 5321: parts with single dots between them; labels of a domain neither begin nor end with a hyphen and have at most 63 characters.
PART = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~\\-]+"
LABEL = "[A-Za-z0-9]([A-Za-z0-9\\-]{0,61}[A-Za-z0-9])?"
EMAIL_PATTERN = f"^{PART}([.]{PART})*@{LABEL}([.]{LABEL})+$"
MOST_BEFORE_AT = 64


def _address(text: str, info: ValidationInfo) -> str:
    """Return the text. Raise PydanticCustomError where it is no e-mail address; what was stored before is not judged again."""
    if info.context == STORED or (re.fullmatch(EMAIL_PATTERN, text) and text.index("@") <= MOST_BEFORE_AT):
        return text
    raise PydanticCustomError("email_address", "not an e-mail address")


def _address_or_nothing(text: str, info: ValidationInfo) -> str:
    return _address(text, info) if text else text


Email = Annotated[str, StringConstraints(max_length=254), AfterValidator(_address), Field(json_schema_extra={"pattern": EMAIL_PATTERN})]
EmailOrNothing = Annotated[
    str, StringConstraints(max_length=254), AfterValidator(_address_or_nothing), Field(json_schema_extra={"pattern": f"^$|{EMAIL_PATTERN}"})
]


Uuid = Annotated[str, StringConstraints(pattern="^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")]


# Text of a file or of pasted cells. A tab at its end is an empty cell, and a space may be one of a cell: nothing is taken away.
AsSent = Annotated[str, StringConstraints(strip_whitespace=False)]


class Request(BaseModel):
    """Anything that comes in from outside: unknown keys are refused, lengths are limited, and all text gets its one form.

    `read_as_sent` names the fields that keep what was sent, because whatever reads them says itself what is wrong in them.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, str_strip_whitespace=True)

    read_as_sent: ClassVar[frozenset[str]] = frozenset()

    @model_validator(mode="before")
    @classmethod
    def _in_one_form(cls, sent: Any, info: ValidationInfo) -> Any:
        """Return what was sent with all text in its one form. Raise ValidationError at each text with a character that it may not have."""
        wrong: list[InitErrorDetails] = []
        if isinstance(sent, dict) and info.context != STORED:
            sent = {name: value if name in cls.read_as_sent else _normal(value, (name,), wrong) for name, value in sent.items()}
        if wrong:
            raise ValidationError.from_exception_data(cls.__name__, wrong)
        return sent


def _normal(sent: Any, at: tuple[str | int, ...], wrong: list[InitErrorDetails]) -> Any:
    """Return the text, list or object with all its text in its one form; note in `wrong` where there is a hidden character."""
    if isinstance(sent, str):
        text = normal(sent)
        if found := hidden_character(text):
            wrong.append(
                InitErrorDetails(type=PydanticCustomError("text_character", "has {character}", {"character": found}), loc=at, input="")
            )
        return text
    if isinstance(sent, list):
        return [_normal(each, (*at, place), wrong) for place, each in enumerate(sent)]
    if isinstance(sent, dict):
        return {name: _normal(each, (*at, name), wrong) for name, each in sent.items()}
    return sent


Version = Annotated[int, Field(ge=1, le=1_000_000_000)]  # the table holds 38 digits; nothing is ever changed so often
JobId = Annotated[str, Field(pattern="^([0-9a-f]{32})?$", description="Made by the client: sent twice with it, long work is begun once.")]


Reason = Annotated[str, Field(title="Why", max_length=500)]


MOST_CANDIDATES = 20  # so that the submission, its enquiries, their history and the cards fit into one transaction
