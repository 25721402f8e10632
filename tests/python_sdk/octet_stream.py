"""Sends bytes with the vendor's SDK to the address of a server, or prints what it would send (`--vectors`)."""

import base64
import json
import sys
import time

from tencentcloud.common import credential
from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

TIME = 1700004000
HEADERS = {
    "X-CLS-TopicId": "f6c4fa6f-0000-4000-8289-1ff6f77ed975",
    "X-CLS-HashKey": "0fffffffffffffffffffffffffffffff",
    "X-CLS-CompressType": "lz4",
}
# Bytes that are no text, and none at all.
BODIES = {"bytes": bytes(range(256)), "empty": b""}


def client(host, unsigned, key="SECRETEXAMPLE", token=None):
    http = HttpProfile(protocol="http", endpoint=host, reqTimeout=20)
    profile = ClientProfile(httpProfile=http)
    profile.unsignedPayload = unsigned
    secret = credential.Credential("AKIDEXAMPLE", key, token)
    return CommonClient("cls", "2020-10-16", secret, "ap-guangzhou", profile)


def upload(client, body, headers=HEADERS):
    return client.call_octet_stream("UploadLog", dict(headers), body)


class Sent(Exception):
    """Stands in for the answer to a request that is not sent."""


def vector(name, body, unsigned, token):
    caught = []

    def catch(request):
        caught.append(request)
        raise Sent

    caller = client("cls.tencentcloudapi.com", unsigned, token=token)
    caller.request.send_request = catch
    try:
        upload(caller, body)
    except Sent:
        pass
    headers = {name.lower(): value for name, value in caught[0].header.items()}
    # The name of the program is the only header that differs between clients.
    del headers["x-tc-requestclient"]
    return {
        "name": name,
        "unsigned_payload": unsigned,
        "token": token,
        "headers": dict(sorted(headers.items())),
        "body_b64": base64.b64encode(caught[0].data).decode(),
    }


def vectors():
    time.time = lambda: TIME
    every = [
        vector(f"{name}{'-unsigned' if unsigned else ''}{'-token' if token else ''}", body, unsigned, token)
        for name, body in BODIES.items()
        for unsigned in (False, True)
        for token in (None, "TOKENEXAMPLE")
    ]
    print(json.dumps(every, indent=2))


def refused(code, call):
    try:
        call()
    except TencentCloudSDKException as error:
        assert error.get_code() == code, f"expected {code}, got {error}"
        return
    raise AssertionError(f"expected {code}, but the request was accepted")


def main(host):
    for unsigned in (False, True):
        right = client(host, unsigned)
        for body in BODIES.values():
            answer = upload(right, body)
            assert answer["Response"]["RequestId"], answer
        wrong = client(host, unsigned, key="WRONGEXAMPLE")
        refused("AuthFailure.SignatureFailure", lambda: upload(wrong, b"x"))
        refused("MissingParameter", lambda: upload(right, b"x", {}))
    print("8 passed, 0 failed")


if __name__ == "__main__":
    if sys.argv[1] == "--vectors":
        vectors()
    else:
        main(sys.argv[1])
