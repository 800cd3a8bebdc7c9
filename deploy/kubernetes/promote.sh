#!/bin/sh
# Tries an image of Triton beside the one that serves, and lets it take its place if it holds:
#   deploy/kubernetes/promote.sh registry.example/chatbrush/triton-gpu:0.2.0
# Back again: kubectl -n chatbrush rollout undo deployment/triton
set -eu
image=${1:?usage: promote.sh IMAGE}
here=$(dirname "$0")
ours="kubectl --namespace chatbrush"
end() { $ours delete --ignore-not-found deployment/triton-canary service/triton-canary job/canary-compare \
  networkpolicy/triton-canary networkpolicy/canary-compare; }
trap end EXIT
$ours delete --ignore-not-found job/canary-compare

kubectl kustomize "$here/canary" | sed "s#image: chatbrush/triton-gpu:.*#image: $image#" |
  $ours apply -f -
$ours rollout status deployment/triton-canary --timeout=20m
$ours wait --for=jsonpath='{.status.conditions[0].status}'=True job/canary-compare --timeout=30m
$ours logs job/canary-compare
if [ "$($ours get job canary-compare -o jsonpath='{.status.succeeded}')" != 1 ]; then
  echo "✗ The canary is not promoted; triton goes on as it was." >&2
  exit 1
fi
$ours set image deployment/triton "triton=$image" "guard=$image"
$ours rollout status deployment/triton --timeout=30m ||
  { $ours rollout undo deployment/triton; echo "✗ It does not become ready: taken back." >&2; exit 1; }
# An apply puts there what the overlay says: without this line it takes the image back.
case $image in
  *@*) pinned="newName: ${image%%@*}, digest: ${image#*@}" ;;
  *) pinned="newName: ${image%:*}, newTag: ${image##*:}" ;;
esac
echo "✓ Promoted. Before the next 'kubectl apply -k' write into images: of your overlay's kustomization.yaml"
echo "  (in a copy of overlays/gpu itself as chatbrush/triton, in the place of the line that is there):"
echo "  - {name: chatbrush/triton-gpu, $pinned}"
