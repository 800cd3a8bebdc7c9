# NVIDIA's Triton for machines without a GPU: the server of the wheel nvidia-pytriton, Python backend.
# The weights are fetched and verified while the image is built.
FROM python:3.11-bookworm@sha256:b99029c95d3d37fb1e4e76d287f7984373dca77c665885986e31b2c95260c13c AS build
RUN apt-get update && apt-get install -y --no-install-recommends nodejs npm && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY launcher launcher
COPY tensorrt-build tensorrt-build
COPY triton-model-repo triton-model-repo
# What a network's engines are judged by.
COPY testdata/photos testdata/photos
RUN python -m venv /opt/chatbrush/python \
 && /opt/chatbrush/python/bin/pip install --no-cache-dir --require-hashes -r tensorrt-build/requirements.lock
RUN python -m launcher.install.triton --home /opt/chatbrush --python /opt/chatbrush/python/bin/python
ENV PYTHONPATH=/src/tensorrt-build/src
RUN /opt/chatbrush/python/bin/python -m tensorrt_build pull --weights /weights \
 && /opt/chatbrush/python/bin/python -m tensorrt_build assemble --target cpu \
      --source triton-model-repo --weights /weights --output /opt/chatbrush/models

FROM python:3.11-slim-bookworm@sha256:a36c24f9cbdf4fd0f52d67f0823eeac19c2028c637cecc392d97f980d4fec56b
COPY --from=build /opt/chatbrush /opt/chatbrush
COPY triton-model-repo/chatbrush_models /opt/chatbrush/lib/chatbrush_models
COPY triton-model-repo/server.flags deploy/docker/serve.sh deploy/docker/with-secrets.sh /opt/chatbrush/
RUN useradd --uid 1000 --create-home triton-server
USER 1000
ENV PATH=/opt/chatbrush/python/bin:/opt/chatbrush/triton/bin:$PATH \
    CHATBRUSH_MODELS=/opt/chatbrush/models \
    CHATBRUSH_FLAGS=/opt/chatbrush/server.flags \
    LD_LIBRARY_PATH=/opt/chatbrush/triton/lib:/usr/local/lib \
    PYTHONPATH=/opt/chatbrush/lib \
    MALLOC_MMAP_THRESHOLD_=4194304 \
    MALLOC_ARENA_MAX=2 \
    OPENCV_IO_MAX_IMAGE_PIXELS=64000000 \
    PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000 8001 8002
ENTRYPOINT ["/opt/chatbrush/with-secrets.sh", "/opt/chatbrush/serve.sh", "--backend-directory=/opt/chatbrush/triton/backends", "--exit-timeout-secs=180"]
