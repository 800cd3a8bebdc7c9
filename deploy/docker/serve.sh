#!/bin/sh
# Starts tritonserver on the models in CHATBRUSH_MODELS with the flags that the launcher uses
# (triton-model-repo/server.flags) and those that it is given.
set -eu
# shellcheck disable=SC2046 # one word a flag
exec tritonserver --model-repository="$CHATBRUSH_MODELS" \
  $(grep -v -e '^#' -e '^$' "$CHATBRUSH_FLAGS") "$@"
