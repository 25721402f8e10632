#!/usr/bin/env bash
# Package and version: volcengine-python-sdk 5.0.54 (PyPI; core and ecs packages of that version).
# Guess: RunInstances takes a `ClientToken`; a client that repeats a create by itself fills it in, as the one of
#   Baidu's cloud does, or leaves the repeating to its caller.
# Behaviour seen: It repeats and fills in nothing. RunInstances is a GET without a token, and goes out four times
#   after a lost connection, a read timeout, and each of 500, 502, 503 and 504. Output:
#   `closed: 4 requests, token in the query: False`, and the same for `timeout`, 500, 502, 503 and 504.
# Why it matters: One call whose answer is lost may buy four machines. `configuration.auto_retry = False`, or a
#   token of one's own, prevents it; as a GET it is also repeated by whatever caches or proxies are on the way.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-compile --no-deps volcenginesdk-core==5.0.54 volcenginesdk-ecs==5.0.54 \
    six==1.17.0 python-dateutil==2.9.0.post0 urllib3==2.8.0 certifi
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import volcenginesdkcore
import volcenginesdkecs

sent = []
answer = None
over = threading.Event()
BODY = b'{"ResponseMetadata":{"RequestId":"r","Error":{"Code":"InternalError","Message":"m"}}}'


class Service(BaseHTTPRequestHandler):
    """Keeps what is asked for and answers as a gateway would."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        sent.append(self.path)
        if answer == "closed":
            return
        if answer == "timeout":
            over.wait(60)
            return
        self.send_response(answer)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(BODY)))
        self.end_headers()
        self.wfile.write(BODY)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()


def run_instances(auto_retry):
    sent.clear()
    configuration = volcenginesdkcore.Configuration()
    configuration.ak, configuration.sk = "example", "example"
    configuration.region, configuration.scheme = "cn-beijing", "http"
    configuration.host = "127.0.0.1:%d" % server.server_port
    configuration.read_timeout = 0.5
    configuration.auto_retry = auto_retry
    api = volcenginesdkecs.ECSApi(volcenginesdkcore.ApiClient(configuration))
    try:
        api.run_instances(volcenginesdkecs.RunInstancesRequest(image_id="i", zone_id="z", instance_name="n"))
        sys.exit("behaviour changed: no error")
    except Exception:
        return len(sent), "ClientToken" in sent[0], "Action=RunInstances" in sent[0]


seen = set()
for answer in ("closed", "timeout", 500, 502, 503, 504):
    number, token, action = run_instances(True)
    seen.add((number, token, action))
    print("%s: %d requests, token in the query: %s" % (answer, number, token))
answer = "closed"
number = run_instances(False)[0]
print("closed, auto_retry off: %d requests" % number)
over.set()
if seen != {(4, False, True)} or number != 1:
    sys.exit("behaviour changed")
PY
