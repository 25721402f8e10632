#!/usr/bin/env bash
# Package and version: tccli 3.1.189.1 with tencentcloud-sdk-python-ecm 3.1.105 (PyPI).
# Guess: A member of `--cli-input-json` that tccli does not know is sent as it is, or refused as the flag of
#   the same name is.
# Behaviour seen: It is taken out in silence, at any depth, and the rest is sent. The parameter that stays
#   behind may be an empty object. Output: `as a flag: code 255, 0 sent, names the option: True`,
#   `in the file: code 0, sent {'ZoneInstanceCountISPSet': [...], 'Password': 'example', 'SystemDisk': {}}`.
# Why it matters: A misspelt `SystemDisk.DiskSize`, or a member newer than the command, gives a machine of
#   default size and a success. A JSON file that one client carries out is no proof for another.
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
              "Password": "example", "SystemDisk": {"DiskSizes": 100}, "NewParameter": 1}
with open("run.json", "w") as file:
    json.dump(PARAMETERS, file)
KEYS = {"TENCENTCLOUD_SECRET_ID": "id", "TENCENTCLOUD_SECRET_KEY": "key", "TENCENTCLOUD_REGION": "ap-nanjing"}

flag = tccli("RunInstances", "--NewParameter", "1", "--Password", "example", "--InternetMaxBandwidthOut", "1",
             "--ImageId", "img-1", "--InstanceType", "t", "--ZoneInstanceCountISPSet",
             json.dumps(PARAMETERS["ZoneInstanceCountISPSet"]), **KEYS)
flag_seen = (flag.returncode, len(requests), "Unknown options: --NewParameter" in flag.stderr)
file = tccli("RunInstances", "--cli-input-json", "file://run.json", **KEYS)
print("as a flag: code %d, %d sent, names the option: %s" % flag_seen)
print("in the file: code %d, sent %s" % (file.returncode, requests[0][1]))
kept = {"ZoneInstanceCountISPSet": PARAMETERS["ZoneInstanceCountISPSet"], "Password": "example", "SystemDisk": {}}
if flag_seen != (255, 0, True) or file.returncode != 0 or requests[0][1] != kept:
    sys.exit("behaviour changed")
PY
