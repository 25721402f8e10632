"""Meets every error code that is documented for RunInstances, and those common to all actions."""

import json
import pathlib
import sys

from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException

import check

SPEC = pathlib.Path(__file__).parents[2] / "ecm-spec/specs/ecm-2019-07-19.json"


def codes(spec):
    spec = json.loads(pathlib.Path(spec).read_text())
    common = [code for code, error in spec["errors"].items() if error.get("common")]
    return list(dict.fromkeys(spec["actions"]["RunInstances"]["errors"] + common))


def main(host):
    caller = check.client(host, "SECRETEXAMPLE")
    for code in codes(SPEC):
        check.refused(code, caller)
    check.run_instances(caller)
    print(f"{len(codes(SPEC))} errors arrived with their codes")


if __name__ == "__main__":
    if sys.argv[1] == "--arguments":
        for code in codes(sys.argv[2]):
            print(f"--error=RunInstances={code}")
    else:
        main(sys.argv[1])
