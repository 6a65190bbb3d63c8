"""template.yaml as Python reads it: intrinsic functions in their long form."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from cfnlint.decode import cfn_yaml

PATH = Path(__file__).parent.parent / "template.yaml"


def load(path: Path = PATH) -> dict[str, Any]:
    """Return the template. No two parts share an object, so that one can be changed without the other even where YAML has an alias."""
    template: dict[str, Any] = json.loads(json.dumps(cfn_yaml.load(str(path))))
    return template


def to_deploy(template: dict[str, Any]) -> dict[str, Any]:
    """Return the template with its routes in the API's definition, and one permission a function for the API to call it.

    SAM gives each route of `Events` a permission of its own. They stand in the function's policy, and those of the staff's routes came near
    the 20 KB that Lambda takes: docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html
    """
    template = json.loads(json.dumps(template))
    resources = template["Resources"]
    paths: dict[str, dict[str, Any]] = {}
    for name, resource in list(resources.items()):
        events = resource["Properties"].get("Events", {}) if resource["Type"] == "AWS::Serverless::Function" else {}
        routes = [event["Properties"] for event in events.values() if event["Type"] == "Api"]
        for route in routes:
            paths.setdefault(route["Path"], {})[route["Method"].lower()] = _operation(
                name, route.get("Auth", {}).get("Authorizer", "People")
            )
        if routes:
            resource["Properties"]["Events"] = {key: event for key, event in events.items() if event["Type"] != "Api"}
            resources[f"ApiMayCall{name}"] = _permission(name)
    resources["Api"]["Properties"]["DefinitionBody"] = {
        "openapi": resources["Api"]["Properties"]["OpenApiVersion"],
        "info": {"title": resources["Api"]["Properties"]["Name"], "version": "1"},
        "paths": paths,
    }
    return template


def _operation(function: str, authorizer: str) -> dict[str, Any]:
    uri = "arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${%s.Alias}/invocations" % function  # noqa: UP031
    return {
        "security": [{authorizer: []}],
        "responses": {},
        "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST", "uri": {"Fn::Sub": uri}},
    }


def _permission(function: str) -> dict[str, Any]:
    return {
        "Type": "AWS::Lambda::Permission",
        "Properties": {
            "Action": "lambda:InvokeFunction",
            "FunctionName": {"Ref": f"{function}.Alias"},
            "Principal": "apigateway.amazonaws.com",
            "SourceArn": {"Fn::Sub": "arn:${AWS::Partition}:execute-api:${AWS::Region}:${AWS::AccountId}:${Api}/live/*"},
        },
    }
