#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 (PyPI).
# Guess: `CVMRoleCredential` raises when the metadata service cannot renew the keys and they have expired.
# Behaviour seen: Every failure of a renewal is dropped, and the old keys are handed out for ever, long after
#   their `ExpiredTime`; each call tries again first. Keys that never came are handed out as three `None`.
#   Output: `one hour after the end: old-id`, `never fetched: (None, None, None)`.
# Why it matters: The caller sees an AuthFailure from the service about keys it never chose, or a TypeError
#   from the signer, and nothing says that the metadata service is the cause. A resend cannot help.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 requests==2.34.2 urllib3==2.8.0
unset https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
"$dir/venv/bin/python" - <<'PY'
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

healthy, asked = True, 0


class Metadata(BaseHTTPRequestHandler):
    """Stands for the metadata service of an instance; reached as a proxy, by the service's own address."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        global asked
        asked += 1
        body = b"role" if self.path.endswith("/") else json.dumps({
            "Code": "Success", "TmpSecretId": "old-id", "TmpSecretKey": "key", "Token": "token",
            "ExpiredTime": int(clock()) + 7200}).encode()
        self.send_response(200 if healthy else 500)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


clock = time.time
server = ThreadingHTTPServer(("127.0.0.1", 0), Metadata)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["http_proxy"] = "http://127.0.0.1:%d" % server.server_port
from tencentcloud.common.credential import CVMRoleCredential  # noqa: E402

role = CVMRoleCredential()
first = role.get_credential_info()
healthy, asked = False, 0
time.time = lambda: clock() + 7200 + 3600
expired = role.get_credential_info()
tried = asked
never = CVMRoleCredential().get_credential_info()
print("one hour after the end: %s, %d attempt to renew" % (expired[0], tried))
print("never fetched: %s" % (never,))
if first[0] != "old-id" or expired != first or tried != 1 or never != (None, None, None):
    sys.exit("behaviour changed")
PY
