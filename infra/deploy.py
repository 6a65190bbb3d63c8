"""`make deploy`: package, deploy template.yaml to the AWS account that you are signed in to, and publish the site. It asks before it acts.

    make deploy STAGE=production ARGS="--mail-from desk@board.example --alarm-mail oncall@board.example"

Sign in first as you do for the AWS command line (AWS_PROFILE, or keys in the environment), with the region in AWS_REGION. A parameter
that is not given keeps its value from the last deployment; one that is given empty (`--alarm-mail ""`) is cleared. The first deployment runs
twice: mails link to the distribution's address, which is known only after the first run, and protection against deletion is switched
on when all is there. If it is interrupted or fails, run it again. `--site-url` and `--certificate-arn` serve the site under an address of
your own.
"""

from __future__ import annotations

import argparse
import json
import mimetypes
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from botocore.exceptions import BotoCoreError, ClientError, WaiterError

from infra import package, stacks, template
from infra import site as website
from infra.package import BUILD, ROOT
from infra.stacks import Stack, outputs_of

SAM = ROOT / ".venv-local" / "bin" / "sam"
SITE = BUILD / "site"
PARAMETERS = ("SiteUrl", "CertificateArn", "WebAclArn", "MailFrom", "AlarmMail", "DeskOffsetSeconds")
# Names do not change with content, so browsers ask each time; the distribution answers from its cache until it is invalidated.
CACHE = "public, max-age=0, s-maxage=86400, must-revalidate"


def main() -> None:
    arguments = _arguments()
    session = stacks.session()
    name = f"results-desk-{arguments.stage}"
    given = {key: value for key in PARAMETERS if (value := getattr(arguments, key)) is not None}
    try:
        account = session.client("sts").get_caller_identity()["Account"]
        before = stacks.look(session, name)
        if before.exists and not before.usable:
            _clear_away(session, before, arguments.stage)
            before = stacks.look(session, name)
        mail_from = given.get("MailFrom") or before.parameters.get("MailFrom")
        if not mail_from:
            sys.exit("The first deployment needs the address that mail is sent from: --mail-from desk@board.example")
        shared = stacks.of_the_account(session, before, mail_from.partition("@")[2])
    except (BotoCoreError, ClientError) as fault:
        sys.exit(f"You are not signed in to AWS, or no region is set (AWS_REGION): {fault}")
    print(f"This deploys {name} to account {account}, region {session.region_name}, {'again' if before.exists else 'for the first time'}.")
    if input(f"Type {arguments.stage} to go on: ") != arguments.stage:
        sys.exit("Nothing was done.")
    try:
        staged = package.stage(package.AWS)
    except package.NotStaged as fault:
        sys.exit(str(fault))
    values = {"Stage": arguments.stage, **shared, **given}
    _deploy(session, name, staged, values | {"FirstDeployment": "no" if before.exists else "yes"})
    if missing := stacks.look(session, name).unfinished:
        print(
            "Deploying once more: the distribution has its address now, so mails can lead there, and all is there that is to be protected."
        )
        _deploy(session, name, staged, values | missing)
    outputs = outputs_of(session, name)
    publish(session, outputs)
    print(f"\nThe desk is at {outputs['SiteUrl']}")
    print("Invite the first people: python -m infra.invite --help")
    _mail_records(session, mail_from.partition("@")[2])


def _clear_away(session: Any, stack: Stack, stage: str) -> None:
    """Delete what a failed first deployment left, if the person agrees; explain any other state in which nothing can be deployed."""
    print(f"{stack.name} is in the state {stack.status}. {stack.advice}")
    if not stack.never_finished:
        sys.exit(1)
    if input(f"Nothing is in it yet. Type {stage} to remove it and deploy anew: ") != stage:
        sys.exit("Nothing was done.")
    try:
        stacks.delete(session, stack.name)
    except WaiterError:
        sys.exit(stacks.ADVICE["DELETE_FAILED"])


