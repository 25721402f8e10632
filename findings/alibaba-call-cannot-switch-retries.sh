#!/usr/bin/env bash
# Package and version: alibabacloud-tea-openapi 0.4.6 with darabonba-core 1.0.9 and alibabacloud-tea-util 0.3.15 (PyPI).
# Guess: `RuntimeOptions(autoretry=..., max_attempts=...)` of one call decides whether that call is repeated, and wins
#   over the client's settings: on for a read, off for a create.
# Behaviour seen: Both are accepted and never read. Only the client's `retry_options` count: a call cannot switch
#   retries on where the client has none, nor off where it has some.
#   Output: `client without retries, autoretry=True: 1 request`, `client with retries, autoretry=False: 2 requests`.
# Why it matters: A RunInstances whose retries were switched off for that call is sent twice after a 503, and no
#   client token is added to it. Old code that asks for retries per call has lost them in silence.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-compile alibabacloud-tea-openapi==0.4.6 darabonba-core==1.0.9 \
    alibabacloud-tea-util==0.3.15
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from alibabacloud_tea_openapi import models
from alibabacloud_tea_openapi.client import Client
from alibabacloud_tea_util.models import RuntimeOptions
from darabonba.policy.retry import RetryOptions

requests = []
BODY = b'{"Code":"ServiceUnavailable","Message":"later","RequestId":"r"}'


class Service(BaseHTTPRequestHandler):
    """Answers every request with a 503."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"] or 0))
        requests.append(self.path.encode() + body)
        self.send_response(503)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
ONCE_MORE = RetryOptions({"retryable": True, "retryCondition": [
    {"maxAttempts": 2, "exception": [], "errorCode": ["ServiceUnavailable"]}]})
RUN_INSTANCES = models.Params(action="RunInstances", version="2014-05-26", protocol="HTTP", pathname="/",
                              method="POST", auth_type="AK", style="RPC", req_body_type="formData", body_type="json")


def sent(retry_options, runtime):
    requests.clear()
    client = Client(models.Config(access_key_id="id", access_key_secret="key", protocol="http",
                                  endpoint="127.0.0.1:%d" % server.server_port, retry_options=retry_options))
    try:
        client.call_api(RUN_INSTANCES, models.OpenApiRequest(query={"ImageId": "img-1"}), runtime)
    except Exception as error:
        if "ServiceUnavailable" not in str(error):
            raise
    return len(requests), any(b"ClientToken" in request for request in requests)


without = sent(None, RuntimeOptions(autoretry=True, max_attempts=3))
with_retries = sent(ONCE_MORE, RuntimeOptions(autoretry=False, max_attempts=1))
print("client without retries, autoretry=True: %d request" % without[0])
print("client with retries, autoretry=False: %d requests" % with_retries[0])
if (without, with_retries) != ((1, False), (2, False)):
    sys.exit("behaviour changed")
PY
