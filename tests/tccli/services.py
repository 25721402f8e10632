"""Services that give out credentials, on this machine: logins, STS and the metadata server."""

import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

KEY, TOKEN = "hunter2-of-the-session", "token-of-the-session"


def keys(secret_id):
    return {"TmpSecretId": secret_id, "TmpSecretKey": KEY, "Token": TOKEN}


def now():
    return int(time.time())


class Services(BaseHTTPRequestHandler):
    """All of them at one address; `asked` keeps the paths and actions, and the tokens that came along."""

    asked = []

    def log_message(self, *_):
        pass

    def say(self, answer):
        body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.asked.append((self.path, None))
        role = {**keys("AKIDinstance"), "ExpiredTime": now() + 7200, "Code": "Success"}
        self.say(b"worker" if self.path.endswith("/") else role)

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        action = self.headers.get("X-TC-Action")
        self.asked.append((action or self.path, self.headers.get("X-TC-Token")))
        if action:
            who = "AKIDrole" if action == "AssumeRole" else "AKIDcontainer"
            answer = {"Credentials": keys(who), "ExpiredTime": now() + 7200, "RequestId": "r"}
            self.say({"Response": answer})
        elif self.path == "/refresh_user_token":
            self.say({"AccessToken": "access-2", "ExpiresAt": now() + 7200})
        elif self.path == "/get_temp_cred":
            self.say({"SecretId": "AKIDoauth2", "SecretKey": KEY, "Token": TOKEN, "ExpiresAt": now() + 7200})
        elif self.path == "/api/org/gen_saml_response":
            self.say({"SAMLResponse": "assertion"})
        elif self.path == "/api/sts/assume_role_with_saml":
            self.say({"Credentials": keys("AKIDsso2"), "ExpiredTime": now() + 7200})
        else:
            self.say({"Error": {"Code": "NotFound"}})


def start():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Services)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return "http://127.0.0.1:%d" % server.server_port
