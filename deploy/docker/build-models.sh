#!/bin/sh
# Fetches weights and builds the plans of all networks that have theirs into CHATBRUSH_MODELS; what
# is there and still right stays. CHATBRUSH_PULL names weights or groups beside the default ones.
set -eu
cd /opt/chatbrush
# shellcheck disable=SC2086 # one word a name
python3 -m tensorrt_build pull default ${CHATBRUSH_PULL:-} --weights "$CHATBRUSH_WEIGHTS"
mkdir -p "$CHATBRUSH_MODELS"
exec python3 -m tensorrt_build assemble --target tensorrt --source triton-model-repo \
  --weights "$CHATBRUSH_WEIGHTS" --output "$CHATBRUSH_MODELS" "$@"
