"""Parameters and answers of the vendor's command line and of `ecm`, option by option, against one server.

Each `same` of the guide's table is a case here: both send the same request, or print the same of an answer.
"""

import json
import os
import subprocess
import sys
import tempfile
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HERE = os.path.dirname(os.path.abspath(__file__))
INSTANCES = [
    {"InstanceId": "ein-b", "InstanceState": "RUNNING", "CreateTime": "2024-02-01 10:00:00", "Internet": None, "SystemDiskSize": 50,
     "RestrictState": "NORMAL", "SecurityGroupIds": ["sg-1", "sg-2"]},
    {"InstanceId": "ein-a\u00e9", "InstanceState": "STOPPED", "CreateTime": "2023-02-01 10:00:00", "Internet": None, "SystemDiskSize": 60,
     "RestrictState": "NORMAL", "SecurityGroupIds": []},
]


class Recorder(BaseHTTPRequestHandler):
    """Answers every action, and keeps what was asked: action, body and the headers that options set."""

    asked = []
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])) or b"{}")
        action = self.headers["X-TC-Action"]
        kept = {name: self.headers[name] for name in ("X-TC-Region", "X-TC-Language", "X-TC-Version")}
        self.asked.append((action, body, kept))
        fields = {"RunInstances": {"InstanceIdSet": ["ein-1"]}}.get(action, {"TotalCount": 2, "InstanceSet": INSTANCES})
        answer = json.dumps({"Response": {**fields, "RequestId": "r-1"}}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)


class Both:
    """Both tools, in one home folder and with keys in the environment."""

    def __init__(self, ecm):
        server = ThreadingHTTPServer(("127.0.0.1", 0), Recorder)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = "http://127.0.0.1:%d" % server.server_port
        self.home = tempfile.mkdtemp()
        self.ecm = ecm
        self.urls = os.path.join(self.home, "urls.json")
        with open(self.urls, "w") as file:
            json.dump({"login": self.url, "metadata": self.url, "sts": self.url}, file)

    def run(self, command, stdin=None):
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR", "SYSTEMROOT")}
        keys = {"TENCENTCLOUD_SECRET_ID": "AKIDEXAMPLE", "TENCENTCLOUD_SECRET_KEY": "SECRETEXAMPLE"}
        environment = {**kept, **keys, "HOME": self.home, "PYTHONPATH": HERE, "LANG": "C.UTF-8", "TENCENTCLOUD_REGION": "ap-tokyo"}
        Recorder.asked.clear()
        run = subprocess.run(command, env=environment, cwd=self.home, capture_output=True, text=True, timeout=120, input=stdin)
        return run, list(Recorder.asked)

    def tccli(self, action, *arguments, endpoint=True):
        more = ("--endpoint", self.url) if endpoint else ()
        return self.run([sys.executable, os.path.join(HERE, "tool.py"), self.urls, "ecm", action, *arguments, *more])

    def call(self, action, *arguments, stdin=""):
        return self.run([self.ecm, "call", action, *arguments, "--endpoint", self.url], stdin)

    def same_request(self, name, action, tool, ecm, stdin=""):
        """Both send the same request."""
        (first, by_tool), (second, by_ecm) = self.tccli(action, *tool), self.call(action, *ecm, stdin=stdin)
        assert first.returncode == 0 and second.returncode == 0, (name, first, second)
        assert len(by_tool) == len(by_ecm) == 1, (name, by_tool, by_ecm)
        assert by_tool[0][:2] == by_ecm[0][:2], (name, by_tool, by_ecm)
        print("same: " + name)
        return by_tool[0][2], by_ecm[0][2]

    def same_output(self, name, tool, ecm, read=str):
        """Both print the same of one answer."""
        (first, _), (second, _) = self.tccli("DescribeInstances", *tool), self.call("DescribeInstances", *ecm)
        assert first.returncode == 0 and second.returncode == 0, (name, first, second)
        assert read(first.stdout) == read(second.stdout), (name, first.stdout, second.stdout)
        print("same: " + name)


