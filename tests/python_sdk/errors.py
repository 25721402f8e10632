"""Meets every error code that is documented for any action of ECM, each from an action that documents it."""

import json
import pathlib
import sys

from tencentcloud.ecm.v20190719 import models

import check

SPEC = pathlib.Path(__file__).parents[2] / "ecm-spec/specs/ecm-2019-07-19.json"
MAIN_ACTION = "RunInstances"


def pairs(spec):
    """An action for each code: the main one wherever it may answer with it."""
    spec = json.loads(pathlib.Path(spec).read_text())
    actions = {MAIN_ACTION: spec["actions"][MAIN_ACTION], **spec["actions"]}
    for code, error in spec["errors"].items():
        if error.get("common"):
            yield MAIN_ACTION, code
        else:
            yield next(name for name, action in actions.items() if code in action.get("errors", [])), code


def main(host):
    caller = check.client(host, "SECRETEXAMPLE")
    met = list(pairs(SPEC))
    for action, code in met:
        check.refused(code, lambda: getattr(caller, action)(getattr(models, f"{action}Request")()))
    check.run_instances(caller)
    print(f"{len(met)} errors of {len(dict(met))} actions arrived with their codes")


if __name__ == "__main__":
    if sys.argv[1] == "--arguments":
        for action, code in pairs(sys.argv[2]):
            print(f"--error={action}={code}")
    else:
        main(sys.argv[1])
