"""Adds every service of the vendor's installed command line to an empty home, and calls five of them by name."""

import glob
import json
import os
import subprocess
import sys
import tempfile
import time

import tccli

CALLED = ["cvm.DescribeZones", "vpc.DescribeVpcs", "tag.DescribeTagKeys", "sts.GetCallerIdentity", "cam.ListUsers"]
KEYS = {"TENCENTCLOUD_SECRET_ID": "AKIDEXAMPLE", "TENCENTCLOUD_SECRET_KEY": "SECRETEXAMPLE"}


def main(ecm):
    with tempfile.TemporaryDirectory() as home:
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
        environment = {"PATH": path, "HOME": home, "ECM_HOME": os.path.join(home, "data"), **KEYS}

        def run(*arguments):
            command = [ecm, *arguments]
            done = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True, timeout=500)
            assert done.returncode == 0 and not done.stderr, done
            return done.stdout

        package = os.path.dirname(tccli.__file__)
        published = glob.glob(os.path.join(package, "services", "*", "v*", "api.json"))
        begun = time.monotonic()
        added = json.loads(run("service", "add", "--all", "--from", "python", "--format", "json"))
        taken = time.monotonic() - begun
        assert not added["failures"] and len(added["services"]) == len(published), added
        assert {one["vendor_version"] for one in added["services"]} == {tccli.__version__}, added
        listed = json.loads(run("service", "list", "--format", "json"))
        assert len(listed) == len(published) >= 300, len(listed)
        print("adds: all %d services of %s in %.1f s" % (len(listed), tccli.__version__, taken))

        services = [action.split(".")[0] for action in CALLED]
        with subprocess.Popen([ecm, "serve", "--quiet", *services], env=environment, stdout=subprocess.PIPE, text=True) as server:
            url = server.stdout.readline().split()[-1]
            for action in CALLED:
                answer = json.loads(run("call", action, "--endpoint", url, "--region", "ap-guangzhou"))
                assert answer["RequestId"], answer
                print("calls: " + action)
            server.kill()
        assert run("service", "update").splitlines()[-1].startswith("0 added, 0 updated, %d unchanged" % len(listed))


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
