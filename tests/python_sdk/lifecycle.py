"""Takes instances through their lives with the vendor's SDK: create, wait, look up, stop, start, destroy."""

import json
import sys
import time

from tencentcloud.common import credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ecm.v20190719 import ecm_client, models

CREATE = {
    "ZoneInstanceCountISPSet": [
        {"Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC"},
        {"Zone": "ap-qingdao-1", "InstanceCount": 1, "ISP": "CUCC"},
    ],
    "ModuleId": "em-0vag13d1",
    "InstanceName": "直播",
    "TagSpecification": [{"ResourceType": "instance", "Tags": [{"Key": "run", "Value": "é&=+ 1"}]}],
}


class Caller:
    """One way to sign and send."""

    def __init__(self, host, method, signature):
        http = HttpProfile(protocol="http", endpoint=host, reqMethod=method, reqTimeout=20)
        profile = ClientProfile(signMethod=signature, httpProfile=http)
        key = credential.Credential("AKIDEXAMPLE", "SECRETEXAMPLE")
        self.client = ecm_client.EcmClient(key, "ap-zhengzhou-ecm", profile)

    def __call__(self, action, **body):
        request = getattr(models, f"{action}Request")()
        request.from_json_string(json.dumps(body))
        return getattr(self.client, action)(request)

    def refused(self, code, action, **body):
        try:
            self(action, **body)
        except TencentCloudSDKException as error:
            assert error.get_code() == code, f"{action}: expected {code}, got {error}"
            return
        raise AssertionError(f"{action}: expected {code}, but the request was accepted")

    def listed(self, name, *values, **more):
        return self("DescribeInstances", Filters=[{"Name": name, "Values": list(values)}], **more)

    def wait(self, ids, state):
        end = time.monotonic() + 30
        while time.monotonic() < end:
            states = {one.InstanceState for one in self.listed("instance-id", *ids).InstanceSet}
            if states == {state}:
                return
            time.sleep(0.2)
        raise AssertionError(f"not {state} in time: {states}")


def live(call):
    ids = call("RunInstances", **CREATE).InstanceIdSet
    assert len(ids) == 3, ids
    first = call.listed("instance-id", ids[0]).InstanceSet[0]
    # Several instances of one name are numbered.
    assert first.InstanceName == "直播1" and first.Position.ZoneInfo.Zone == "ap-zhengzhou-1", first
    call.refused("ResourceUnavailable.InstanceNotRunning", "StopInstances", InstanceIdSet=ids)
    call.wait(ids, "RUNNING")

    tagged = call.listed("tag:run", "é&=+ 1", Limit=2)
    assert (tagged.TotalCount, len(tagged.InstanceSet)) == (3, 2), tagged
    rest = call.listed("tag:run", "é&=+ 1", Limit=2, Offset=2)
    seen = {one.InstanceId for one in tagged.InstanceSet + rest.InstanceSet}
    assert seen == set(ids), seen
    assert call.listed("tag:run", "2").TotalCount == 0
    call.refused("InvalidParameterValue.InvalidFilter", "DescribeInstances",
                 Filters=[{"Name": "colour", "Values": ["red"]}])

    call("StopInstances", InstanceIdSet=ids)
    call.wait(ids, "STOPPED")
    call("StartInstances", InstanceIdSet=ids)
    call.wait(ids, "RUNNING")
    call("RebootInstances", InstanceIdSet=ids[:1])
    call.wait(ids, "RUNNING")
    call("TerminateInstances", InstanceIdSet=ids)
    end = time.monotonic() + 30
    while call.listed("tag:run", "é&=+ 1").TotalCount:
        assert time.monotonic() < end, "not destroyed in time"
        time.sleep(0.2)
    call.refused("ResourceNotFound.InstanceNotExist", "TerminateInstances", InstanceIdSet=ids)


def main(host):
    ways = [
        ("POST", "TC3-HMAC-SHA256"),
        ("GET", "TC3-HMAC-SHA256"),
        ("POST", "HmacSHA1"),
        ("GET", "HmacSHA256"),
    ]
    for method, signature in ways:
        live(Caller(host, method, signature))
    print(f"{len(ways)} lives, each signed in its own way")


if __name__ == "__main__":
    main(sys.argv[1])
