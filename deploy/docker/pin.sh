#!/bin/sh
# Pins the base images of the Dockerfiles and the images of docker-compose.yml to what their tags are
# now: NAME:TAG becomes NAME:TAG@sha256:…, by `docker buildx imagetools inspect`. Run it again for newer.
set -eu
cd "$(dirname "$0")/../.."
files="deploy/docker/*.Dockerfile docker-compose.yml deploy/kubernetes/base/postgres.yaml"
# shellcheck disable=SC2086 # several
images=$(sed -n -E 's/^FROM ([^ ]+).*/\1/p; s/^ *(- )?image: ([^ ]+)$/\2/p' $files |
  sed 's/@sha256:.*//' | grep -v '^chatbrush/' | sort -u)
for image in $images; do
  digest=$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image")
  case $digest in
    sha256:*) ;;
    *) echo "✗ $image has no digest: $digest" >&2; exit 1 ;;
  esac
  # shellcheck disable=SC2086
  sed -i -E "s#(FROM |image: )$image(@sha256:[0-9a-f]+)?( |\$)#\1$image@$digest\3#" $files
  echo "$image@$digest"
done
