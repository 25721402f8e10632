"""Completion of an action's name: both tools have the same candidates, and `ecm` has them in a tenth of the time."""

import os
import statistics
import subprocess
import sys
import tempfile
import time

ROUNDS = 7
# The part of the other tool's time that may be taken.
LIMIT = 0.1
BREAKS = " \t\n\"'@><=;|&(:"


def main(ecm):
    completer = os.path.join(os.path.dirname(sys.executable), "tccli_completer")
    with tempfile.TemporaryDirectory() as home:
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
        environment = {"PATH": path, "HOME": home, "ECM_HOME": os.path.join(home, "data")}

        def run(command, **variables):
            begun = time.perf_counter()
            done = subprocess.run(command, env={**environment, **variables}, capture_output=True, text=True, timeout=500)
            taken = time.perf_counter() - begun
            assert done.returncode == 0 and not done.stderr, done
            return taken, done.stdout.split()

        run([ecm, "service", "add", "cvm", "--from", "python"])
        for begun in ["DescribeInst", "Run", "Nothing"]:
            theirs, ours = [], []
            for _ in range(ROUNDS):
                line = "tccli cvm " + begun
                taken, expected = run([completer], COMP_LINE=line, COMP_POINT=str(len(line)))
                theirs.append(taken)
                word = "cvm." + begun
                taken, found = run([ecm, "--", "ecm call " + word, "", BREAKS, word], ECM_COMPLETE="bash")
                ours.append(taken)
            actions = ["cvm." + action for action in expected]
            assert sorted(found[1:]) == sorted(actions), (found, expected)
            theirs, ours = statistics.median(theirs), statistics.median(ours)
            said = "completes %s: %d actions in %.0f ms, %.1f %% of the other tool's %.0f ms"
            print(said % (begun, len(actions), ours * 1000, 100 * ours / theirs, theirs * 1000))
            assert ours <= LIMIT * theirs, (ours, theirs)


if __name__ == "__main__":
    main(os.path.abspath(sys.argv[1]))
