#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1, tencentcloud-sdk-python-hunyuan 3.1.180 (PyPI).
# Guess: `tccli hunyuan ChatCompletions --Stream True` prints the events as they come, or at least all of them at
#   the end; an action that it cannot show it does not send.
# Behaviour seen: The request is sent and answered with events; then the command prints its usage, and under it
#   that a generator has no attribute `to_json_string`, with code 255. No event is shown, with `--output text`
#   and `table` neither. Without `Stream` the same command prints its answer. Output:
#   `--Stream True: 1 sent, code 255, an answer shown: False`, `--Stream False: 1 sent, code 0, .. shown: True`.
# Why it matters: The tokens are paid for. The usage text looks as if the line were wrong, so it is tried again
#   in other spellings, each of which costs the same.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
# The SDK of every service, which tccli asks for, is left out: it takes minutes and is not used here.
"$dir/venv/bin/pip" --quiet install --no-compile --no-deps tccli==3.1.189.1 six==1.17.0 jmespath==1.1.0 \
    tencentcloud-sdk-python-common==3.1.195 tencentcloud-sdk-python-hunyuan==3.1.180 \
    tencentcloud-sdk-python-cvm==3.1.178 cos-python-sdk-v5==1.9.44 xmltodict==1.0.4 pycryptodome==4.4.0 \
    crcmod==1.7 requests==2.34.2 urllib3==2.8.0 certifi idna charset-normalizer
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
unset "${!TENCENTCLOUD_@}" "${!TCCLI_@}" "${!TKE_@}"
mkdir -p "$dir/home/.tccli"
HOME="$dir/home" "$dir/venv/bin/python" - <<'PY'
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

sent = []
EVENTS = b'data: {"Choices":[{"Delta":{"Content":"shown"}}],"Id":"1"}\n\ndata: {"Choices":[],"Id":"1"}\n\n'
ANSWER = b'{"Response":{"Choices":[{"Message":{"Content":"shown"}}],"RequestId":"r"}}'


class Service(BaseHTTPRequestHandler):
    """Answers as the service does: with events if they are asked for."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        sent.append(body)
        kind, body = ("text/event-stream", EVENTS) if body.get("Stream") else ("application/json", ANSWER)
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()


def chat(*arguments):
    sent.clear()
    messages = json.dumps([{"Role": "user", "Content": "x"}])
    command = [os.path.join(os.path.dirname(sys.executable), "tccli"), "hunyuan", "ChatCompletions",
               "--region", "ap-guangzhou", "--secretId", "id", "--secretKey", "key", "--Model", "m",
               "--Messages", messages, "--endpoint", "http://127.0.0.1:%d" % server.server_port, *arguments]
    run = subprocess.run(command, capture_output=True, text=True)
    print("%s: %d sent, code %d, an answer shown: %s" % (
        " ".join(arguments), len(sent), run.returncode, "shown" in run.stdout + run.stderr))
    return len(sent), run.returncode, "shown" in run.stdout + run.stderr, "to_json_string" in run.stderr


seen = [chat("--Stream", "True"), chat("--Stream", "True", "--output", "text"), chat("--Stream", "False")]
if seen != [(1, 255, False, True)] * 2 + [(1, 0, True, False)]:
    sys.exit("behaviour changed")
PY
