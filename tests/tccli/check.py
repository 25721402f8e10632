"""Signs calls with every form of credentials that the vendor's command line writes, by that tool and by `ecm`."""

import json
import os
import shutil
import stat
import subprocess
import sys
import tempfile

import services
from services import KEY, TOKEN, Services, now

HERE = os.path.dirname(os.path.abspath(__file__))
LONG_KEY = "hunter2-of-the-user"


class Home:
    """A home folder, in which the tool and `ecm` run."""

    def __init__(self, ecm, url):
        self.path = tempfile.mkdtemp()
        self.ecm = ecm
        self.url = url
        self.variables = {}
        self.urls = os.path.join(self.path, "urls.json")
        with open(self.urls, "w") as file:
            json.dump({"login": url, "metadata": url, "sts": url}, file)

    def environment(self):
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "LANG", "TMPDIR", "SYSTEMROOT")}
        return {**kept, "HOME": self.path, "PYTHONPATH": HERE, **self.variables}

    def run(self, command):
        return subprocess.run(command, env=self.environment(), cwd=self.path, capture_output=True, text=True, timeout=120)

    def tccli(self, *arguments):
        return self.run([sys.executable, os.path.join(HERE, "tool.py"), self.urls, *arguments])

    def configure(self, *arguments, profile="default"):
        run = self.tccli("configure", "set", *arguments, "--profile", profile)
        assert run.returncode == 0, run

    def save(self, kind, profile, login, keys):
        run = self.tccli("save", kind, profile, json.dumps(login), json.dumps(keys))
        assert run.returncode == 0, run

    def file(self, name):
        return os.path.join(self.path, ".tccli", name)

    def ecm_call(self, *arguments):
        endpoints = ["--login-endpoint", self.url, "--metadata-endpoint", self.url]
        # A profile of the tool has the endpoint of STS in its settings.
        if self.variables:
            endpoints += ["--sts-endpoint", self.url]
        return self.run([self.ecm, *arguments, *endpoints])


class Server:
    """`ecm serve`, which lets in one identity."""

    def __init__(self, home, secret_id, key, token):
        command = [home.ecm, "serve", "--quiet", "--no-rate-limits", "--secret-id", secret_id, "--secret-key", key]
        if token:
            command += ["--token", token]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip().replace("listening on ", "")

    def __enter__(self):
        return self.url

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


def signs(home, who, run):
    """Tells whether the server lets in what a command signs as this identity."""
    with Server(home, *who) as url:
        return run(url)


def tool_signs(home, who, *arguments):
    def call(url):
        run = home.tccli("ecm", "DescribeInstances", "--endpoint", url, "--region", "ap-guangzhou", *arguments)
        return run.returncode == 0 and "RequestId" in run.stdout, run

    return signs(home, who, call)


def ecm_signs(home, who, *arguments):
    def call(url):
        run = home.ecm_call("call", "DescribeInstances", "--endpoint", url, *arguments)
        return run.returncode == 0 and "RequestId" in run.stdout, run

    return signs(home, who, call)


def same(name, home, who, *arguments):
    """The tool and `ecm` sign as the same identity, each with the files as they were."""
    kept = tempfile.mkdtemp()
    shutil.copytree(os.path.join(home.path, ".tccli"), os.path.join(kept, "f"))
    for signer in (tool_signs, ecm_signs):
        shutil.rmtree(os.path.join(home.path, ".tccli"))
        shutil.copytree(os.path.join(kept, "f"), os.path.join(home.path, ".tccli"))
        signed, run = signer(home, who, *arguments)
        assert signed, (name, signer.__name__, run)
    print("same: " + name)


def differs(name, home, tool, ecm, *arguments):
    """The tool signs as one identity, and `ecm` as another, or refuses with these words."""
    signed, run = tool_signs(home, tool, *arguments)
    assert signed, (name, "tool", run)
    if isinstance(ecm, str):
        refused = home.ecm_call("call", "DescribeInstances", "--endpoint", "http://127.0.0.1:9", *arguments)
        assert refused.returncode == 4 and ecm in refused.stderr, (name, refused)
        assert LONG_KEY not in refused.stderr and KEY not in refused.stderr, (name, refused)
    else:
        signed, run = ecm_signs(home, ecm, *arguments)
        assert signed, (name, "ecm", run)
    print("differs: " + name)


def oauth_login(access_left=7200):
    return {"openId": "open", "accessToken": "access-1", "expiresAt": now() + access_left, "refreshToken": "refresh",
            "site": "cn"}


