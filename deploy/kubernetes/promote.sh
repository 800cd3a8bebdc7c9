#!/bin/sh
# Tries an image of Triton beside the one that serves, and lets it take its place if it holds:
#   deploy/kubernetes/promote.sh registry.example/chatbrush/triton-gpu:0.2.0
# Back again: kubectl -n chatbrush rollout undo deployment/triton
# PATIENCE: how long a Triton may take to be ready (30m); the comparison ends by itself after 30 minutes.
set -eu
image=${1:?usage: promote.sh IMAGE}
patience=${PATIENCE:-30m}
here=$(dirname "$0")
ours="kubectl --namespace chatbrush"
end() { $ours delete --ignore-not-found deployment/triton-canary service/triton-canary job/canary-compare \
  networkpolicy/triton-canary networkpolicy/canary-compare >/dev/null; }
refuse() { echo "✗ $1" >&2; exit 1; }
# In the background: a shell hears TERM at once only while it waits, not while a command runs.
await() { $ours rollout status "$1" --timeout="$patience" & waited=$!; wait "$waited"; }
stop() {
  [ -z "${waited:-}" ] || kill "$waited" 2>/dev/null || :
  [ -z "${before:-}" ] || echo "✗ Stopped while it takes its place. Back to what served: kubectl -n chatbrush \
rollout undo deployment/triton --to-revision=$before" >&2
  exit 130
}
trap end EXIT
trap stop HUP INT TERM # or it leaves its canary, and that its GPU
$ours delete --ignore-not-found job/canary-compare

kubectl kustomize "$here/canary" | sed "s#image: chatbrush/triton-gpu:.*#image: $image#" |
  $ours apply -f -
await deployment/triton-canary ||
  refuse "The canary does not become ready: kubectl -n chatbrush describe pods; triton goes on as it was."
# Not the first condition: a Job that will fail or has succeeded says so before its pod is counted.
while :; do # the Job's own deadline ends it
  ended=$($ours get job canary-compare -o jsonpath='{.status.conditions[?(@.status=="True")].type}')
  case $ended in
    *Complete*) held=yes; break ;;
    *Failed*) held=no; break ;;
  esac
  sleep 2
done
$ours logs job/canary-compare || echo "(its log cannot be read)"
[ $held = yes ] || refuse "The canary is not promoted; triton goes on as it was."
before=$($ours get deployment/triton -o jsonpath='{.metadata.annotations.deployment\.kubernetes\.io/revision}')
$ours set image deployment/triton "triton=$image" "guard=$image"
if ! await deployment/triton; then
  # By number: where nothing was changed, "the one before" is not the one that served.
  $ours rollout undo deployment/triton --to-revision="$before"
  await deployment/triton ||
    refuse "It does not become ready, nor does the one before that was put back: kubectl -n chatbrush describe pods"
  refuse "It does not become ready: the one before was put back, and serves."
fi
# An apply puts there what the overlay says: without this line it takes the image back.
case $image in
  *@*) pinned="newName: ${image%%@*}, digest: ${image#*@}" ;;
  *) pinned="newName: ${image%:*}, newTag: ${image##*:}" ;;
esac
echo "✓ Promoted. Before the next 'kubectl apply -k' write into images: of your overlay's kustomization.yaml"
echo "  (in a copy of overlays/gpu itself as chatbrush/triton, in the place of the line that is there):"
echo "  - {name: chatbrush/triton-gpu, $pinned}"
