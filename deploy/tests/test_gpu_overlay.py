"""Triton on a GPU, and what makes its models."""

import pytest
from manifests import containers, of_kind


def test_gpu_overlay_runs_our_image_on_one_gpu():
    container = of_kind("overlays/gpu", "Deployment")["triton"]["spec"]["template"]["spec"][
        "containers"
    ][0]
    assert container["image"].startswith("chatbrush/triton-gpu:")
    assert "command" not in container and "args" not in container, "the image says how it starts"
    assert container["resources"]["limits"]["nvidia.com/gpu"] == 1
    assert {m["mountPath"]: m.get("readOnly") for m in container["volumeMounts"]}["/models"]


@pytest.mark.parametrize("overlay", ["overlays/gpu", "overlays/production", "canary"])
def test_what_wants_a_gpu_goes_where_one_is_and_may_stay_there(overlay):
    wanting = 0
    for name, pod, _ in containers(overlay):
        wants = [c["resources"]["limits"].get("nvidia.com/gpu") for c in pod["containers"]]
        if any(wants):
            wanting += 1
            assert pod["nodeSelector"] == {"nvidia.com/gpu.present": "true"}, name
            assert {t["key"] for t in pod["tolerations"]} == {"nvidia.com/gpu"}, name
    assert wanting == (1 if overlay == "canary" else 2)


def test_models_of_another_gpu_stop_the_pod_with_a_sentence():
    pod = of_kind("overlays/gpu", "Deployment")["triton"]["spec"]["template"]["spec"]
    (guard,) = pod["initContainers"]
    assert guard["command"] == ["/opt/chatbrush/plans.sh", "true"]
    assert guard["image"] == pod["containers"][0]["image"], "the TensorRT that will serve"
    job = of_kind("overlays/gpu", "Job")["model-builder"]["spec"]["template"]["spec"]
    claims = [v.get("persistentVolumeClaim", {}).get("claimName") for v in job["volumes"]]
    assert "triton-models" in claims
