#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1, tencentcloud-sdk-python-ecm 3.1.105 (PyPI).
# Guess: What is printed as JSON is the answer of the service.
# Behaviour seen: It is made anew from the classes of the installed SDK. A member that those do not know is
#   gone, at any depth, and one that the service left out is printed as `null`. Output:
#   `printed: added False and False, absent as null: TotalCount, in an instance 28 members` (one was sent).
# Why it matters: A script that tests for a key's presence sees every key always, `length(...)` in a `--filter`
#   fails on a list that the service merely left out, and a member that was announced in the documentation
#   does not appear until the package is updated. An answer kept by it is no evidence of what was answered.
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


ANSWER = {"InstanceSet": [{"InstanceId": "ein-1", "Added": 1}], "Added": 2, "RequestId": "r"}
SERVED = json.dumps({"Response": ANSWER}).encode()


def do_POST(service):
    service.rfile.read(int(service.headers["Content-Length"]))
    service.send_response(200)
    service.send_header("Content-Type", "application/json")
    service.send_header("Content-Length", str(len(SERVED)))
    service.end_headers()
    service.wfile.write(SERVED)


Service.do_POST = do_POST
KEYS = {"TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "TENCENTCLOUD_REGION": "ap-nanjing"}
run = tccli("DescribeInstances", **KEYS)
printed = json.loads(run.stdout)
instance = printed["InstanceSet"][0]
nulls = sorted(name for name, value in printed.items() if value is None)
print("service: %s" % SERVED.decode())
print("printed: added %s and %s, absent as null: %s, in an instance %d members" % (
    "Added" in printed, "Added" in instance, ", ".join(nulls), len(instance)))
if "Added" in printed or "Added" in instance or nulls != ["TotalCount"] or instance["InstanceId"] != "ein-1":
    sys.exit("behaviour changed")
if len(instance) < 20 or sum(value is None for value in instance.values()) != len(instance) - 1:
    sys.exit("behaviour changed: members of an instance")
PY
