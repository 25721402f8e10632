#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 and tencentcloud-sdk-python-ecm 3.1.105 (PyPI).
# Guess: `StandardRetryer` waits out a throttled call and returns the first answer that succeeds.
# Behaviour seen: The error of the first attempt is never cleared. The second attempt succeeds, is judged
#   by the old error and repeated; the third succeeds too, and then the error of the first is raised.
#   Output: `3 requests, 2 creates accepted, caller sees RequestLimitExceeded of request refused-1`.
# Why it matters: One throttled RunInstances becomes two billed machines that the caller never hears of,
#   reported as a refusal that promises that nothing happened. More attempts make more machines.
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
from tencentcloud.common.retry import StandardRetryer
from tencentcloud.ecm.v20190719 import ecm_client, models

REFUSED = {"Error": {"Code": "RequestLimitExceeded", "Message": "slow down"}, "RequestId": "refused-1"}
requests, created = [], []


class Service(BaseHTTPRequestHandler):
    """Refuses the first request and creates a machine for every other one."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        requests.append(self.headers["X-TC-Action"])
        if len(requests) == 1:
            response = REFUSED
        else:
            created.append("ein-%d" % len(requests))
            response = {"InstanceIdSet": created[-1:], "RequestId": "ok-%d" % len(requests)}
        body = json.dumps({"Response": response}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
http = HttpProfile(protocol="http", endpoint="127.0.0.1:%d" % server.server_port)
profile = ClientProfile(httpProfile=http, retryer=StandardRetryer())
client = ecm_client.EcmClient(Credential("id", "key"), "ap-guangzhou", profile)
try:
    seen = "success %s" % client.RunInstances(models.RunInstancesRequest()).to_json_string()
except TencentCloudSDKException as error:
    seen = "%s of request %s" % (error.get_code(), error.get_request_id())
line = "%d requests, %d creates accepted, caller sees %s" % (len(requests), len(created), seen)
print(line)
if line != "3 requests, 2 creates accepted, caller sees RequestLimitExceeded of request refused-1":
    sys.exit("behaviour changed")
PY
