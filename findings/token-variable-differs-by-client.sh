#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 and tccli 3.1.189.1 (PyPI),
#   tencentcloud-sdk-nodejs-common 4.1.220 (npm).
# Guess: Beside TENCENTCLOUD_SECRET_ID and TENCENTCLOUD_SECRET_KEY there is one variable for the token of
#   temporary keys, and the vendor's clients agree on it as they do on the other two.
# Behaviour seen: tccli reads TENCENTCLOUD_TOKEN, the Node SDK TENCENTCLOUD_SESSION_TOKEN, and the Python
#   SDK reads neither: it makes a long-lived credential of the two other variables, without a warning.
#   Output: `Python null`, `Node from-SESSION_TOKEN`, `tccli from-TOKEN`.
# Why it matters: Temporary keys in the environment work in one client and are refused with an AuthFailure
#   that names the id in the next. No single variable serves all three.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
# The SDK of every service, which tccli asks for, is left out: it takes minutes and is not used here.
"$dir/venv/bin/pip" --quiet install --no-compile --no-deps tccli==3.1.189.1 six==1.17.0 jmespath==1.1.0 \
    tencentcloud-sdk-python-common==3.1.195 tencentcloud-sdk-python-ecm==3.1.105 \
    tencentcloud-sdk-python-cvm==3.1.178 cos-python-sdk-v5==1.9.44 xmltodict==1.0.4 pycryptodome==4.4.0 \
    crcmod==1.7 requests==2.34.2 urllib3==2.8.0 certifi idna charset-normalizer
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY TCCLI_PROFILE
export TENCENTCLOUD_SECRET_ID=id TENCENTCLOUD_SECRET_KEY=key TENCENTCLOUD_REGION=ap-guangzhou
export TENCENTCLOUD_TOKEN=from-TOKEN TENCENTCLOUD_SESSION_TOKEN=from-SESSION_TOKEN
cat > "$dir/python.py" <<'PY'
from tencentcloud.common.credential import DefaultCredentialProvider
print(DefaultCredentialProvider().get_credential().token or "null")
PY
cat > "$dir/node.js" <<'JS'
const { DefaultCredentialProvider } = require("tencentcloud-sdk-nodejs-common/tencentcloud/common/credential");
new DefaultCredentialProvider().getCredential().then(({ token }) => console.log(token || "null"));
JS
cat > "$dir/tccli.py" <<'PY'
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

tokens = []


class Service(BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        tokens.append(self.headers["X-TC-Token"])
        body = b'{"Response":{"RequestId":"r"}}'
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
subprocess.run([os.path.join(os.path.dirname(sys.executable), "tccli"), "ecm", "DescribeConfig", "--endpoint",
                "http://127.0.0.1:%d" % server.server_port], check=True, stdout=subprocess.DEVNULL)
print(tokens[0] or "null")
PY
mkdir "$dir/home"
python=$(HOME="$dir/home" "$dir/venv/bin/python" "$dir/python.py")
node=$(HOME="$dir/home" node "$dir/node.js")
tccli=$(HOME="$dir/home" "$dir/venv/bin/python" "$dir/tccli.py")
echo "Python $python"
echo "Node $node"
echo "tccli $tccli"
if [ "$python $node $tccli" != "null from-SESSION_TOKEN from-TOKEN" ]; then
    echo "behaviour changed" >&2
    exit 1
fi
