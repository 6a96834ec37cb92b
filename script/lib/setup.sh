# Shared by the commands in script/: what a fresh machine lacks is fetched and built, once.
# Everything said here goes to standard error; standard output belongs to the command.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
bin="$root/node_modules/.bin"

# What Node compiles of the packages is kept: a third of the time of a start.
export NODE_COMPILE_CACHE="${NODE_COMPILE_CACHE:-$root/.cache/compiled}"

# How Node runs what is built. By itself it lets the space for what is new grow with every burst of work and
# keeps it, 40 MB after a sync, and looks for what is no longer used when there is twice as much: at 30 % more.
node_flags=(--enable-source-maps --max-semi-space-size=8 --heap-growing-percent=30)

say() { printf '%s\n' "$*" >&2; }

# Where the lock file was read last; a switch of branch that leaves it alone costs nothing.
modules_are_current() {
  [ -x "$bin/node" ] && [ -x "$bin/vite" ] || return 1
  [ "$root/.cache/modules" -nt "$root/package-lock.json" ] && [ "$root/.cache/modules" -nt "$bin/node" ] && return 0
  "$bin/node" "$root/script/lib/modules-are-current.ts" || return 1
  mkdir -p "$root/.cache" && touch "$root/.cache/modules"
}

build_is_current() {
  [ -e "$root/dist/.built" ] || return 1
  local changed
  changed=$(cd "$root" && find src docs package-lock.json vite.config.ts tsconfig.json script/lib/{build,bundle,compress,guides}.ts \
    -newer dist/.built -print -quit) && [ -z "$changed" ]
}

# Two commands may start at the same time: one does the work, the other waits for it.
with_lock() {
  mkdir -p "$root/.cache"
  ( flock 9; "$@" 9>&- ) 9>"$root/.cache/setup.lock"
}

install_modules() {
  modules_are_current && return
  say 'Installing packages (about a minute) ...'
  (cd "$root" && npm ci --no-audit --no-fund --loglevel=error) >&2
  mkdir -p "$root/.cache" && touch "$root/.cache/modules"
}

build() {
  build_is_current && return
  say 'Building ...'
  mkdir -p "$root/dist"
  touch "$root/.cache/build-began"
  (cd "$root" && PATH="$bin:$PATH" node script/lib/build.ts) >&2
  mv "$root/.cache/build-began" "$root/dist/.built"
}

ensure_modules() { modules_are_current || with_lock install_modules; }

ensure_built() {
  ensure_modules
  build_is_current || with_lock build
}

# Settings of .env hold where the environment says nothing; a relative DATA_DIR there is below the project.
load_environment() {
  local name value
  if [ -f "$root/.env" ]; then
    while IFS='=' read -r name value || [ -n "$name" ]; do
      [[ $name =~ ^[A-Z][A-Z0-9_]*$ ]] && [ -z "${!name+set}" ] || continue
      value=${value%$'\r'}
      [[ $value =~ ^\"(.*)\"$ || $value =~ ^\'(.*)\'$ ]] && value=${BASH_REMATCH[1]}
      [[ $name == DATA_DIR && $value != /* ]] && value="$root/$value"
      export "$name=$value"
    done <"$root/.env"
  fi
  export DATA_DIR="${DATA_DIR:-$root/data}"
}
