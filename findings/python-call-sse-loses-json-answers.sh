#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 (PyPI).
# Guess: `CommonClient.call_sse` raises, or gives the answer, when the service answers with ordinary JSON
#   instead of an event stream, as it does whenever `Stream` is absent or false.
# Behaviour seen: The JSON text is read as event lines and comes to nothing: the generator ends at once
#   without an event and without an error. Output: `0 events, no error`.
# Why it matters: The call was carried out and billed, its answer and RequestId are gone, and the loop
#   over the events looks like an empty answer. The content type must be looked at before the lines are.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 requests==2.34.2 urllib3==2.8.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

ANSWER = {"Response": {"Choices": [{"Message": {"Content": "42"}}], "RequestId": "r"}}


class Service(BaseHTTPRequestHandler):
    """Gives one ordinary JSON answer."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        body = json.dumps(ANSWER).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
http = HttpProfile(protocol="http", endpoint="127.0.0.1:%d" % server.server_port)
client = CommonClient("hunyuan", "2023-09-01", Credential("id", "key"), "ap-guangzhou",
                      ClientProfile(httpProfile=http))
if client.call_json("ChatCompletions", {"Model": "m"}) != ANSWER:
    sys.exit("the answer does not arrive as JSON either")
try:
    seen = "%d events, no error" % len(list(client.call_sse("ChatCompletions", {"Model": "m"})))
except Exception as error:
    seen = repr(error)
print(seen)
if seen != "0 events, no error":
    sys.exit("behaviour changed")
PY
