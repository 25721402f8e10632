#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 and tencentcloud-sdk-python-ecm 3.1.105 (PyPI).
# Guess: With the region breaker switched on a lost connection is still reported as `ClientNetworkError`,
#   and a configured retryer still acts on it; only later calls may go to the backup region.
# Behaviour seen: The breaker catches the network error and returns nothing. The caller gets the code
#   `AttributeError` ('NoneType' object has no attribute 'status_code'), the retryer does not know that
#   code, and a read that would have been repeated is not.
#   Output: `breaker off: 2 requests, success` and `breaker on: 1 request, AttributeError`.
# Why it matters: A switch that is meant to make calls survive faults turns retries off, and hides "the
#   request may have been carried out" behind a code that looks like a mistake of the caller's program.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 \
    tencentcloud-sdk-python-ecm==3.1.105 requests==2.34.2 urllib3==2.8.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.common.retry import NoopRetryer, StandardRetryer
from tencentcloud.ecm.v20190719 import ecm_client, models

requests = []


class Retryer(StandardRetryer):
    """Repeats a network error once; the vendor's own would repeat the success as well."""

    def send_request(self, fn):
        try:
            return NoopRetryer().send_request(fn)
        except TencentCloudSDKException as error:
            if not self.should_retry(None, error):
                raise
        return NoopRetryer().send_request(fn)


class Service(BaseHTTPRequestHandler):
    """Closes the connection of the first request without an answer."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        requests.append(self.headers["X-TC-Action"])
        self.close_connection = True
        if len(requests) == 1:
            return
        body = json.dumps({"Response": {"TotalCount": 0, "InstanceSet": [], "RequestId": "r"}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()


def describe(disable_region_breaker):
    requests.clear()
    http = HttpProfile(protocol="http", endpoint="127.0.0.1:%d" % server.server_port)
    profile = ClientProfile(httpProfile=http, retryer=Retryer(),
                            disable_region_breaker=disable_region_breaker)
    client = ecm_client.EcmClient(Credential("id", "key"), "ap-guangzhou", profile)
    try:
        client.DescribeInstances(models.DescribeInstancesRequest())
        return len(requests), "success"
    except TencentCloudSDKException as error:
        return len(requests), error.get_code()


off, on = describe(True), describe(False)
print("breaker off: %d requests, %s" % off)
print("breaker on: %d request, %s" % on)
if (off, on) != ((2, "success"), (1, "AttributeError")):
    sys.exit("behaviour changed")
PY
