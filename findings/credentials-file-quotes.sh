#!/usr/bin/env bash
# Package and version: tencentcloud-sdk-python-common 3.1.195 (PyPI), tencentcloud-sdk-nodejs-common
#   4.1.220 (npm).
# Guess: The vendor's SDKs read one `~/.tencentcloud/credentials` alike, quotes, tokens and comments included.
# Behaviour seen: Python keeps the quotes as part of the id (its own documentation shows the file with
#   quotes) and never reads `token`; Node takes the quotes off and reads it. Python takes two quotes for
#   an id that is set, and so never asks the next provider. Behind `;` Node reads a comment, Python a value.
#   Output, id and token: quoted `"AKID"`/None and AKID/tok; empty `""`/None and nothing; `a;b` and `a`.
# Why it matters: A file that works for one program is refused (AuthFailure) for the next, or signs with
#   temporary keys without their token. A third reader of the file has to say which of the two it follows.
set -euo pipefail
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
python3 -m venv "$dir/venv"
"$dir/venv/bin/pip" --quiet install tencentcloud-sdk-python-common==3.1.195 requests==2.34.2 urllib3==2.8.0
npm install --silent --no-audit --no-fund --prefix "$dir" tencentcloud-sdk-nodejs-common@4.1.220 ini@2.0.0
cat > "$dir/read.py" <<'PY'
import json
from tencentcloud.common.credential import ProfileCredential
found = ProfileCredential().get_credential()
print(json.dumps([found.secret_id, found.token] if found else None))
PY
cat > "$dir/read.js" <<'JS'
const { ProfileCredential } = require("tencentcloud-sdk-nodejs-common/tencentcloud/common/credential");
new ProfileCredential().getCredential().then(({ secretId, token }) =>
  console.log(secretId ? `["${secretId}", ${token ? `"${token}"` : "null"}]` : "null"));
JS
mkdir -p "$dir/home/.tencentcloud"
check() { # name, lines of the file, expected of Python, expected of Node
    printf '%b' "[default]\n$2" > "$dir/home/.tencentcloud/credentials"
    python=$(HOME="$dir/home" "$dir/venv/bin/python" "$dir/read.py")
    node=$(HOME="$dir/home" node "$dir/read.js")
    echo "$1: Python $python, Node $node"
    if [ "$python" != "$3" ] || [ "$node" != "$4" ]; then
        echo "behaviour changed" >&2
        exit 1
    fi
}
check quoted 'secret_id="AKID"\nsecret_key="key"\ntoken="tok"\n' '["\"AKID\"", null]' '["AKID", "tok"]'
check empty 'secret_id=""\nsecret_key=""\n' '["\"\"", null]' 'null'
check semicolon 'secret_id=a;b\nsecret_key=key\n' '["a;b", null]' '["a", null]'
