"""Creates an instance through the vendor's SDK, and meets the errors that it should."""

import json
import sys

from tencentcloud.common import credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ecm.v20190719 import ecm_client, models

REQUEST = {
    "ZoneInstanceCountISPSet": [
        {"Zone": "ap-zhengzhou-1", "InstanceCount": 2, "ISP": "CMCC"},
        {"Zone": "ap-qingdao-1", "InstanceCount": 1, "ISP": "CUCC"},
    ],
    "ModuleId": "em-0vag13d1",
    "InstanceName": "直播 🚀",
}


def client(host, secret_key):
    http = HttpProfile(protocol="http", endpoint=host, reqTimeout=20)
    return ecm_client.EcmClient(
        credential.Credential("AKIDEXAMPLE", secret_key), "", ClientProfile(httpProfile=http)
    )


def run_instances(client, **changes):
    request = models.RunInstancesRequest()
    request.from_json_string(json.dumps({**REQUEST, **changes}))
    return client.RunInstances(request)


def refused(code, call):
    try:
        call()
    except TencentCloudSDKException as error:
        assert error.get_code() == code, f"expected {code}, got {error}"
        assert error.get_request_id(), f"no request id: {error}"
        return
    raise AssertionError(f"expected {code}, but the request was accepted")


def main(host):
    right = client(host, "SECRETEXAMPLE")
    answer = run_instances(right)
    assert len(answer.InstanceIdSet) == 3, answer.InstanceIdSet
    assert all(instance.startswith("ein-") for instance in answer.InstanceIdSet), answer.InstanceIdSet
    assert answer.RequestId
    wrong = client(host, "WRONGEXAMPLE")
    refused("AuthFailure.SignatureFailure", lambda: run_instances(wrong))
    refused("InvalidParameterValue.InvaildPassword", lambda: run_instances(right, Password="short"))
    both = {"Password": "long-Enough-1", "KeyIds": ["skey-1"]}
    refused("InvalidParameter.ParameterConflict", lambda: run_instances(right, **both))
    print("5 passed, 0 failed")


if __name__ == "__main__":
    main(sys.argv[1])
