#!/usr/bin/env bash
# Package and version: pydo 0.44.0 with azure-core 1.41.0 (PyPI; the maker's own client of DigitalOcean).
# Guess: The retry policy lists the methods that it repeats (`RetryPolicy()._method_whitelist`: DELETE, GET, HEAD,
#   OPTIONS, PUT, TRACE). POST is not among them, so `droplets.create` goes out once whatever comes back.
# Behaviour seen: Before the list is looked at, a POST that was answered with 500, 503 or 504 is repeated, three
#   times by default; 502 and a connection closed without an answer follow the list and are not. Output:
#   `POST is on the list: False`, `500: 4 POST /v2/droplets`, `502: 1 ..`, `503: 4 ..`, `504: 4 ..`, `closed: 1 ..`.
# Why it matters: Creating droplets bills and takes no token for repeats. `retry_total=0` switches it off, and
#   leaving POST out of `retry_on_methods` does not. All clients made on azure-core share it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install pydo==0.44.0 azure-core==1.41.0 requests==2.34.2
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pydo
from azure.core.pipeline.policies import RetryPolicy

posts = []
answer = None


class Service(BaseHTTPRequestHandler):
    """Keeps what is posted and answers as a gateway would."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        posts.append(self.path)
        if answer == "closed":
            self.close_connection = True
            return
        self.send_response(answer)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"{}")


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()


def create(**settings):
    posts.clear()
    endpoint = "http://127.0.0.1:%d" % server.server_port
    client = pydo.Client(token="example", endpoint=endpoint, retry_backoff_factor=0, **settings)
    wanted = {"name": "a", "region": "nyc3", "size": "s-1vcpu-1gb", "image": "debian-12-x64"}
    try:
        client.droplets.create(body=wanted, enforce_https=False)
        sys.exit("behaviour changed: no error")
    except Exception as error:
        return len(posts), type(error).__name__


listed = "POST" in RetryPolicy()._method_whitelist
print("POST is on the list: %s" % listed)
seen = {}
for answer in (500, 502, 503, 504, "closed"):
    seen[answer], error = create()
    print("%s: %d POST %s, %s" % (answer, seen[answer], posts[0], error))
answer = 500
without_post = create(retry_on_methods=["GET"])[0]
none = create(retry_total=0)[0]
print("500 with retry_on_methods=GET: %d, with retry_total=0: %d" % (without_post, none))
if listed or seen != {500: 4, 502: 1, 503: 4, 504: 4, "closed": 1} or (without_post, none) != (4, 1):
    sys.exit("behaviour changed")
PY
