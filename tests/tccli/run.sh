#!/usr/bin/env bash
# The vendor's command line beside `ecm`. Logins as it writes them: both sign as the same identity, or differ where the
# guide says so. Its options: both send the same request and print the same of an answer. Its package, installed and as an
# archive: all services are stored by name, and called. Its completion: the same actions, in a tenth of the time. Says
# `skipped` and succeeds where Python, pip or the packages cannot be had.
set -euo pipefail
cd "$(dirname "$0")/../.."
source tests/outside.sh

python_environment tccli "tccli.oauth, tencentcloud.ecm" --no-deps -r tests/tccli/requirements.txt
cargo build --quiet --locked -p ecm-cli
timeout 600 "$environment/bin/python" tests/tccli/check.py "$target/debug/ecm"
"$environment/bin/python" tests/tccli/query.py tests/data/jmespath.json
timeout 600 "$environment/bin/python" tests/tccli/options.py "$target/debug/ecm"
timeout 900 "$environment/bin/python" tests/tccli/stored.py "$target/debug/ecm"
timeout 600 "$environment/bin/python" tests/tccli/completion.py "$target/debug/ecm"
package=$(sed -n 's/^tccli==//p' tests/tccli/requirements.txt)
archive="$environment/tccli-$package.tar.gz"
if [ ! -f "$archive" ]; then
  timeout 300 "$environment/bin/pip" download --quiet --disable-pip-version-check --no-deps --no-binary :all: \
    --dest "$environment" "tccli==$package" || skip "the archive of tccli cannot be downloaded"
fi
# As the suite was built, so that nothing is built again.
ECM_TCCLI="$archive" timeout 900 cargo test --workspace --all-features --locked --quiet --test ecm service_package
