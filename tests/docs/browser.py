"""A headless Chromium, driven over the plain HTTP of its WebDriver."""

import json
import os
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
]
KEYS = {"Enter": "\ue007", "Escape": "\ue00c", "ArrowDown": "\ue015", "ArrowUp": "\ue013"}


class Browser:
    """One window; `preferences` are those of the browser's profile."""

    def __init__(self, preferences=None):
        self.profile = tempfile.mkdtemp()
        self.driver = subprocess.Popen(
            ["chromedriver", "--port=0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.session = None
        try:
            self.root = f"http://127.0.0.1:{self.port()}"
            options = {"args": [*FLAGS, f"--user-data-dir={self.profile}"], "prefs": preferences or {}}
            logs = {"browser": "ALL", "performance": "ALL"}
            wanted = {"goog:chromeOptions": options, "goog:loggingPrefs": logs}
            answer = self.send("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
            self.session = f"/session/{answer['sessionId']}"
        except BaseException:
            self.close()
            raise

    def port(self):
        for line in self.driver.stdout:
            if "was started successfully on port" in line:
                return line.strip().rstrip(".").rsplit(" ", 1)[1]
        raise AssertionError("chromedriver did not start")

    def send(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.root + path, data, {"Content-Type": "application/json"}, method=method)
        # The driver is on this machine, whatever proxy the environment names.
        opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
        try:
            with opener.open(request, timeout=120) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{method} {path}: {error.read().decode()[:600]}") from None

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        if self.session:
            self.send("DELETE", self.session)
        self.driver.terminate()
        self.driver.wait(30)
        shutil.rmtree(self.profile, ignore_errors=True)

    def open(self, folder, page):
        url = "file://" + os.path.join(os.path.abspath(folder), page)
        self.send("POST", f"{self.session}/url", {"url": url})
        # The driver does not always wait for a page from the disk.
        loaded = f"return location.href === {json.dumps(url)} && document.readyState === 'complete' && !!document.body?.lastElementChild"
        self.wait(loaded, f"loading {page}")

    def run(self, script, *arguments):
        """Runs the body of a function in the page and returns its result."""
        return self.send("POST", f"{self.session}/execute/sync", {"script": script, "args": list(arguments)})

    def command(self, name, **parameters):
        """Runs a command of the browser's debugging protocol."""
        return self.send("POST", f"{self.session}/goog/cdp/execute", {"cmd": name, "params": parameters})

    def resize(self, width, height=800):
        self.command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def prefer(self, scheme):
        self.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def press(self, *keys):
        """Presses keys, or types texts, one after the other."""
        letters = [letter for key in keys for letter in ([KEYS[key]] if key in KEYS else key)]
        actions = [{"type": kind, "value": letter} for letter in letters for kind in ("keyDown", "keyUp")]
        body = {"actions": [{"type": "key", "id": "keys", "actions": actions}]}
        self.send("POST", f"{self.session}/actions", body)

    def wait(self, script, what):
        """Waits until a script returns something that is true, and returns it."""
        end = time.monotonic() + 30
        while time.monotonic() < end:
            result = self.run(script)
            if result:
                return result
            time.sleep(0.02)
        raise AssertionError(f"{what}: still not after 30 s")

    def complaints(self):
        """Lists what the console has shown since the last time."""
        return [entry["message"] for entry in self.send("POST", f"{self.session}/se/log", {"type": "browser"})]

    def requests(self):
        """Lists the addresses that were asked for since the last time."""
        entries = self.send("POST", f"{self.session}/se/log", {"type": "performance"})
        messages = [json.loads(entry["message"])["message"] for entry in entries]
        sent = [one["params"] for one in messages if one["method"] == "Network.requestWillBeSent"]
        return [one["request"]["url"] for one in sent]
