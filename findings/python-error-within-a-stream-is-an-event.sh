#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195, tencentcloud-sdk-python-hunyuan 3.1.180 (PyPI).
# Guess: A stream that ends in the service's `{"Error": {"Code", "Message"}, "RequestId"}` raises
#   `TencentCloudSDKException` with that code, as every other answer with an `Error` does.
# Behaviour seen: The failure is one more event, as text in `data`; then the loop ends as after a complete answer.
#   The same object as an ordinary answer to the same call raises. Output:
#   `as JSON: TencentCloudSDKException InternalError`, `in the stream: 2 events, no exception`.
# Why it matters: `for event in client.ChatCompletions(request)` prints half an answer and reports success. Who
#   reads `Choices` of every event gets a KeyError of its own instead of the service's code and RequestId.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-compile --no-deps tencentcloud-sdk-python-common==3.1.195 \
    tencentcloud-sdk-python-hunyuan==3.1.180 requests==2.34.2 urllib3==2.8.0 certifi idna charset-normalizer
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common import credential
from tencentcloud.common.exception.tencent_cloud_sdk_exception import TencentCloudSDKException
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile
from tencentcloud.hunyuan.v20230901 import hunyuan_client, models

FAILURE = {"Error": {"Code": "InternalError", "Message": "m"}, "RequestId": "r"}
WORD = {"Choices": [{"Delta": {"Role": "assistant", "Content": "half"}}], "Id": "1"}
JSON = ("application/json", json.dumps({"Response": FAILURE}).encode())
EVENTS = ("text/event-stream", "".join("data: %s\n\n" % json.dumps(data) for data in (WORD, FAILURE)).encode())
answer = JSON


class Service(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", answer[0])
        self.send_header("Content-Length", str(len(answer[1])))
        self.end_headers()
        self.wfile.write(answer[1])


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
profile = HttpProfile(protocol="http", endpoint="127.0.0.1:%d" % server.server_port)
client = hunyuan_client.HunyuanClient(
    credential.Credential("id", "key"), "ap-guangzhou", ClientProfile(httpProfile=profile))


def chat(stream):
    request = models.ChatCompletionsRequest()
    request._deserialize({"Model": "m", "Messages": [{"Role": "user", "Content": "x"}], "Stream": stream})
    try:
        answered = client.ChatCompletions(request)
        return "%d events, no exception" % len(list(answered)) if stream else "no exception"
    except TencentCloudSDKException as error:
        return "TencentCloudSDKException %s" % error.code


seen = [chat(False)]
answer = EVENTS
seen.append(chat(True))
print("as JSON: %s\nin the stream: %s" % tuple(seen))
if seen != ["TencentCloudSDKException InternalError", "2 events, no exception"]:
    sys.exit("behaviour changed")
PY
