#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 (PyPI), tencentcloud-sdk-nodejs-common 4.1.220 (npm).
# Guess: A comment that keeps an event stream alive (`: ping` and an empty line) is no event, as the format says:
#   a block without `data` is dropped. The last block counts only with its empty line.
# Behaviour seen: Both SDKs hand out an event without data for the comment (Python an empty dict, Node an event
#   whose data is the empty text). Python drops the unfinished last block, as the format says; Node hands it out.
#   Output: `Python ["none", "1"]`, `Node ["none", "1", "2"]`.
# Why it matters: A loop that parses the data of each event fails at the first quiet moment of a long answer, and a
#   stream that was cut off ends differently for the two clients.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 requests==2.34.2 urllib3==2.8.0
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 node-fetch@2.7.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
cat > "$dir/read.js" <<'JS'
const { CommonClient } = require("tencentcloud-sdk-nodejs-common");
const client = new CommonClient(process.argv[2], "2023-09-01", {
  credential: { secretId: "id", secretKey: "key" },
  region: "ap-guangzhou",
  profile: { httpProfile: { protocol: "http://" } },
});
client.request("ChatCompletions", { Stream: true }).then(async (stream) => {
  const data = [];
  for await (const event of stream) data.push(event.data || "none");
  console.log(JSON.stringify(data));
});
JS
cat > "$dir/serve.py" <<'PY'
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

STREAM = b": ping\n\ndata: 1\n\ndata: 2\n"


class Service(BaseHTTPRequestHandler):
    """Answers with the stream."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(STREAM)))
        self.end_headers()
        self.wfile.write(STREAM)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
endpoint = "127.0.0.1:%d" % server.server_port
profile = ClientProfile(httpProfile=HttpProfile(protocol="http", endpoint=endpoint))
client = CommonClient("hunyuan", "2023-09-01", Credential("id", "key"), "ap-guangzhou", profile)
python = [event.get("data", "none") for event in client.call_sse("ChatCompletions", {"Stream": True})]
node = json.loads(subprocess.check_output(["node", sys.argv[1], endpoint], text=True))
print("Python", json.dumps(python))
print("Node", json.dumps(node))
if python != ["none", "1"] or node != ["none", "1", "2"]:
    sys.exit("behaviour changed")
PY
"$dir/venv/bin/python" "$dir/serve.py" "$dir/read.js"
