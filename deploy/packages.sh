# Sourced: Debian packages a script needs, installed when root, else named in the command to type.

install_packages() {
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        echo "This needs $*. Type: sudo apt-get install -y $*" >&2
        return 1
    fi
    echo "Installing $* ..."
    local log
    log=$(mktemp)
    if ! { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; } >"$log" 2>&1; then
        tail -n 20 "$log" >&2
        echo "apt-get could not install $*." >&2
        return 1
    fi
    rm -f "$log"
}

# need COMMAND PACKAGE...: the command, from these packages where it is missing.
need() {
    local command=$1
    shift
    command -v "$command" >/dev/null || install_packages "$@"
}
