"""template.yaml keeps what it promises: the routes that the handlers have, narrow rights, private stores, no password flow."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from functions.adapters.table import PROJECTED, Index
from functions.handlers import associate, candidate, centre, staff
from functions.settings import Settings
from infra import template

TEMPLATE = template.load()
RESOURCES: dict[str, dict[str, Any]] = TEMPLATE["Resources"]


def of_type(kind: str) -> dict[str, dict[str, Any]]:
    found = {name: each["Properties"] for name, each in RESOURCES.items() if each["Type"] == kind}
    assert found, f"the template has no {kind}"
    return found


FUNCTIONS = of_type("AWS::Serverless::Function")


def statements(function: str) -> Iterator[dict[str, Any]]:
    found = [each for policy in FUNCTIONS[function].get("Policies", []) for each in policy["Statement"]]
    assert found or function == "SignInMailsFunction", f"{function} has no rights at all"
    yield from found


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def routes_in_template(function: str) -> set[tuple[str, str]]:
    events = [event["Properties"] for event in FUNCTIONS[function]["Events"].values() if event["Type"] == "Api"]
    assert events, f"{function} answers nothing"
    return {(event["Method"], event["Path"]) for event in events}


@pytest.mark.parametrize(
    ("function", "handler"),
    [("CentreFunction", centre), ("CandidateFunction", candidate), ("AssociateFunction", associate), ("StaffFunction", staff)],
)
def test_the_gateway_knows_exactly_the_routes_that_the_handler_has(function: str, handler: Any) -> None:
    described = handler.app.get_openapi_schema().model_dump(by_alias=True, exclude_none=True)["paths"]
    routes = {(method.upper(), path) for path, operations in described.items() for method in operations if method in HTTP_METHODS}
    assert routes_in_template(function) == routes


def test_a_changed_setting_reaches_every_function_that_is_called_by_its_alias() -> None:
    called_so = [name for name, properties in FUNCTIONS.items() if "AutoPublishAlias" in properties]
    assert "CentreFunction" in called_so
    assert [name for name in called_so if not FUNCTIONS[name].get("AutoPublishAliasAllProperties")] == []


HTTP_METHODS = {"get", "put", "post", "delete", "patch"}


def test_only_the_staff_pool_opens_the_staff_routes_and_only_the_peoples_pool_the_others() -> None:
    assert RESOURCES["Api"]["Properties"]["Auth"]["DefaultAuthorizer"] == "People"
    assert FUNCTIONS["StaffFunction"]["Events"]
    assert FUNCTIONS["CentreFunction"]["Events"]
    for event in FUNCTIONS["StaffFunction"]["Events"].values():
        assert event["Properties"]["Auth"] == {"Authorizer": "Staff"}
    assert not any("Auth" in event["Properties"] for event in FUNCTIONS["CentreFunction"]["Events"].values())


def test_a_candidate_needs_no_account_and_the_function_reaches_links_consents_and_how_requests_stand_and_nothing_else() -> None:
    events = FUNCTIONS["CandidateFunction"]["Events"].values()
    assert {event["Properties"]["Path"] for event in events} == {
        "/api/candidate/consents", "/api/candidate/answers", "/api/candidate/withdrawals",
    }  # fmt: skip
    assert all(event["Properties"]["Auth"] == {"Authorizer": "NONE"} for event in events)
    others = [name for name in FUNCTIONS if name not in {"CalendarFunction", "CandidateFunction", "UnsubscribeFunction"}]
    opened = [event for name in others for event in FUNCTIONS[name].get("Events", {}).values() if "NONE" in str(event)]
    assert opened == []
    reached = [
        (*listed(each["Action"]), *each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
        for each in statements("CandidateFunction")
    ]
    assert reached == [
        ("dynamodb:GetItem", "dynamodb:PutItem", "dynamodb:Query", "CONSENT#*"),
        ("dynamodb:GetItem", "LINK#*"),
        ("dynamodb:GetItem", "dynamodb:UpdateItem", "TRIES#*"),
        ("dynamodb:BatchGetItem", "ENQ#*"),
    ]  # fmt: skip


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_may_do_named_things_to_named_resources(function: str) -> None:
    for statement in statements(function):
        assert statement["Effect"] == "Allow"
        assert not [action for action in listed(statement["Action"]) if "*" in action], statement["Sid"]
        assert "*" not in listed(statement["Resource"]), statement["Sid"]


def test_only_the_functions_that_follow_changes_and_the_staffs_second_try_send_mail() -> None:
    sending = {name for name in FUNCTIONS if any("ses:SendEmail" in listed(each["Action"]) for each in statements(name))}
    assert sending == {"ChangesFunction", "SweepFunction", "StaffFunction"}


def test_nothing_but_checked_uploads_previewed_letters_and_statements_is_written_among_the_documents() -> None:
    def writing(where: str) -> set[str]:
        return {
            name
            for name in FUNCTIONS
            for each in statements(name)
            if "s3:PutObject" in listed(each["Action"])
            and any(str(resource).endswith(f"{where}'}}") for resource in listed(each["Resource"]))
        }

    assert writing("/documents/*") == {"UploadsFunction", "StaffFunction", "JobsFunction"}
    assert writing("/documents/*/Statement*") == {"ChangesFunction", "SweepFunction"}


@pytest.mark.parametrize("function", FUNCTIONS)
def test_a_function_logs_to_a_group_that_forgets(function: str) -> None:
    group = FUNCTIONS[function]["LoggingConfig"]["LogGroup"]["Ref"]
    assert RESOURCES[group]["Properties"]["RetentionInDays"] == 90


def test_no_two_stages_of_an_account_can_have_one_address_to_sign_in_at() -> None:
    pattern = TEMPLATE["Parameters"]["Stage"]["AllowedPattern"]
    domains = [each["Properties"]["Domain"]["Fn::Sub"] for each in RESOURCES.values() if each["Type"] == "AWS::Cognito::UserPoolDomain"]
    assert len(domains) == 2
    names = ["production", "test", "test-2", "a1", "test-staff", "a1-staff", "staff", "a-staff-1", "a1-people", "staff-a1"]
    stages = [each for each in names if re.fullmatch(pattern, each)]
    assert [each for each in names if each not in stages] == ["test-staff", "a1-staff"]
    addresses = [domain.replace("${Stage}", stage) for stage in stages for domain in domains]
    assert len(addresses) == len(set(addresses))
    assert not re.fullmatch(pattern, "Production")
    assert not re.fullmatch(pattern, "a" * 13)


def test_every_setting_is_in_the_environment_of_every_function() -> None:
    variables = TEMPLATE["Globals"]["Function"]["Environment"]["Variables"]
    own = {function: properties["Environment"]["Variables"] for function, properties in FUNCTIONS.items()}
    # Only who has letters rendered, or long work done, is told the function that does it.
    everywhere = {name.upper() for name in Settings.__slots__} - {"LETTERS_FUNCTION", "JOBS_FUNCTION", "PEOPLE_ISSUER", "STAFF_ISSUER"}
    assert "TABLE" in everywhere
    assert everywhere <= set(variables)
    assert {name for name, each in own.items() if "LETTERS_FUNCTION" in each} == {
        "CentreFunction", "StaffFunction", "ChangesFunction", "SweepFunction",
    }  # fmt: skip
    assert {name for name, each in own.items() if "JOBS_FUNCTION" in each} == {
        "CentreFunction", "StaffFunction", "AssociateFunction", "SweepFunction",
    }  # fmt: skip
    # Who asks is known by the issuer of their token; whose account is made, by the pool of that name.
    both = {"StaffFunction", "ChangesFunction", "SweepFunction"}
    assert {name for name, each in own.items() if "PEOPLE_ISSUER" in each} == {"CentreFunction", "AssociateFunction", *both}
    assert {name for name, each in own.items() if "STAFF_ISSUER" in each} == both


@pytest.mark.proves("BY-27")
def test_whoever_ends_an_e_mail_by_its_link_needs_no_account_and_the_function_reaches_summaries_and_their_tokens_and_nothing_else() -> None:
    events = FUNCTIONS["UnsubscribeFunction"]["Events"].values()
    assert {event["Properties"]["Path"] for event in events} == {"/api/unsubscribe/{token}"}
    reached = [each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"] for each in statements("UnsubscribeFunction")]
    assert reached == [["STOP#*"], ["SUMMARY#*"]]


@pytest.mark.proves("BY-04")
def test_a_centres_calendar_needs_no_account_and_the_function_reads_its_own_dates_and_lists_and_nothing_else() -> None:
    (event,) = FUNCTIONS["CalendarFunction"]["Events"].values()
    assert (event["Properties"]["Method"], event["Properties"]["Path"]) == ("GET", "/api/calendar/{secret}/centre.ics")
    assert event["Properties"]["Auth"] == {"Authorizer": "NONE"}
    reached = [
        (*listed(each["Action"]), *each["Condition"]["ForAllValues:StringLike"]["dynamodb:LeadingKeys"])
        for each in statements("CalendarFunction")
    ]
    assert reached == [
        ("dynamodb:GetItem", "CALENDAR#*", "ORG#*"),
        ("dynamodb:GetItem", "dynamodb:UpdateItem", "TRIES#*"),
        ("dynamodb:Query", "L#*"),
    ]


@pytest.mark.proves("BY-04")
def test_no_log_has_the_path_of_a_request_in_which_a_secret_may_stand() -> None:
    written = RESOURCES["Api"]["Properties"]["AccessLogSetting"]["Format"]
    assert "$context.resourcePath" in written, "the route, with the names of its parts"
    assert not re.search(r"[$]context[.](path|requestOverride|customDomain)", written)
    assert "TracingEnabled" not in RESOURCES["Api"]["Properties"]
    assert not any("DataTraceEnabled" in each or "LoggingLevel" in each for each in RESOURCES["Api"]["Properties"]["MethodSettings"])
    assert "Logging" not in RESOURCES["Distribution"]["Properties"]["DistributionConfig"]


@pytest.mark.proves("BY-21")
def test_no_function_that_a_centre_or_an_associate_calls_can_touch_an_account() -> None:
    doing = {
        name for name in FUNCTIONS for each in statements(name) if any(one.startswith("cognito-idp:") for one in listed(each["Action"]))
    }
    assert doing == {"StaffFunction", "ChangesFunction", "SweepFunction"}


@pytest.mark.proves("BY-21")
@pytest.mark.parametrize("pool", of_type("AWS::Cognito::UserPool"))
def test_the_mails_of_the_sign_in_have_the_desks_words_and_come_from_its_address_once_ses_sends_for_it(pool: str) -> None:
    properties = RESOURCES[pool]["Properties"]
    assert properties["LambdaConfig"] == {"CustomMessage": {"Fn::GetAtt": ["SignInMailsFunction", "Arn"]}}
    assert properties["EmailConfiguration"]["EmailSendingAccount"] == {"Fn::If": ["SendsSignInMail", "DEVELOPER", "COGNITO_DEFAULT"]}
    assert properties["EmailConfiguration"]["From"] == {"Fn::If": ["SendsSignInMail", {"Ref": "MailFrom"}, {"Ref": "AWS::NoValue"}]}
    callers = [each for each in of_type("AWS::Lambda::Permission").values() if each["Principal"] == "cognito-idp.amazonaws.com"]
    assert {"Fn::GetAtt": [pool, "Arn"]} in [each["SourceArn"] for each in callers]


def test_the_desks_clock_is_the_systems_unless_somebody_says_otherwise() -> None:
    assert TEMPLATE["Parameters"]["DeskOffsetSeconds"]["Default"] == 0


@pytest.mark.parametrize("client", of_type("AWS::Cognito::UserPoolClient"))
def test_signing_in_is_by_code_and_pkce_on_the_sign_in_page_and_never_by_password_through_the_api(client: str) -> None:
    properties = RESOURCES[client]["Properties"]
    assert properties["ExplicitAuthFlows"] == ["ALLOW_CUSTOM_AUTH"], "no flow with a password"
    assert properties["RefreshTokenRotation"] == {"Feature": "ENABLED", "RetryGracePeriodSeconds": 60}
    assert properties["EnableTokenRevocation"] is True
    assert properties["AllowedOAuthFlows"] == ["code"]
    assert properties["GenerateSecret"] is False


@pytest.mark.parametrize("client", of_type("AWS::Cognito::UserPoolClient"))
def test_nobody_can_write_an_attribute_that_grants_them_anything(client: str) -> None:
    properties = RESOURCES[client]["Properties"]
    assert properties["WriteAttributes"] == ["name"]
    assert "aws.cognito.signin.user.admin" not in properties["AllowedOAuthScopes"]


@pytest.mark.parametrize("pool", of_type("AWS::Cognito::UserPool"))
def test_accounts_are_opened_for_people_and_not_by_them(pool: str) -> None:
    assert RESOURCES[pool]["Properties"]["AdminCreateUserConfig"] == {"AllowAdminCreateUserOnly": True}
    assert "Schema" not in RESOURCES[pool]["Properties"]


def test_staff_need_a_second_factor() -> None:
    assert RESOURCES["StaffPool"]["Properties"]["MfaConfiguration"] == "ON"


@pytest.mark.parametrize("bucket", of_type("AWS::S3::Bucket"))
def test_a_bucket_is_private_encrypted_versioned_and_reached_over_tls_only(bucket: str) -> None:
    properties = RESOURCES[bucket]["Properties"]
    assert properties["PublicAccessBlockConfiguration"] == {
        "BlockPublicAcls": True, "BlockPublicPolicy": True, "IgnorePublicAcls": True, "RestrictPublicBuckets": True,
    }  # fmt: skip
    assert properties["BucketEncryption"]
    assert properties["VersioningConfiguration"] == {"Status": "Enabled"}
    denials = [
        statement
        for policy in of_type("AWS::S3::BucketPolicy").values()
        if policy["Bucket"] == {"Ref": bucket}
        for statement in policy["PolicyDocument"]["Statement"]
        if statement["Effect"] == "Deny"
    ]
    assert [each["Condition"] for each in denials] == [{"Bool": {"aws:SecureTransport": "false"}}]


def test_what_cannot_be_made_again_outlives_the_stack() -> None:
    for name in ("Table", "DocumentsBucket", "PeoplePool", "StaffPool"):
        assert (RESOURCES[name]["DeletionPolicy"], RESOURCES[name]["UpdateReplacePolicy"]) == ("RetainExceptOnCreate", "Retain"), name
    assert RESOURCES["Table"]["Properties"]["PointInTimeRecoverySpecification"] == {"PointInTimeRecoveryEnabled": True}


def test_the_table_has_the_indexes_that_the_functions_ask_by_names_that_dynamodb_takes() -> None:
    names = [index["IndexName"] for index in RESOURCES["Table"]["Properties"]["GlobalSecondaryIndexes"]]
    assert names
    assert set(names) == set(get_args(Index))
    assert all(re.fullmatch(r"[A-Za-z0-9_.-]{3,255}", name) for name in names)


def test_pages_may_run_no_inline_script_or_style_and_nothing_of_anybody_elses() -> None:
    security = RESOURCES["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    policy: str = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"][0]
    directives = dict(each.split(" ", 1) for each in map(str.strip, policy.split(";")) if " " in each)
    assert directives["default-src"] == "'none'"
    assert directives["script-src"] == directives["style-src"] == "'self'"
    assert "unsafe" not in policy
    assert "http" not in policy, "addresses are made from the stack's own resources"


def test_pages_may_show_pictures_and_frames_from_the_bucket_of_documents_alone() -> None:
    security = RESOURCES["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]
    policy: str = security["ContentSecurityPolicy"]["ContentSecurityPolicy"]["Fn::Sub"][0]
    directives = dict(each.split(" ", 1) for each in map(str.strip, policy.split(";")) if " " in each)
    assert directives["img-src"] == "'self' data: ${Documents}", "letters are looked at as pictures"
    assert directives["frame-src"] == "${Documents}"


def test_the_gateway_never_answers_403_which_the_distribution_takes_for_a_page_that_does_not_exist() -> None:
    answers = RESOURCES["Api"]["Properties"]["GatewayResponses"]
    assert {"DEFAULT_4XX", "DEFAULT_5XX", "UNAUTHORIZED", "ACCESS_DENIED", "MISSING_AUTHENTICATION_TOKEN", "WAF_FILTERED"} <= set(answers)
    assert 403 not in {answer["StatusCode"] for answer in answers.values()}


def test_only_the_functions_say_503_after_which_the_pages_send_a_request_again_that_may_be_sent_only_once() -> None:
    answers = RESOURCES["Api"]["Properties"]["GatewayResponses"]
    assert 503 not in {answer["StatusCode"] for answer in answers.values()}
    assert answers["DEFAULT_5XX"]["StatusCode"] == 502


def test_what_fails_for_good_waits_in_a_queue_that_somebody_is_told_of() -> None:
    queues = set(of_type("AWS::SQS::Queue"))
    watched = {
        dimension["Value"]["Fn::GetAtt"][0]
        for alarm in of_type("AWS::CloudWatch::Alarm").values()
        if alarm["Namespace"] == "AWS/SQS"
        for dimension in alarm["Dimensions"]
    }
    assert watched == queues
    assert all(alarm["AlarmActions"] == [{"Ref": "Alarms"}] for alarm in of_type("AWS::CloudWatch::Alarm").values())


def test_the_indexes_contain_what_the_adapters_expect_of_them() -> None:
    projections = {each["IndexName"]: each["Projection"] for each in RESOURCES["Table"]["Properties"]["GlobalSecondaryIndexes"]}
    assert projections == {
        "lists": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["row"]},
        "queues": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["row"]},
        "agenda": {"ProjectionType": "ALL"},
    }
    assert PROJECTED == {"lists": ("row",), "queues": ("row",), "agenda": None}