def parameters(both):
    numbers = ("Limit=1", "Offset=7")
    both.same_request("--Limit 1", "DescribeInstances", ("--Limit", "1", "--Offset", "7"),
                      [part for one in numbers for part in ("--set", one)])
    filters = [{"Name": "zone", "Values": ["z-1", "z-2"]}, {"Name": "instance-state", "Values": ["RUNNING"]}]
    both.same_request("a list as JSON", "DescribeInstances", ("--Filters", json.dumps(filters)),
                      ("--set", "Filters=" + json.dumps(filters)))
    unfolded = ("--cli-unfold-argument", "--Filters.0.Name", "zone", "--Filters.0.Values", "z-1", "z-2", "--Filters.1.Name",
                "instance-state", "--Filters.1.Values", "RUNNING")
    paths = ("Filters.0.Name=zone", "Filters.0.Values=[z-1,z-2]", "Filters.1.Name=instance-state", "Filters.1.Values=RUNNING")
    both.same_request("--cli-unfold-argument", "DescribeInstances", unfolded, [part for one in paths for part in ("--set", one)])
    both.same_request("a list of texts", "StopInstances", ("--InstanceIdSet", '["0123", "ein-2"]'),
                      ("--set", "InstanceIdSet=0123", "--set", "InstanceIdSet=ein-2"))
    both.same_request("a boolean", "StopInstances", ("--InstanceIdSet", '["ein-1"]', "--ForceStop", "true"),
                      ("--set", "InstanceIdSet=ein-1", "--set", "ForceStop=true"))
    with open(os.path.join(both.home, "request.json"), "w") as file:
        json.dump({"Limit": 3, "Filters": filters}, file)
    both.same_request("--cli-input-json", "DescribeInstances", ("--cli-input-json", "file://request.json"), ("--json", "request.json"))
    tool, ecm = both.same_request("--region and --language", "DescribeInstances", ("--region", "ap-seoul", "--language", "en-US"),
                                  ("--region", "ap-seoul", "--language", "en-US"))
    assert tool == ecm and tool["X-TC-Region"] == "ap-seoul", (tool, ecm)
    tool, ecm = both.same_request("the region of the environment", "DescribeInstances", (), ())
    assert tool["X-TC-Region"] == ecm["X-TC-Region"] == "ap-tokyo", (tool, ecm)
    tool, ecm = both.same_request("--version", "DescribeInstances", ("--version", "2019-07-19"), ("--spec", "ecm-2019-07-19"))
    assert tool["X-TC-Version"] == ecm["X-TC-Version"] == "2019-07-19", (tool, ecm)
    skeleton, asked = both.tccli("RunInstances", "--generate-cli-skeleton", endpoint=False)
    ours, sent = both.call("RunInstances", "--skeleton")
    assert not asked and not sent and skeleton.returncode == ours.returncode == 0, (skeleton, ours)
    assert set(json.loads(ours.stdout)) <= set(json.loads(skeleton.stdout)), (skeleton.stdout, ours.stdout)
    print("same: --generate-cli-skeleton sends nothing and prints what can be filled in")


def answers(both):
    for name, expression in [
        ("by date", "InstanceSet[?CreateTime > '2024'].InstanceId"), ("a sum", "sum(InstanceSet[].SystemDiskSize)"),
        ("an object", "InstanceSet[0].{State: InstanceState, Id: InstanceId}"), ("a text", "InstanceSet[1].InstanceId"), ("a pipe", "InstanceSet[].InstanceId | sort(@)"),
    ]:
        both.same_output("--filter, " + name, ("--filter", expression), ("--query", expression),
                         read=lambda text: json.dumps(json.loads(text)))
    for name, expression in [
        ("a list", "InstanceSet[].InstanceId"), ("rows", "InstanceSet[].[InstanceId, InstanceState]"),
        ("records", "InstanceSet[].{Z: InstanceId, A: SystemDiskSize, Groups: SecurityGroupIds}"),
        ("one record", "InstanceSet[0].{Id: InstanceId, Net: Internet, Big: SystemDiskSize > `50`}"), ("a number", "TotalCount"),
    ]:
        both.same_output("--output text, " + name, ("--filter", expression, "--output", "text"),
                         ("--query", expression, "--output", "text"))
    missing = "InstanceSet[0].Missing.More"
    (tool, _), (ecm, _) = both.tccli("DescribeInstances", "--filter", missing), both.call("DescribeInstances", "--query", missing)
    assert (tool.stdout, ecm.stdout) == ("", "null\n"), (tool, ecm)
    print("differs: a filter that finds nothing, of which the tool prints nothing and `ecm` null")
    ordered = "InstanceSet[?SystemDiskSize > '50']"
    (tool, _), (ecm, _) = both.tccli("DescribeInstances", "--filter", ordered), both.call("DescribeInstances", "--query", ordered)
    assert tool.returncode != 0 and ecm.returncode == 2 and "have no order" in ecm.stderr, (tool, ecm)
    print("differs: a filter that compares a number with a text, which the tool ends with an exception of Python")


def waits(both):
    machine = {"ZoneInstanceCountISPSet": [{"Zone": "z-1", "InstanceCount": 1, "ISP": "CMCC"}], "ModuleId": "em-1"}
    with open(os.path.join(both.home, "machine.json"), "w") as file:
        json.dump(machine, file)
    waiter = json.dumps({"expr": "InstanceIdSet[0]", "to": "never", "timeout": 3, "interval": 1})
    _, asked = both.tccli("RunInstances", "--cli-input-json", "file://machine.json", "--waiter", waiter)
    assert len(asked) > 1 and {action for action, *_ in asked} == {"RunInstances"}, asked
    run, sent = both.call("RunInstances", "--json", "machine.json", "--wait", "RUNNING", "--wait-timeout", "2", "--wait-interval", "1")
    actions = [action for action, *_ in sent]
    assert run.returncode == 5 and actions.count("RunInstances") == 1 and "DescribeInstances" in actions, (run, sent)
    print("differs: --waiter sends a create %d times, --wait once" % len(asked))
    expression = {"expr": "InstanceSet[0].InstanceState", "to": "RUNNING", "timeout": 5, "interval": 1}
    tool, _ = both.tccli("DescribeInstances", "--waiter", json.dumps(expression))
    ecm, _ = both.call("DescribeInstances", "--set", "Filters.0.Name=instance-id", "--set", "Filters.0.Values=ein-b", "--wait", "RUNNING")
    assert tool.returncode == ecm.returncode == 0 and "ein-b" in tool.stdout and "ein-b" in ecm.stdout, (tool, ecm)
    print("same: a read that is polled until a state, and its last answer")


def main(ecm):
    with tempfile.TemporaryDirectory() as folder:
        tempfile.tempdir = folder
        both = Both(ecm)
        parameters(both)
        answers(both)
        waits(both)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
