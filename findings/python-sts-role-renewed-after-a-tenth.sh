#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 (PyPI).
# Guess: `STSAssumeRoleCredential` keeps its keys until shortly before they expire, and a failed early renewal
#   is no harm while the old keys are good. The SDK's OIDC credential renews in the last tenth.
# Behaviour seen: Keys of two hours are thrown away after twelve minutes (the margin is nine tenths of the
#   life, not one tenth). From then on a failure of AssumeRole fails the call, though the keys at hand are
#   valid for 108 minutes more. Output: `after 700 s: old keys, 0 renewals`, `after 740 s: InternalError`.
# Why it matters: STS is asked nine times as often as needed, against its rate limit, and a short fault of
#   STS stops every call of a program that holds good keys.
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
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common.credential import STSAssumeRoleCredential
from tencentcloud.common.exception import TencentCloudSDKException

actions = []


class Sts(BaseHTTPRequestHandler):
    """Grants the first AssumeRole for two hours and is ill afterwards."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        actions.append(self.headers["X-TC-Action"])
        if len(actions) == 1:
            response = {"Credentials": {"Token": "t", "TmpSecretId": "old-id", "TmpSecretKey": "k"},
                        "ExpiredTime": int(clock()) + 7200, "RequestId": "r"}
        else:
            response = {"Error": {"Code": "InternalError", "Message": "ill"}, "RequestId": "r"}
        body = json.dumps({"Response": response}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


clock = time.time
server = ThreadingHTTPServer(("127.0.0.1", 0), Sts)
threading.Thread(target=server.serve_forever, daemon=True).start()
role = STSAssumeRoleCredential("id", "key", "qcs::cam::uin/1:roleName/r", "session", 7200,
                               endpoint="http://127.0.0.1:%d" % server.server_port)


def keys_after(seconds):
    time.time = lambda: clock() + seconds
    before = len(actions)
    try:
        seen = role.get_credential_info()[0]
    except TencentCloudSDKException as error:
        seen = error.get_code()
    return seen, len(actions) - before


seen = [(seconds,) + keys_after(seconds) for seconds in (0, 700, 740)]
for row in seen:
    print("after %d s: %s, %d renewals" % row)
if seen != [(0, "old-id", 1), (700, "old-id", 0), (740, "InternalError", 1)]:
    sys.exit("behaviour changed")
PY