def oauth_keys(left):
    return {"secretId": "AKIDoauth1", "secretKey": KEY, "token": TOKEN, "expiresAt": now() + left}


def sso_login():
    return {"token": "login", "uin": 100000000001, "roleConfigurationId": "rc-1", "roleConfigurationName": "admin",
            "zoneId": "z-1", "site": "cn", "authUrl": "https://example.org", "expiresAt": now() + 36000}


def sso_keys(left):
    return {"Credentials": services.keys("AKIDsso1"), "ExpiredTime": now() + left}


USER = ("AKIDuser", LONG_KEY, None)
ROLE = "qcs::cam::uin/100000000001:roleName/worker"


def forms(ecm, url):
    home = Home(ecm, url)
    home.configure("secretId", "AKIDuser", "secretKey", LONG_KEY, "region", "ap-tokyo")
    mode = stat.S_IMODE(os.stat(home.file("default.credential")).st_mode)
    assert mode & 0o044, "the tool writes its files for everybody: %o" % mode
    same("plain keys", home, USER)
    region = json.loads(home.ecm_call("whoami", "--output", "json").stdout)["region"]
    assert region == "ap-tokyo" and "ap-tokyo" in home.tccli("configure", "get", "region").stdout, region

    home.configure("secretId", "AKIDsession", "secretKey", KEY, "token", TOKEN, profile="session")
    session = ("AKIDsession", KEY, TOKEN)
    same("keys with a token", home, session, "--profile", "session")
    home.configure("region", "ap-seoul", profile="session")
    home.variables = {"TCCLI_PROFILE": "session"}
    same("a profile by variable", home, session)
    home.variables = {}

    home.configure("secretId", "AKIDuser", "secretKey", LONG_KEY, "role-arn", ROLE, "role-session-name", "tests",
                   "sts.endpoint", url, profile="role")
    same("a role with the user's keys", home, ("AKIDrole", KEY, TOKEN), "--profile", "role")

    home.configure("use-cvm-role", "true", "region", "ap-tokyo", profile="instance")
    same("the role of the instance", home, ("AKIDinstance", KEY, TOKEN), "--profile", "instance")
    home.configure("use-cvm-role", "false", "secretId", "AKIDuser", "secretKey", LONG_KEY, profile="instance")
    same("keys after the role of the instance", home, USER, "--profile", "instance")

    for kind, login, keys in (("oauth", oauth_login, oauth_keys), ("sso", sso_login, sso_keys)):
        home.configure("region", "ap-tokyo", profile=kind)
        home.save(kind, kind, login(), keys(7200))
        same("a fresh login: " + kind, home, ("AKID%s1" % kind, KEY, TOKEN), "--profile", kind)
        home.save(kind, kind, login(), keys(200))
        same("a login near its end: " + kind, home, ("AKID%s2" % kind, KEY, TOKEN), "--profile", kind)
        written = json.load(open(home.file(kind + ".credential")))
        assert written["secretId"] == "AKID%s2" % kind and written["expiresAt"] > now() + 7000, written
        assert stat.S_IMODE(os.stat(home.file(kind + ".credential")).st_mode) == 0o600
        signed, run = tool_signs(home, ("AKID%s2" % kind, KEY, TOKEN), "--profile", kind)
        assert signed, ("the tool reads what ecm wrote", run)
        home.save(kind, kind, login(), keys(-10))
        same("a login whose keys have run out: " + kind, home, ("AKID%s2" % kind, KEY, TOKEN), "--profile", kind)
    home.save("oauth", "oauth", oauth_login(access_left=10), oauth_keys(200))
    Services.asked.clear()
    same("a login whose access token ends", home, ("AKIDoauth2", KEY, TOKEN), "--profile", "oauth")
    assert [path for path, _ in Services.asked] == ["/refresh_user_token", "/get_temp_cred"] * 2, Services.asked

    variables = {"TENCENTCLOUD_SECRET_ID": "AKIDvariable", "TENCENTCLOUD_SECRET_KEY": LONG_KEY}
    home.variables = variables
    same("keys in variables before the default profile", home, ("AKIDvariable", LONG_KEY, None))
    same("a profile by option before keys in variables", home, session, "--profile", "session")
    home.configure("sts.endpoint", url)
    home.variables = {**variables, "TENCENTCLOUD_ROLE_ARN": ROLE, "TENCENTCLOUD_ROLE_SESSION_NAME": "tests"}
    same("a role in variables with the keys there", home, ("AKIDrole", KEY, TOKEN))
    token = os.path.join(home.path, "token")
    with open(token, "w") as file:
        file.write("web.identity.token")
    container = {"TKE_REGION": "ap-tokyo", "TKE_PROVIDER_ID": "p", "TKE_WEB_IDENTITY_TOKEN_FILE": token,
                 "TKE_ROLE_ARN": ROLE}
    alone = Home(ecm, url)
    alone.configure("region", "ap-tokyo")
    alone.variables = container
    same("the identity of a container", alone, ("AKIDcontainer", KEY, TOKEN))
    return home, variables, container


