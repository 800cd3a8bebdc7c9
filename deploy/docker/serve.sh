#!/bin/sh
# Starts tritonserver on the models in CHATBRUSH_MODELS with the flags that the launcher uses
# (triton-model-repo/server.flags) and those that it is given.
set -eu
flags=$(grep -v -e '^#' -e '^$' "$CHATBRUSH_FLAGS") # on its own, so that a missing file ends this
# shellcheck disable=SC2086 # one word a flag
exec tritonserver --model-repository="$CHATBRUSH_MODELS" $flags "$@"
