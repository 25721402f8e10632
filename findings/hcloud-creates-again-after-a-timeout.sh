#!/usr/bin/env bash
# Package and version: hcloud 2.27.0 (PyPI; the maker's own client of Hetzner Cloud), requests 2.34.2.
# Guess: `servers.create` bills and its API takes no token for repeats, so a lost answer (502, 504, a read timeout) is
#   an error at once, as a closed connection, 500 and 503 are.
# Behaviour seen: 502, 504 and a read timeout send the same POST five more times; 500, 503 and a connection
#   closed without an answer do not. `timeout`, off by default, makes six requests of a slow one. Output:
#   `502: 6 POST /servers`, `504: 6 POST /servers`, `timeout: 6 POST /servers`, `500: 1 ..`, `closed: 1 ..`.
# Why it matters: A gateway that gives up after the service accepted the create gets five more. Names of servers
#   are unique there, so that the caller is then told that the name is taken, not that its machine runs and
#   bills; what has no unique name is made again. No setting switches it off.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install --no-deps hcloud==2.27.0 python-dateutil==2.9.0.post0 six==1.17.0 \
    requests==2.34.2 urllib3==2.8.0 certifi idna charset-normalizer
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import hcloud._client
from hcloud import Client
from hcloud.images import Image
from hcloud.server_types import ServerType

posts = []
answer = None
over = threading.Event()


class Service(BaseHTTPRequestHandler):
    """Keeps what is posted and answers as a gateway would."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        posts.append(self.path)
        self.close_connection = True
        if answer == "closed":
            return
        if answer == "timeout":
            over.wait(60)
            return
        self.send_response(answer)
        self.send_header("Content-Length", "0")
        self.end_headers()


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
server.daemon_threads = True
threading.Thread(target=server.serve_forever, daemon=True).start()
# The pauses between attempts, which double up to a minute, are not waited for.
hcloud._client.time.sleep = lambda _: None

seen = {}
for answer in (500, 502, 503, 504, "closed", "timeout"):
    posts.clear()
    client = Client(token="example", api_endpoint="http://127.0.0.1:%d" % server.server_port, timeout=0.5)
    try:
        client.servers.create(name="a", server_type=ServerType(name="cx22"), image=Image(name="debian-12"))
        sys.exit("behaviour changed: no error")
    except Exception as error:
        seen[answer] = len(posts)
        print("%s: %d POST %s, %s" % (answer, len(posts), posts[0], type(error).__name__))
over.set()
if seen != {500: 1, 502: 6, 503: 1, 504: 6, "closed": 1, "timeout": 6}:
    sys.exit("behaviour changed")
PY
