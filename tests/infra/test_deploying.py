"""What deploying to AWS rests on and can be tried here: a failed or interrupted first deployment, two stages in one account, every region."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import boto3
import pytest
from botocore.stub import Stubber

from functions.adapters import clients
from infra import deploy, stacks, template
from infra.local.emulator import PYTHON
from infra.stacks import Stack

TEMPLATE = template.load()
RESOURCES: dict[str, dict[str, Any]] = TEMPLATE["Resources"]
REGIONS = boto3.Session().get_available_regions("s3", partition_name="aws")
DOMAIN = "board.example"


class Account:
    """A session whose clients give these answers, each once and in this order, checked against AWS's own description of them."""

    def __init__(self, *answers: tuple[str, str, dict[str, Any] | str]) -> None:
        self.clients: dict[str, Any] = {}
        self.stubs: dict[str, Stubber] = {}
        for service, operation, answer in answers:
            if service not in self.clients:
                self.clients[service] = boto3.client(service, "eu-west-2", aws_access_key_id="testing", aws_secret_access_key="testing")
                self.stubs[service] = Stubber(self.clients[service])
                self.stubs[service].activate()
            if isinstance(answer, str):
                self.stubs[service].add_client_error(operation, answer)
            else:
                self.stubs[service].add_response(operation, answer)

    def client(self, service: str) -> Any:
        return self.clients[service]


# ---- a first deployment that fails, or is interrupted


def test_what_a_failed_first_deployment_made_goes_away_so_that_its_names_are_free_for_the_next() -> None:
    named = {name for name, each in RESOURCES.items() if each.get("DeletionPolicy", "Delete") != "Delete"}
    assert {"Table", "PeoplePool", "StaffPool", "DocumentsBucket", "SiteBucket", "ApiLogs"} <= named
    assert {RESOURCES[name]["DeletionPolicy"] for name in named} == {"RetainExceptOnCreate"}


def test_nothing_is_protected_against_deletion_until_the_first_deployment_is_through() -> None:
    protected = {
        name: value
        for name, each in RESOURCES.items()
        for key, value in each["Properties"].items()
        if key in {"DeletionProtection", "DeletionProtectionEnabled"}
    }
    assert set(protected) == {"PeoplePool", "StaffPool", "Table"}
    assert {each["Fn::If"][0] for each in protected.values()} == {"Protected"}
    assert TEMPLATE["Conditions"]["Protected"] == {
        "Fn::And": [{"Fn::Equals": [{"Ref": "Stage"}, "production"]}, {"Fn::Equals": [{"Ref": "FirstDeployment"}, "no"]}]
    }
    assert TEMPLATE["Parameters"]["FirstDeployment"]["Default"] == "no"


@pytest.mark.parametrize(
    ("parameters", "missing"),
    [
        # interrupted after the first of its two runs, however often
        ({"FirstDeployment": "yes", "SiteUrl": ""}, {"FirstDeployment": "no", "SiteUrl": "https://d1.cloudfront.net"}),
        ({"FirstDeployment": "no", "SiteUrl": ""}, {"FirstDeployment": "no", "SiteUrl": "https://d1.cloudfront.net"}),
        ({"SiteUrl": ""}, {"FirstDeployment": "no", "SiteUrl": "https://d1.cloudfront.net"}),
        ({"FirstDeployment": "yes", "SiteUrl": "https://own.example"}, {"FirstDeployment": "no", "SiteUrl": "https://own.example"}),
        ({"FirstDeployment": "no", "SiteUrl": "https://own.example"}, {}),
        ({"SiteUrl": "https://own.example"}, {}),
    ],
)
def test_what_a_first_deployment_has_left_undone_is_done_by_the_next(parameters: dict[str, str], missing: dict[str, str]) -> None:
    assert Stack("desk", "CREATE_COMPLETE", parameters, {"SiteUrl": "https://d1.cloudfront.net"}).unfinished == missing


