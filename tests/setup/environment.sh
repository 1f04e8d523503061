#!/bin/sh
# Makes the virtual environment named by $1 with the first Python of 3.11 or newer, or says in one line why not.
set -eu
venv=$1

fail() {
    echo "homeward: $1" >&2
    exit 1
}

is_new_enough() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for candidate in "${PYTHON:-python3}" python3 python3.14 python3.13 python3.12 python3.11 python; do
        if is_new_enough "$candidate"; then
            echo "$candidate"
            return
        fi
    done
    return 1
}

# Debian ships Python without ensurepip; python3-venv brings it.
has_venv() {
    "$1" -c 'import venv, ensurepip' >/dev/null 2>&1
}

add_venv_with_apt() {
    [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null || return 0
    package=$("$1" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
    export DEBIAN_FRONTEND=noninteractive
    { apt-get install -qq -y "$package" || { apt-get update -qq && apt-get install -qq -y "$package"; }; } >/dev/null 2>&1 || true
}

python=$(find_python) || fail "Python 3.11 or newer is needed and none was found; install it, or name it: make PYTHON=/path/to/python3.12 …"
has_venv "$python" || add_venv_with_apt "$python"
has_venv "$python" || fail "this Python cannot make virtual environments; on Debian and Ubuntu: sudo apt install python3-venv"
"$python" -m venv --clear "$venv"
