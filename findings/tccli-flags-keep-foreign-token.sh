#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1 (PyPI).
# Guess: `--secretId` and `--secretKey` replace the whole credential, so that no token goes along; key, secret
#   and token are taken from one source together.
# Behaviour seen: Each of the three is filled by itself. The flags' pair is sent with the token of the
#   environment, or of the profile's file, which belongs to another pair. An empty `--token ""` helps.
#   Output:
#   `environment: Credential=flag-id, token of-environment`, `profile: Credential=flag-id, token of-profile`.
# Why it matters: Valid long-lived keys are refused (AuthFailure) wherever temporary keys happen to be
#   configured, and the message speaks of the keys. A chain of sources must never mix two of them.
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


with open(os.path.expanduser("~/.tccli/default.credential"), "w") as file:
    json.dump({"secretId": "profile-id", "secretKey": "key", "token": "of-profile"}, file)
temporary = {"TENCENTCLOUD_SECRET_ID": "env-id", "TENCENTCLOUD_SECRET_KEY": "key",
             "TENCENTCLOUD_TOKEN": "of-environment"}
flags = ("DescribeConfig", "--region", "ap-nanjing", "--secretId", "flag-id", "--secretKey", "key")
seen = []
for name, run in (("environment", (flags, temporary)), ("profile", (flags, {})),
                  ("empty token", (flags + ("--token", ""), {}))):
    tccli(*run[0], **run[1])
    headers = requests[0][0]
    seen.append((headers["Authorization"].split()[1].split("/")[0], headers["X-TC-Token"]))
    print("%s: %s, token %s" % ((name,) + seen[-1]))
if seen != [("Credential=flag-id", "of-environment"), ("Credential=flag-id", "of-profile"),
            ("Credential=flag-id", None)]:
    sys.exit("behaviour changed")
PY