def publish(session: Any, outputs: dict[str, str]) -> None:
    """Build the site for its address, put it into the bucket, remove pages that no longer exist, and refresh the distribution."""
    try:
        website.build(SITE, environment={"SITE_URL": f"{outputs['SiteUrl']}/"})
    except website.NotBuilt as fault:
        sys.exit(str(fault))
    (SITE / "config.json").write_text(json.dumps(configuration(outputs)))
    storage, bucket = session.client("s3"), outputs["SiteBucket"]
    published = set()
    for file in package.files(SITE):
        key = file.relative_to(SITE).as_posix()
        storage.upload_file(str(file), bucket, key, ExtraArgs={"ContentType": content_type(file), "CacheControl": CACHE})
        published.add(key)
    for key in set(_keys(storage, bucket)) - published:
        storage.delete_object(Bucket=bucket, Key=key)
    session.client("cloudfront").create_invalidation(
        DistributionId=outputs["DistributionId"],
        InvalidationBatch={"Paths": {"Quantity": 1, "Items": ["/*"]}, "CallerReference": str(time.time_ns())},
    )
    print(f"Published {len(published)} files")


def configuration(outputs: dict[str, str]) -> dict[str, dict[str, str]]:
    """Return the site's /config.json: where centres and staff sign in, and as which client."""
    return {
        "people": {"domain": outputs["PeopleSignIn"], "client_id": outputs["PeopleClientId"]},
        "staff": {"domain": outputs["StaffSignIn"], "client_id": outputs["StaffClientId"]},
    }


def content_type(file: Path) -> str:
    """Return the content type of a file. With `nosniff` the browser believes no other."""
    return website.TYPES.get(file.suffix) or mimetypes.guess_type(file.name)[0] or "application/octet-stream"


def _deploy(session: Any, name: str, staged: Mapping[str, Path], parameters: dict[str, str]) -> None:
    package.stamp(staged, parameters)
    deployed = subprocess.run(
        [SAM, "deploy", "--config-file", ROOT / "infra" / "samconfig.toml", "--template-file", _template(staged), "--region", session.region_name,
         "--stack-name", name, "--s3-prefix", name, "--parameter-overrides", *overrides(parameters)],
        check=False, cwd=ROOT, env=os.environ | {"SAM_CLI_TELEMETRY": "0"},
    )  # fmt: skip
    if deployed.returncode:
        sys.exit(
            "sam deploy did not go through, or you said no; what it printed says which. The site was not published. Run make deploy again "
            "once the cause is mended: it goes on from what is there."
        )


def _template(staged: Mapping[str, Path]) -> Path:
    """Write the template that is sent, and return its path. Its CodeUri name the staged artefacts, wherever it lies."""
    body = template.to_deploy(template.load())
    for resource in body["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["CodeUri"] = str(staged[Path(resource["Properties"]["CodeUri"]).name])
    path = BUILD / "template.json"
    path.write_text(json.dumps(body, indent=1))
    return path


def overrides(parameters: Mapping[str, str]) -> list[str]:
    """Return the parameters as SAM reads them. In quotes, or it would pass over one that is empty and keep the value from before."""
    return [f'{key}="{value}"' for key, value in parameters.items()]


def _keys(storage: Any, bucket: str) -> Iterator[str]:
    for page in storage.get_paginator("list_objects_v2").paginate(Bucket=bucket):
        yield from (item["Key"] for item in page.get("Contents", []))


def _mail_records(session: Any, domain: str) -> None:
    """Print the DNS records that prove to SES that the domain is yours, if it is not verified yet."""
    identity = session.client("sesv2").get_email_identity(EmailIdentity=domain)
    if not identity["VerifiedForSendingStatus"]:
        print(f"Mail is not sent yet: publish these records for {domain}, and ask AWS to take SES out of its sandbox.")
        for token in identity["DkimAttributes"]["Tokens"]:
            print(f"  {token}._domainkey.{domain}  CNAME  {token}.dkim.amazonses.com")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m infra.deploy", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--stage", default="production")
    for option, parameter in (
        ("--site-url", "SiteUrl"), ("--certificate-arn", "CertificateArn"), ("--web-acl-arn", "WebAclArn"), ("--mail-from", "MailFrom"),
        ("--alarm-mail", "AlarmMail"), ("--desk-offset-seconds", "DeskOffsetSeconds"),
    ):  # fmt: skip
        parser.add_argument(option, dest=parameter)
    return parser.parse_args()


if __name__ == "__main__":
    main()
