#!/usr/bin/env bash
# Package and version: botocore 1.44.8 (PyPI).
# Guess: After a 503 with `Retry-After: 20` the next attempt is made no sooner than 20 s later, in the retry mode
#   called `standard` at least; and a create that has no client token is not sent again after a 5xx.
# Behaviour seen: `Retry-After` is not read (the one that botocore knows is AWS's own `x-amz-retry-after`), and
#   CreateKeyPair, which has no token, is sent three times within seconds.
#   Output: `legacy: 3 requests within 20 s`, `standard: 3 requests within 20 s`.
# Why it matters: A gateway in front of a service cannot slow this client down by the standard header, and what
#   "safe to retry" means there is no model for creates that are billed and have no token.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-compile botocore==1.44.8
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY "${!AWS_@}"
mkdir "$dir/home"
HOME="$dir/home" "$dir/venv/bin/python" - <<'PY'
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import botocore.session
from botocore.config import Config
from botocore.exceptions import ClientError

times = []
BODY = (b"<Response><Errors><Error><Code>ServiceUnavailable</Code><Message>later</Message></Error></Errors>"
        b"<RequestID>r</RequestID></Response>")


class Service(BaseHTTPRequestHandler):
    """Asks every caller to come back in 20 seconds."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        times.append(time.monotonic())
        self.send_response(503)
        self.send_header("Retry-After", "20")
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
seen = []
for mode in ("legacy", "standard"):
    times.clear()
    client = botocore.session.Session().create_client(
        "ec2", region_name="us-east-1", endpoint_url="http://127.0.0.1:%d" % server.server_port,
        aws_access_key_id="id", aws_secret_access_key="key",
        config=Config(retries={"mode": mode, "total_max_attempts": 3}))
    try:
        client.create_key_pair(KeyName="name")
    except ClientError:
        pass
    seen.append((mode, len(times), times[-1] - times[0] < 20))
    print("%s: %d requests %s 20 s" % (mode, len(times), "within" if seen[-1][2] else "over"))
if seen != [("legacy", 3, True), ("standard", 3, True)]:
    sys.exit("behaviour changed")
PY
