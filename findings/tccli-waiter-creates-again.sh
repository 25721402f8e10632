#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1 (PyPI).
# Guess: `--waiter` on RunInstances creates once, and then asks for the state with a reading action until it is
#   the one wanted, as the waiters of other command lines do.
# Behaviour seen: There is no second action. Each look sends the called action itself again, with the same
#   parameters: with an interval of 1 s and a timeout of 3 s four machines are ordered. The ids are printed as
#   "Inquiry result", and the code is 255 although every order was accepted. Output:
#   `RunInstances sent: 4 times, code 255`.
# Why it matters: The default timeout of 180 s with the default interval of 5 s orders some 37 machines. What
#   waits must only read.
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

waiter = "{'expr': 'InstanceIdSet', 'to': 'RUNNING', 'timeout': 3, 'interval': 1}"
run = tccli("RunInstances", "--cli-input-json", "file://run.json", "--waiter", waiter, **KEYS)
actions = {headers["X-TC-Action"] for headers, _ in requests}
bodies = {json.dumps(body, sort_keys=True) for _, body in requests}
print("%s sent: %d times, code %d" % ("/".join(actions), len(requests), run.returncode))
# A slow machine may get one look less.
if actions != {"RunInstances"} or len(bodies) != 1 or len(requests) not in (3, 4) or run.returncode != 255:
    sys.exit("behaviour changed")
PY
