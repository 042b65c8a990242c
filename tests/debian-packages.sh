# shellcheck shell=bash
# Debian packages that ./demo and ./test need. Sourced, never run.

# need_packages PACKAGE...: returns 0 when all are installed, after installing what is missing when root; otherwise says what to do.
need_packages() {
    local package missing=()
    command -v dpkg-query >/dev/null || { echo "  not a Debian system: please install the equivalents of: $*"; return 1; }
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
    done
    [ ${#missing[@]} -eq 0 ] && return 0
    if [ "$(id -u)" -ne 0 ]; then
        echo "  missing packages; install them and run this again:  sudo apt-get install ${missing[*]}"
        return 1
    fi
    echo "  installing: ${missing[*]}"
    apt-get update -qq >/dev/null
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# need_program NAME WHAT: says where a missing program comes from.
need_program() {
    command -v "$1" >/dev/null && return 0
    echo "  $1 is missing: $2"
    return 1
}
