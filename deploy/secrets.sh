#!/bin/sh
# Makes the files of secrets that docker-compose.yml hands to the containers, those that are missing:
# a password for the database, and empty ones for what is optional. Fill those in by an editor.
# The folder is its owner's alone; a file may be read by whoever gets into it, since a container's
# user is another than yours.
set -eu
cd "$(dirname "$0")/.."
# Images and containers take files of this clone with the rights that they have here, and run as
# users of their own: a clone that was made with umask 077 is closed to them.
taken="deploy triton-model-repo tensorrt-build testdata"
# shellcheck disable=SC2086 # several
closed=$(find $taken -name __pycache__ -prune -o ! -perm -o=r -print | head -n 1)
if [ -n "$closed" ]; then
  echo "✗ $closed can be read by you alone, and containers run as other users." >&2
  echo "  → chmod -R go+rX $taken" >&2
  exit 1
fi
folder=${CHATBRUSH_SECRETS:-.chatbrush/secrets}
mkdir -p "$folder"
chmod 0700 "$folder"
for name in POSTGRES_PASSWORD CHATBRUSH_LLM_KEY CHATBRUSH_REMOTE_EDIT_KEY HF_TOKEN \
  AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY alert_page_url alert_ticket_url; do
  file=$folder/$name
  if [ ! -e "$file" ]; then
    : > "$file"
    [ "$name" != POSTGRES_PASSWORD ] || od -An -N24 -tx1 /dev/urandom | tr -d ' \n' > "$file"
  fi
  chmod 0444 "$file" # one that was edited may be closed again
done
ls -l "$folder"