@pytest.mark.parametrize(
    ("status", "exists", "usable", "never_finished", "said"),
    [
        ("", False, False, False, ""),
        ("REVIEW_IN_PROGRESS", False, False, False, ""),
        ("CREATE_COMPLETE", True, True, False, ""),
        ("UPDATE_COMPLETE", True, True, False, ""),
        ("UPDATE_ROLLBACK_COMPLETE", True, True, False, ""),
        ("ROLLBACK_COMPLETE", True, False, True, "Its first deployment failed, and what had been made was removed."),
        ("ROLLBACK_FAILED", True, False, True, "Its first deployment failed, and not everything that had been made could be removed."),
        ("CREATE_FAILED", True, False, True, "Its first deployment failed, and what had been made is still there."),
        ("DELETE_FAILED", True, False, False, "Something in it could not be deleted."),
        ("UPDATE_ROLLBACK_FAILED", True, False, False, "An update failed, and so did going back."),
        ("UPDATE_IN_PROGRESS", True, False, False, "Something is being done with it. Wait until that has ended"),
        ("ROLLBACK_IN_PROGRESS", True, False, False, "Something is being done with it. Wait until that has ended"),
    ],
)
def test_each_state_of_a_stack_is_gone_on_from_cleared_away_or_explained(
    status: str, exists: bool, usable: bool, never_finished: bool, said: str
) -> None:
    stack = Stack("desk", status)
    assert (stack.exists, stack.usable, stack.never_finished) == (exists, usable, never_finished)
    assert stack.advice.startswith(said)


def test_a_stack_is_read_with_its_state_parameters_outputs_and_what_it_owns() -> None:
    described = {
        "StackName": "results-desk-test", "StackStatus": "CREATE_COMPLETE", "CreationTime": datetime(2026, 1, 1, tzinfo=UTC),
        "Parameters": [{"ParameterKey": "SiteUrl", "ParameterValue": ""}],
        "Outputs": [{"OutputKey": "SiteUrl", "OutputValue": "https://d1.cloudfront.net"}],
    }  # fmt: skip
    resources = [
        {
            "LogicalResourceId": name, "PhysicalResourceId": id, "ResourceType": "AWS::SES::EmailIdentity", "ResourceStatus": status,
            "LastUpdatedTimestamp": datetime(2026, 1, 1, tzinfo=UTC),
        }
        for name, id, status in (("MailIdentity", DOMAIN, "CREATE_COMPLETE"), ("Alarms", "arn", "DELETE_COMPLETE"))
    ]  # fmt: skip
    account = Account(
        ("cloudformation", "describe_stacks", {"Stacks": [described]}),
        ("cloudformation", "list_stack_resources", {"StackResourceSummaries": resources}),
        ("cloudformation", "describe_stacks", "ValidationError"),
    )
    assert stacks.look(account, "results-desk-test") == Stack(
        "results-desk-test", "CREATE_COMPLETE", {"SiteUrl": ""}, {"SiteUrl": "https://d1.cloudfront.net"}, {"MailIdentity": DOMAIN}
    )
    assert stacks.look(account, "results-desk-test") == Stack("results-desk-test")


# ---- options


def test_an_option_given_empty_is_cleared_and_one_not_given_keeps_its_value() -> None:
    """As SAM reads what we hand it. It takes the previous value of every parameter that is not in what it read."""
    given = {"MailFrom": "desk@board.example", "AlarmMail": "", "SiteUrl": "https://desk.example"}
    read = "import json, sys; from samcli.cli.types import CfnParameterOverridesType as T; print(json.dumps(T().convert(tuple(sys.argv[1:]), None, None)))"
    answer = subprocess.run([PYTHON, "-W", "ignore", "-c", read, *deploy.overrides(given)], check=True, capture_output=True, text=True)
    assert json.loads(answer.stdout) == given


