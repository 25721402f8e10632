#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 and tencentcloud-sdk-python-ecm 3.1.105 with
#   requests 2.34.2 (PyPI).
# Guess: An answer that is cut off or comes too late is a `ClientNetworkError` like every other network fault, from a
#   service's client and from `CommonClient` alike, and is the SDK's exception in both.
# Behaviour seen: Only faults before the answer's head are. Once the head is there, a cut or a timeout (and a 200 with
#   an HTML page) leaves `CommonClient` as an exception of requests or json, and a service's client names the error
#   after that Python class, as if the service had answered with that code; no retryer knows either.
#   Output: `before the head: ClientNetworkError / ClientNetworkError`,
#   `cut: ChunkedEncodingError / requests.exceptions`, `late: ConnectionError / requests.exceptions`, `page: JSONDecodeError / json.decoder`.
# Why it matters: These are the cases where a create was most likely carried out. A caller that takes any other code
#   than ClientNetworkError for a refusal creates again, and `except TencentCloudSDKException` misses half of them.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 \
    tencentcloud-sdk-python-ecm==3.1.105 requests==2.34.2 urllib3==2.8.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.ecm.v20190719 import ecm_client, models

case = ""


class Service(BaseHTTPRequestHandler):
    """Takes the request and fails to answer it in the way of the case."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        if case == "before the head":
            return
        body = b"<html></html>" if case == "page" else b'{"Response":{"InstanceIdSet":["ein-1"],'
        self.send_response(200)
        self.send_header("Content-Type", "text/html" if case == "page" else "application/json")
        self.send_header("Content-Length", str(len(body) + (0 if case == "page" else 20)))
        self.end_headers()
        self.wfile.write(body)
        self.wfile.flush()
        if case == "late":
            time.sleep(2)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
http = HttpProfile(protocol="http", endpoint="127.0.0.1:%d" % server.server_port, reqTimeout=1)
arguments = Credential("id", "key"), "ap-guangzhou", ClientProfile(httpProfile=http)
service, common = ecm_client.EcmClient(*arguments), CommonClient("ecm", "2019-07-19", *arguments)


def outcome(call):
    try:
        return "success: %s" % call()
    except TencentCloudSDKException as error:
        return error.get_code()
    except Exception as error:
        return type(error).__module__


seen = []
for case in ("before the head", "cut", "late", "page"):
    seen.append("%s / %s" % (outcome(lambda: service.RunInstances(models.RunInstancesRequest())),
                             outcome(lambda: common.call_json("RunInstances", {}))))
    print("%s: %s" % (case, seen[-1]))
if seen != ["ClientNetworkError / ClientNetworkError", "ChunkedEncodingError / requests.exceptions",
            "ConnectionError / requests.exceptions", "JSONDecodeError / json.decoder"]:
    sys.exit("behaviour changed")
PY
