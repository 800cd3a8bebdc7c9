#!/bin/sh
# Makes each file in /run/secrets whose name is that of a variable (CHATBRUSH_LLM_KEY) that variable,
# and then is the command that it is given. An empty file is none.
set -eu
for file in /run/secrets/*; do
  case ${file##*/} in
    *[!A-Z0-9_]*) continue ;; # such as the folder of a Kubernetes service account
  esac
  [ -r "$file" ] || { echo "$file cannot be read by user $(id -u): chmod 0444 $file" >&2; exit 1; }
  value=$(cat "$file")
  [ -z "$value" ] || export "${file##*/}=$value"
done
exec "$@"