def test_the_region_is_the_one_of_aws_region(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-west-1")
    assert stacks.session().region_name == "eu-west-1"
    monkeypatch.setenv("AWS_REGION", "us-east-1")
    assert stacks.session().region_name == "us-east-1"


# ---- two stages in one account


ROLE = {"cloudwatchRoleArn": "arn:aws:iam::123456789012:role/logs"}
VERIFIED = {"VerifiedForSendingStatus": True}
MINE = {"MailIdentity": DOMAIN, "ApiLogsAccount": "ApiLogsAccount"}


@pytest.mark.parametrize(
    ("owned", "identity", "logs", "identity_is_made", "sends", "logs_are_set"),
    [
        ({}, "NotFoundException", {}, "yes", "no", "yes"),
        ({}, VERIFIED, ROLE, "no", "yes", "no"),
        ({}, {}, {}, "no", "no", "yes"),
        (MINE, VERIFIED, ROLE, "yes", "yes", "yes"),
        (MINE, {"VerifiedForSendingStatus": False}, ROLE, "yes", "no", "yes"),
        ({"MailIdentity": "other.example"}, "NotFoundException", ROLE, "yes", "no", "no"),
        ({"MailIdentity": "other.example"}, {}, ROLE, "no", "no", "no"),
    ],
)
def test_what_belongs_to_the_account_is_made_by_the_first_stage_and_used_by_the_next(
    owned: dict[str, str], identity: dict[str, Any] | str, logs: dict[str, Any], identity_is_made: str, sends: str, logs_are_set: str
) -> None:
    account = Account(("sesv2", "get_email_identity", identity), ("apigateway", "get_account", logs))
    said = stacks.of_the_account(account, Stack("desk", "CREATE_COMPLETE", owned=owned), DOMAIN)
    assert said == {"OwnMailIdentity": identity_is_made, "MailIsVerified": sends, "OwnApiLogsAccount": logs_are_set}


def test_what_belongs_to_the_account_stays_when_the_stack_that_made_it_goes() -> None:
    for name, condition in (
        ("MailIdentity", "OwnsMailIdentity"),
        ("ApiLogsAccount", "OwnsApiLogsAccount"),
        ("ApiLogsRole", "OwnsApiLogsAccount"),
    ):
        each = RESOURCES[name]
        assert (each["Condition"], each["DeletionPolicy"], each["UpdateReplacePolicy"]) == (condition, "RetainExceptOnCreate", "Retain"), (
            name
        )


def test_nothing_refers_to_what_another_stage_may_have_made() -> None:
    for name, each in RESOURCES.items():
        if name not in {"MailIdentity", "ApiLogsAccount", "ApiLogsRole"}:
            text = json.dumps(
                {key: value for key, value in each["Properties"].items() if key != "Description"} | {"after": each.get("DependsOn")}
            )
            assert not any(other in text for other in ('"MailIdentity"', "${MailIdentity}", '"ApiLogsRole"', '"ApiLogsAccount"')), name


def test_names_that_cloudfront_keeps_for_the_whole_account_carry_stage_and_region() -> None:
    names = [
        RESOURCES["SiteAccess"]["Properties"]["OriginAccessControlConfig"]["Name"],
        RESOURCES["PagesOfFolders"]["Properties"]["Name"],
        RESOURCES["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["Name"],
    ]
    for name in names:
        assert "${Stage}" in name["Fn::Sub"]
        assert name["Fn::Sub"].endswith("-${AWS::Region}")
        # docs.aws.amazon.com/cloudfront/latest/APIReference/API_CreateFunction.html: 64 characters at most
        assert len(name["Fn::Sub"].replace("${Stage}", "x" * 12).replace("${AWS::Region}", max(REGIONS, key=len))) <= 64


def test_the_api_waits_for_the_accounts_role_for_logs_where_this_stack_makes_it() -> None:
    described = RESOURCES["Api"]["Properties"]["Description"]["Fn::If"]
    assert described[0] == "OwnsApiLogsAccount"
    assert "${ApiLogsAccount}" in described[1]["Fn::Sub"]
    assert described[2] == "Results Desk"


# ---- permissions


def test_the_api_has_one_permission_a_function_and_every_route_its_authorizer() -> None:
    deployed = template.to_deploy(TEMPLATE)["Resources"]
    # Without an account the token of a link is what a function asks for.
    who = {
        "AssociateFunction": "People", "CalendarFunction": "NONE", "CandidateFunction": "NONE", "CentreFunction": "People", "StaffFunction": "Staff",
        "UnsubscribeFunction": "NONE",
    }  # fmt: skip
    added = deployed.keys() - RESOURCES.keys()  # those of the sign-in are in the template itself
    permissions = {name: deployed[name]["Properties"] for name in added if deployed[name]["Type"] == "AWS::Lambda::Permission"}
    assert sorted(each["FunctionName"]["Ref"] for each in permissions.values()) == [f"{name}.Alias" for name in who]
    for each in permissions.values():
        assert (each["Action"], each["Principal"]) == ("lambda:InvokeFunction", "apigateway.amazonaws.com")
        assert each["SourceArn"]["Fn::Sub"].endswith("${Api}/live/*")
    paths = deployed["Api"]["Properties"]["DefinitionBody"]["paths"]
    for name, pool in who.items():
        assert [event for event in deployed[name]["Properties"]["Events"].values() if event["Type"] == "Api"] == []
        routes = [event["Properties"] for event in RESOURCES[name]["Properties"]["Events"].values()]
        assert routes
        for route in routes:
            operation = paths[route["Path"]][route["Method"].lower()]
            assert f"functions/${{{name}.Alias}}/" in operation["x-amazon-apigateway-integration"]["uri"]["Fn::Sub"]
            assert operation["security"] == [{pool: []}]
    assert RESOURCES["StaffFunction"]["Properties"]["Events"], "the template itself is left as it is"


# ---- every region


@pytest.mark.parametrize("region", REGIONS)
def test_links_and_uploads_go_to_the_host_that_the_pages_policy_names(region: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "testing")
    monkeypatch.setenv("AWS_DEFAULT_REGION", region)
    _, hosts = RESOURCES["SecurityHeaders"]["Properties"]["ResponseHeadersPolicyConfig"]["SecurityHeadersConfig"]["ContentSecurityPolicy"][
        "ContentSecurityPolicy"
    ]["Fn::Sub"]
    allowed = {name: hosts[name]["Fn::Sub"] for name in ("Incoming", "Documents")}
    for name, meant in (
        ("Stage", "test"),
        ("AWS::AccountId", "123456789012"),
        ("AWS::Region", region),
        ("AWS::URLSuffix", "amazonaws.com"),
    ):
        allowed = {key: value.replace(f"${{{name}}}", meant) for key, value in allowed.items()}
    bucket = f"desk-test-{{}}-123456789012-{region}"
    store = clients.s3()
    link = store.generate_presigned_url("get_object", Params={"Bucket": bucket.format("documents"), "Key": "documents/1"})
    form = store.generate_presigned_post(bucket.format("incoming"), "incoming/1")["url"]
    assert (
        f"https://{urlsplit(link).netloc}"
        == allowed["Documents"]
        == f"https://desk-test-documents-123456789012-{region}.s3.{region}.amazonaws.com"
    )
    assert (
        f"https://{urlsplit(form).netloc}"
        == allowed["Incoming"]
        == f"https://desk-test-incoming-123456789012-{region}.s3.{region}.amazonaws.com"
    )


# ---- addresses of pages


ADDRESSES = [
    # asked for, and where it leads: itself with index.html, or elsewhere by a redirect
    ("/", "", "/index.html"),
    ("/fees/", "?a=1", "/fees/index.html"),
    ("/assets/desk.css", "", "/assets/desk.css"),
    ("/fees", "", "-> /fees/"),
    ("/desk/new", "?series=2022-06&service=2S&series=2022-11", "-> /desk/new/?series=2022-06&service=2S&series=2022-11"),
    ("/desk/new", "?next=%2F%2Fevil.example&q=a+b%20c", "-> /desk/new/?next=%2F%2Fevil.example&q=a+b%20c"),
    ("/desk/new", "?", "-> /desk/new/"),
    ("//evil.example/x", "", "-> /evil.example/x/"),
    ("//evil.example/x", "?a=1", "-> /evil.example/x/?a=1"),
    ("//evil.example/", "", "-> /evil.example/"),
    ("//evil.example", "", "-> /evil.example"),
    ("///evil.example//x", "", "-> /evil.example/x/"),
    ("/\\evil.example/x", "", "-> /evil.example/x/"),
    ("\\\\evil.example/x", "", "-> /evil.example/x/"),
    ("/\\/\\evil.example", "", "-> /evil.example"),
    ("/fees//", "", "-> /fees/"),
    ("/%2Fevil.example/x", "", "-> /%2Fevil.example/x/"),
    ("/%5Cevil.example/x", "", "-> /%5Cevil.example/x/"),
    ("/https:/evil.example/x", "", "-> /https:/evil.example/x/"),
    ("/https://evil.example/x", "", "-> /https:/evil.example/x/"),
    ("/..//evil.example/x", "", "-> /../evil.example/x/"),
    ("/@evil.example/x", "", "-> /@evil.example/x/"),
]
TRIAL = """
const cases = JSON.parse(require("fs").readFileSync(0, "utf8"));
const answers = cases.map(([uri, query]) => {
  const request = { uri, querystring: {}, rawQueryString: () => (query ? query.slice(1) : undefined) };
  const answer = handler({ request });
  const to = answer.statusCode && answer.headers.location.value;
  return to ? [`-> ${to}`, answer.statusCode, new URL(to, "https://desk.example" + "/").host] : [answer.uri, 200, "desk.example"];
});
console.log(JSON.stringify(answers));
"""


def test_no_address_leads_to_another_host_and_every_redirect_keeps_the_query() -> None:
    """The function as it is deployed, in the Node that drives the browser tests."""
    from playwright._impl._driver import compute_driver_executable

    node = Path(compute_driver_executable()[0])
    code = RESOURCES["PagesOfFolders"]["Properties"]["FunctionCode"] + TRIAL
    cases = json.dumps([[uri, query] for uri, query, _ in ADDRESSES])
    ran = subprocess.run([node, "-e", code], input=cases, check=True, capture_output=True, text=True)
    answers = json.loads(ran.stdout)
    assert [to for to, _, _ in answers] == [leads for _, _, leads in ADDRESSES]
    assert {status for to, status, _ in answers if to.startswith("->")} == {301}
    assert {host for _, _, host in answers} == {"desk.example"}
