# Functions of the steps that run outside programs, for `source`. Each step says `skipped` and succeeds where its programs
# cannot be had.

skip() {
  echo "skipped: $1"
  exit 0
}

# Installs packages of the distribution where that can be done; whoever calls it looks if they are there.
install_packages() {
  if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
    return
  fi
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends)
  { timeout 300 apt-get update --quiet && timeout 600 "${install[@]}" "$@"; } >/dev/null || true
}

# Sets `target`, the folder that cargo builds in.
find_target() {
  command -v python3 >/dev/null || skip "there is no python3"
  target=$(cargo metadata --format-version 1 --no-deps --locked | python3 -c 'import json, sys; print(json.load(sys.stdin)["target_directory"])')
}

# Sets `target`, and `environment`, one of Python's with this name that has these modules by these arguments of pip.
python_environment() {
  local name=$1 modules=$2
  shift 2
  find_target
  environment="$target/$name"
  if ! "$environment/bin/python" -c "import $modules" 2>/dev/null; then
    python3 -m venv "$environment" 2>/dev/null || skip "python3 has no venv"
    timeout 300 "$environment/bin/pip" install --quiet --disable-pip-version-check "$@" ||
      skip "the packages of $name cannot be installed"
  fi
}
