#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 (PyPI).
# Guess: `DefaultCredentialProvider` goes on to the instance's role where the profile file has nothing for
#   it, and says that no valid credential was found where the chain comes to its end.
# Behaviour seen: A file without `[default]` (an empty one too) ends the chain with an AttributeError, while a
#   `[default]` without a key, or no file at all, goes on. The end of the chain is an OSError about
#   TKE_REGION; the vendor's own message for it cannot be reached. None of these is the SDK's exception.
#   Output: `only [prod]: AttributeError`, `no key: role`, `nothing anywhere: OSError TKE_REGION not exist`.
# Why it matters: A file with a profile for another tool takes an instance's role away from a program that
#   worked, and `except TencentCloudSDKException` around the provider catches neither case.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 requests==2.34.2 urllib3==2.8.0
unset https_proxy HTTP_PROXY HTTPS_PROXY all_proxy ALL_PROXY no_proxy NO_PROXY
unset TENCENTCLOUD_SECRET_ID TENCENTCLOUD_SECRET_KEY TKE_REGION
mkdir -p "$dir/home/.tencentcloud"
HOME="$dir/home" "$dir/venv/bin/python" - <<'PY'
import json
import os
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

role_is_bound = True


class Metadata(BaseHTTPRequestHandler):
    """Stands for the metadata service of an instance; reached as a proxy, by the service's own address."""

    def log_message(self, *_):
        pass

    def do_GET(self):
        body = b"role" if self.path.endswith("/") else json.dumps({
            "Code": "Success", "TmpSecretId": "role-id", "TmpSecretKey": "key", "Token": "token",
            "ExpiredTime": int(time.time()) + 3600}).encode()
        self.send_response(200 if role_is_bound else 404)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


server = ThreadingHTTPServer(("127.0.0.1", 0), Metadata)
threading.Thread(target=server.serve_forever, daemon=True).start()
os.environ["http_proxy"] = "http://127.0.0.1:%d" % server.server_port
from tencentcloud.common.credential import DefaultCredentialProvider  # noqa: E402

path = os.path.expanduser("~/.tencentcloud/credentials")


def chain(text):
    if text is None:
        os.remove(path)
    else:
        with open(path, "w") as file:
            file.write(text)
    try:
        return "role" if DefaultCredentialProvider().get_credential().secret_id == "role-id" else "other"
    except Exception as error:
        return "%s %s" % (type(error).__name__, error)


seen = [
    ("only [prod]", chain("[prod]\nsecret_id=id\nsecret_key=key\n")),
    ("empty file", chain("")),
    ("no key", chain("[default]\nsecret_id=id\n")),
    ("no file", chain(None)),
]
role_is_bound = False
seen.append(("nothing anywhere", chain("[default]\n")))
for name, outcome in seen:
    print("%s: %s" % (name, outcome))
lost = "AttributeError 'ProfileCredential' object has no attribute 'secret_id'"
if [outcome for _, outcome in seen] != [lost, lost, "role", "role", "OSError TKE_REGION not exist"]:
    sys.exit("behaviour changed")
PY
