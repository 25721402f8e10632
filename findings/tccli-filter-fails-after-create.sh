#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1 (PyPI).
# Guess: A `--filter` that is no JMESPath expression is refused before anything is sent, as a wrong `--output` is.
# Behaviour seen: The expression is looked at when the answer is there. The machine is created, then the
#   command ends with code 255 and prints neither the instance's id nor the RequestId. The same happens for
#   an expression that fails on this answer, and one that finds nothing prints nothing with code 0.
#   Output: `--output=wrong: 0 sent, code 252, id printed: False`,
#   `--filter=InstanceIdSet[: 1 sent, code 255, id printed: False`.
# Why it matters: 255 is also the code of a refusal, so a script that runs RunInstances again after it
#   buys a second machine because of a typing mistake in how the first is shown.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
# The SDK of every service, which tccli asks for, is left out: it takes minutes and is not used here.
"$dir/venv/bin/pip" --quiet install --no-compile --no-deps tccli==3.1.189.1 six==1.17.0 jmespath==1.1.0 \
    tencentcloud-sdk-python-common==3.1.195 tencentcloud-sdk-python-ecm==3.1.105 \
    tencentcloud-sdk-python-cvm==3.1.178 cos-python-sdk-v5==1.9.44 xmltodict==1.0.4 pycryptodome==4.4.0 \
    crcmod==1.7 requests==2.34.2 urllib3==2.8.0 certifi idna charset-normalizer
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
unset "${!TENCENTCLOUD_@}" "${!TCCLI_@}" "${!TKE_@}"
mkdir -p "$dir/home/.tccli"
cd "$dir"
HOME="$dir/home" "$dir/venv/bin/python" - <<'PY'
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

requests = []


class Service(BaseHTTPRequestHandler):
    """Carries every request out and keeps it."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        requests.append((self.headers, json.loads(body)))
        body = b'{"Response":{"InstanceIdSet":["ein-1"],"RequestId":"r"}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()


def tccli(*arguments, **environment):
    requests.clear()
    command = [os.path.join(os.path.dirname(sys.executable), "tccli"), "ecm", *arguments,
               "--endpoint", "http://127.0.0.1:%d" % server.server_port]
    return subprocess.run(command, env={**os.environ, **environment}, capture_output=True, text=True)


PARAMETERS = {"ZoneInstanceCountISPSet": [{"Zone": "z", "InstanceCount": 1, "ISP": "CMCC"}],
              "Password": "example", "InternetMaxBandwidthOut": 1, "ImageId": "img-1", "InstanceType": "t"}
with open("run.json", "w") as file:
    json.dump(PARAMETERS, file)
KEYS = {"TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "TENCENTCLOUD_REGION": "ap-nanjing"}

seen = []
for option in ("--output=wrong", "--filter=InstanceIdSet[", "--filter=length(Missing)", "--filter=Missing"):
    run = tccli("RunInstances", "--cli-input-json", "file://run.json", option, **KEYS)
    printed = "ein-1" in run.stdout + run.stderr
    seen.append((len(requests), run.returncode, printed))
    print("%s: %d sent, code %d, id printed: %s" % ((option,) + seen[-1]))
if seen != [(0, 252, False), (1, 255, False), (1, 255, False), (1, 0, False)]:
    sys.exit("behaviour changed")
PY