def differences(home, variables, container):
    home.variables = container
    differs("container before the default profile", home, ("AKIDcontainer", KEY, TOKEN), USER)
    home.variables = {**container, **variables}
    differs("container before keys in variables", home, ("AKIDcontainer", KEY, TOKEN), ("AKIDvariable", LONG_KEY, None))
    home.variables = {**variables, "TCCLI_PROFILE": "session"}
    differs("keys in variables before a profile by variable", home, ("AKIDvariable", LONG_KEY, None),
            "TENCENTCLOUD_SECRET_ID and TCCLI_PROFILE name different keys")
    home.variables = {"TENCENTCLOUD_SECRET_ID": "AKIDvariable"}
    differs("half a pair in variables", home, USER, "TENCENTCLOUD_SECRET_KEY is not")
    home.variables = {"TENCENTCLOUD_ROLE_ARN": ROLE, "TENCENTCLOUD_ROLE_SESSION_NAME": "tests"}
    differs("a role in variables with keys of a file", home, ("AKIDrole", KEY, TOKEN),
            "TENCENTCLOUD_ROLE_SESSION_NAME are set, but")
    home.variables = {**variables, "TENCENTCLOUD_ROLE_ARN": ROLE}
    differs("a role in variables without a session", home, ("AKIDvariable", LONG_KEY, None),
            "TENCENTCLOUD_ROLE_SESSION_NAME is not")

    home.variables = {}
    home.configure("secretId", "AKIDuser", "secretKey", LONG_KEY, "role-arn", ROLE, profile="half")
    differs("a role without a session in a profile", home, USER, "role-arn without role-session-name", "--profile", "half")
    home.configure("secretId", "AKIDsession", "secretKey", KEY, "token", TOKEN, "role-arn", ROLE, "role-session-name",
                   "tests", "sts.endpoint", home.url, profile="chained")
    for signer, token in ((tool_signs, None), (ecm_signs, TOKEN)):
        Services.asked.clear()
        assert signer(home, ("AKIDrole", KEY, TOKEN), "--profile", "chained")[0]
        assert ("AssumeRole", token) in Services.asked, Services.asked
    print("differs: the token of keys that are exchanged for a role")

    home.save("oauth", "oauth", oauth_login(), oauth_keys(-10))
    home.variables = {"TCCLI_PROFILE": "oauth"}
    differs("a login by variable is renewed", home, ("AKIDoauth1", KEY, TOKEN), ("AKIDoauth2", KEY, TOKEN))
    home.variables = {}
    home.save("sso", "sso", {**sso_login(), "expiresAt": now() - 10}, sso_keys(-10))
    differs("a login that has run out", home, ("AKIDsso1", KEY, TOKEN), "run `tccli sso login --profile sso`",
            "--profile", "sso")

    home.configure("secretId", "AKIDuser", "secretKey", LONG_KEY, "cvm.version", "1999-01-01", profile="old")
    signed, run = tool_signs(home, USER, "--profile", "old")
    assert not signed and "1999-01-01 is invalid in service: cvm" in run.stderr, run
    signed, run = ecm_signs(home, USER, "--profile", "old")
    assert signed, run
    print("differs: a version of another service that the tool does not know")

    os.makedirs(os.path.join(home.path, ".tencentcloud"))
    with open(os.path.join(home.path, ".tencentcloud", "credentials"), "w") as file:
        file.write("[default]\nsecret_id = AKIDfile\nsecret_key = %s\n" % LONG_KEY)
    differs("the credentials file before the default profile", home, USER, ("AKIDfile", LONG_KEY, None))


def main(ecm):
    with tempfile.TemporaryDirectory() as folder:
        # Of all folders that are made here.
        tempfile.tempdir = folder
        url = services.start()
        differences(*forms(ecm, url))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
