#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1 (PyPI), tencentcloud-sdk-python-common 3.1.195.
# Guess: Keys given by `--secretId` and `--secretKey` sign the call, whatever the environment holds.
# Behaviour seen: Where the four variables of a container's identity are set (`TKE_REGION`, `TKE_PROVIDER_ID`,
#   `TKE_WEB_IDENTITY_TOKEN_FILE`, `TKE_ROLE_ARN`), the keys are not looked at: the token in the file is
#   exchanged for the container's role first, and that role signs. Here the exchange has nowhere to go, so
#   nothing reaches the service. Output:
#   `keys alone: signed by flag-id`,
#   `with a container's variables, keys by options: 0 sent, code 255, asked sts: True`.
# Why it matters: A job in a pod acts with the rights, and on the account, of the pod although its line
#   names another key; the key variables lose in the same way.
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


with open("token", "w") as file:
    file.write("example")
POD = {"TKE_REGION": "ap-nanjing", "TKE_PROVIDER_ID": "example", "TKE_ROLE_ARN": "qcs::cam::uin/1:roleName/example",
       "TKE_WEB_IDENTITY_TOKEN_FILE": os.path.abspath("token")}
# A proxy that is not there, so that the exchange ends at once and leaves this machine in no case.
POD["HTTPS_PROXY"] = "http://127.0.0.1:1"
flags = ("DescribeConfig", "--region", "ap-nanjing", "--secretId", "flag-id", "--secretKey", "key")
tccli(*flags)
by = requests[0][0]["Authorization"].split("Credential=")[1].split("/")[0]
print("keys alone: signed by %s" % by)
seen = []
for name, arguments, more in (
        ("options", flags, {}),
        ("variables", flags[:3], {"TENCENTCLOUD_SECRET_ID": "env-id", "TENCENTCLOUD_SECRET_KEY": "key"})):
    run = tccli(*arguments, **POD, **more)
    seen.append((len(requests), run.returncode, "sts.tencentcloudapi.com" in run.stdout + run.stderr))
    print("with a container's variables, keys by %s: %d sent, code %d, asked sts: %s" % ((name,) + seen[-1]))
if by != "flag-id" or seen != [(0, 255, True)] * 2:
    sys.exit("behaviour changed")
PY
