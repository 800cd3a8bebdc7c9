# NVIDIA's Triton for one GPU, and what the tools' Python needs: its own image has NumPy alone.
# The models lie outside: model-builder.Dockerfile makes them on the machine with the GPU, in
# NVIDIA's container of TensorRT of the same month; plans.sh finds those of this GPU.
FROM nvcr.io/nvidia/tritonserver:26.07-py3
COPY tensorrt-build/requirements-serving.lock /opt/chatbrush/requirements-serving.lock
RUN pip install --no-cache-dir --break-system-packages --only-binary=:all: --require-hashes -r /opt/chatbrush/requirements-serving.lock
# Into a site folder: the Python backend's interpreter is isolated and ignores PYTHONPATH.
COPY triton-model-repo/chatbrush_models /usr/local/lib/python3.12/dist-packages/chatbrush_models
COPY triton-model-repo/server.flags deploy/docker/serve.sh deploy/docker/plans.sh deploy/docker/with-secrets.sh /opt/chatbrush/
# For the Job that holds a canary against what serves (deploy/kubernetes/canary).
COPY deploy/canary/compare.py /opt/chatbrush/
COPY testdata/photos/astronaut.jpg testdata/photos/cat.jpg testdata/photos/coffee.jpg /opt/chatbrush/golden/
# A volume that is made here is this user's.
RUN mkdir /models && chown 1000 /models
USER 1000
ENV CHATBRUSH_PLANS=/models \
    CHATBRUSH_FLAGS=/opt/chatbrush/server.flags \
    MALLOC_MMAP_THRESHOLD_=4194304 \
    MALLOC_ARENA_MAX=2 \
    OPENCV_IO_MAX_IMAGE_PIXELS=64000000
EXPOSE 8000 8001 8002
ENTRYPOINT ["/opt/nvidia/nvidia_entrypoint.sh", "/opt/chatbrush/with-secrets.sh", "/opt/chatbrush/plans.sh", "/opt/chatbrush/serve.sh", "--grpc-max-response-pool-size=16", "--exit-timeout-secs=180"]
