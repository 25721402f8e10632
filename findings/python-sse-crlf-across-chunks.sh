#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 with requests 2.34.2 (PyPI).
# Guess: An event stream whose lines end in CRLF gives the same events wherever the bytes are cut.
# Behaviour seen: Lines are read in pieces of 512 bytes. A CR that is the last byte of a piece ends the
#   line, and the LF that opens the next piece counts as an empty line, so that one event becomes two.
#   Output: `CR is byte 511: [{'event': 'message', 'data': '{}'}]` and
#   `CR is byte 512: [{'event': 'message'}, {'data': '{}'}]`.
# Why it matters: About one line in 512 breaks, in a place that depends on the lengths of all earlier
#   lines. The name of an event is parted from its data and an event without data reaches
#   code that reads its data. A test with a short stream never sees it.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 requests==2.34.2 urllib3==2.8.0
unset http_proxy https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY
"$dir/venv/bin/python" - <<'PY'
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tencentcloud.common.common_client import CommonClient
from tencentcloud.common.credential import Credential
from tencentcloud.common.profile.client_profile import ClientProfile
from tencentcloud.common.profile.http_profile import HttpProfile

stream = b""


class Service(BaseHTTPRequestHandler):
    """Answers with the stream."""

    def log_message(self, *_):
        pass

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Content-Length", str(len(stream)))
        self.end_headers()
        self.wfile.write(stream)


server = ThreadingHTTPServer(("127.0.0.1", 0), Service)
threading.Thread(target=server.serve_forever, daemon=True).start()
http = HttpProfile(protocol="http", endpoint="127.0.0.1:%d" % server.server_port)
client = CommonClient("hunyuan", "2023-09-01", Credential("id", "key"), "ap-guangzhou",
                      ClientProfile(httpProfile=http))


def events(position):
    """The events behind the first, with the CR of the event's name as the byte of that position."""
    global stream
    name, data = b"event: message", b"data: {}\r\n\r\n"
    filler = position - 1 - len(name) - len(b": \r\n\r\n") - len(data)
    head = data + b": " + b"x" * filler + b"\r\n"
    stream = head + b"\r\n" + name + b"\r\n" + data
    if stream[position - 1:position + 1] != b"\r\n":
        sys.exit("the stream is laid out wrongly")
    return [e for e in client.call_sse("ChatCompletions", {}) if e][1:]


whole, cut = events(511), events(512)
print("CR is byte 511:", whole)
print("CR is byte 512:", cut)
if whole != [{"event": "message", "data": "{}"}] or cut != [{"event": "message"}, {"data": "{}"}]:
    sys.exit("behaviour changed")
PY
