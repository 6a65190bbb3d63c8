"""The people of an organisation and one's own account, at each desk: the same routes under the desk's own address."""

from __future__ import annotations

from collections.abc import Callable

from aws_lambda_powertools.event_handler.api_gateway import Router

from functions.actions.shared import people
from functions.actions.summaries import choices
from functions.adapters.identity import Identity
from functions.domain.people.members import ChangePerson, GiveRoles, HandOver, InvitePerson
from functions.domain.people.summaries import ChooseSummary
from functions.handlers.answers import reply
from functions.handlers.parameters import ActingFor, Answer, Uuid
from functions.handlers.sessions import Sessions

TAG = "People"


def people_routes(prefix: str, identity: Callable[[], Identity], desk: people.Desk, *, drafts: bool = False) -> Router:
    """Return the routes under `prefix`; handing over `drafts` only where there are any."""
    router = Router()  # type: ignore[no-untyped-call]

    session_for = Sessions(router, identity)

    @router.get(f"{prefix}/people", summary="The people of the organisation, with their roles", tags=[TAG])
    def list_people(organisation: ActingFor = None) -> Answer:
        return reply(people.listing(session_for(organisation), desk))

    @router.put(
        f"{prefix}/people/<id>", summary="Invite somebody", tags=[TAG],
        description="The id is made by the client: sent again, it is the same invitation.",
    )  # fmt: skip
    def invite_person(id: Uuid, request: InvitePerson, organisation: ActingFor = None) -> Answer:
        return reply(people.invite(session_for(organisation), desk, id, request))

    @router.post(f"{prefix}/people/<id>/invitation", summary="Send an invitation again", tags=[TAG])
    def invite_again(id: Uuid, request: ChangePerson, organisation: ActingFor = None) -> Answer:
        return reply(people.invite_again(session_for(organisation), desk, id, request))

    @router.post(f"{prefix}/people/<id>/roles", summary="Give somebody other roles", tags=[TAG])
    def give_roles(id: Uuid, request: GiveRoles, organisation: ActingFor = None) -> Answer:
        return reply(people.give_roles(session_for(organisation), desk, id, request))

    @router.post(f"{prefix}/people/<id>/leave", summary="End somebody’s access at once", tags=[TAG])
    def end_access(id: Uuid, request: ChangePerson, organisation: ActingFor = None) -> Answer:
        return reply(people.end_access(session_for(organisation), desk, id, request))

    @router.post(f"{prefix}/people/<id>/second-factor", summary="Reset a lost second factor", tags=[TAG])
    def reset_second_factor(id: Uuid, request: ChangePerson, organisation: ActingFor = None) -> Answer:
        return reply(people.reset_second_factor(session_for(organisation), desk, id, request))

    @router.get(f"{prefix}/account", summary="My own account, with how often the summary by e-mail comes", tags=[TAG])
    def my_account(organisation: ActingFor = None) -> Answer:
        return reply({"account": choices.account(session_for(organisation), desk)})

    @router.put(f"{prefix}/account/summary", summary="Choose how often the summary by e-mail comes", tags=[TAG])
    def choose_summary(request: ChooseSummary, organisation: ActingFor = None) -> Answer:
        return reply({"account": choices.choose(session_for(organisation), desk, request)})

    if drafts:

        @router.post(f"{prefix}/people/<id>/hand-over", summary="Hand somebody’s drafts over to a colleague", tags=[TAG])
        def hand_over(id: Uuid, request: HandOver, organisation: ActingFor = None) -> Answer:
            return reply(people.hand_over(session_for(organisation), desk, id, request))

    return router
