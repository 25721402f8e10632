#!/usr/bin/env bash
# Package and version: moto 5.2.5 with boto3 1.44.8 (PyPI).
# Guess: The mock of EC2 honours `ClientToken` of RunInstances: the same token again gives the same machine, and
#   other parameters with it are refused as `IdempotentParameterMismatch`, as the service documents.
# Behaviour seen: The token is accepted and ignored. Output: `same token: another instance`,
#   `same token, other parameters: 5 instances`, `7 instances in all`.
# Why it matters: A test of "one token, one machine" against this mock fails for a right client, and a client that
#   makes a new token for each attempt passes. Whether a create is repeated safely has to be tested elsewhere.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-compile moto==5.2.5 boto3==1.44.8 botocore==1.44.8
mkdir "$dir/home"
HOME="$dir/home" "$dir/venv/bin/python" - <<'PY'
import os
import sys

import boto3
from botocore.exceptions import ClientError
from moto import mock_aws

os.environ.update(AWS_ACCESS_KEY_ID="id", AWS_SECRET_ACCESS_KEY="key")
with mock_aws():
    ec2 = boto3.client("ec2", region_name="us-east-1")
    image = ec2.describe_images(Owners=["amazon"])["Images"][0]["ImageId"]

    def run(count):
        try:
            answer = ec2.run_instances(ImageId=image, MinCount=count, MaxCount=count, ClientToken="token-1")
            return [instance["InstanceId"] for instance in answer["Instances"]]
        except ClientError as error:
            return error.response["Error"]["Code"]

    first, again, other = run(1), run(1), run(5)
    total = sum(len(r["Instances"]) for r in ec2.describe_instances()["Reservations"])
print("same token: %s" % ("the same instance" if again == first else "another instance"))
print("same token, other parameters: %s" % (other if isinstance(other, str) else "%d instances" % len(other)))
print("%d instances in all" % total)
if first == again or len(other) != 5 or total != 7:
    sys.exit("behaviour changed")
PY
