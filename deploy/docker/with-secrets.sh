#!/bin/sh
# Makes each file in /run/secrets whose name is that of a variable (CHATBRUSH_LLM_KEY) that variable,
# and then is the command that it is given. An empty file is none. What it may not read ends it: to
# go on without would be found out much later, as a password that is wrong.
set -eu
folder=${CHATBRUSH_SECRETS_FOLDER:-/run/secrets}
refuse() {
  echo "✗ $1 cannot be read by user $(id -u)." >&2
  echo "  → on the host: deploy/secrets.sh, or chmod $2 what is mounted there" >&2
  exit 1
}

if [ -d "$folder" ]; then
  [ -r "$folder" ] && [ -x "$folder" ] || refuse "$folder" 0755
  for file in "$folder"/*; do
    case ${file##*/} in
      *[!A-Z0-9_]*) continue ;; # such as the folder of a Kubernetes service account
    esac
    [ -r "$file" ] || refuse "$file" 0444
    value=$(cat "$file")
    [ -z "$value" ] || export "${file##*/}=$value"
  done
fi
exec "$@"
