#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1 (PyPI).
# Guess: TENCENTCLOUD_REGION gives the region unless `--region` or the named profile sets another; with
#   neither, `--profile prod` uses it or asks for a region.
# Behaviour seen: With `--profile`, the variable is not read. The command writes `prod.configure` by itself
#   with the region ap-guangzhou, which nobody chose, and sends the request there.
#   Output: `no --profile: ap-nanjing`, `--profile prod: ap-guangzhou`, `prod.configure: ap-guangzhou`.
# Why it matters: Adding `--profile` to a working script moves its creates to another region without a
#   word, and look-ups in the region of the variable do not find the machines.
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


with open(os.path.expanduser("~/.tccli/prod.credential"), "w") as file:
    json.dump({"secretId": "prod-id", "secretKey": "key"}, file)
KEYS = {"TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "TENCENTCLOUD_REGION": "ap-nanjing"}

seen = []
for profile in ((), ("--profile", "prod")):
    run = tccli("DescribeConfig", *profile, **KEYS)
    seen.append((run.returncode, requests[0][0]["X-TC-Region"]))
    print("%s: %s" % (" ".join(profile) or "no --profile", seen[-1][1]))
with open(os.path.expanduser("~/.tccli/prod.configure")) as file:
    written = json.load(file)["_sys_param"]["region"]
print("prod.configure: %s" % written)
if seen != [(0, "ap-nanjing"), (0, "ap-guangzhou")] or written != "ap-guangzhou":
    sys.exit("behaviour changed")
PY
