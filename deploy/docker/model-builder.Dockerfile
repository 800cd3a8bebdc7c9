# Builds plans into a volume, on the machine with the GPU: NVIDIA's TensorRT of the server's month.
FROM nvcr.io/nvidia/tensorrt:26.07-py3@sha256:b82db1abc23750ab0069abc99bbe4ea29138dbdc23ea39861199e2346638b48a
COPY tensorrt-build/requirements.lock tensorrt-build/requirements-builder.lock /opt/chatbrush/
RUN pip install --no-cache-dir --break-system-packages --only-binary=:all: --require-hashes \
      -r /opt/chatbrush/requirements.lock -r /opt/chatbrush/requirements-builder.lock
COPY tensorrt-build /opt/chatbrush/tensorrt-build
COPY triton-model-repo /opt/chatbrush/triton-model-repo
COPY deploy/docker/build-models.sh deploy/docker/plans.sh deploy/docker/with-secrets.sh /opt/chatbrush/
# Volumes that are made here are this user's.
RUN mkdir /models /weights && chown 1000 /models /weights
USER 1000
ENV CHATBRUSH_PLANS=/models \
    CHATBRUSH_WEIGHTS=/weights \
    PYTHONPATH=/opt/chatbrush/tensorrt-build/src \
    PYTHONDONTWRITEBYTECODE=1
ENTRYPOINT ["/opt/nvidia/nvidia_entrypoint.sh", "/opt/chatbrush/with-secrets.sh", "/opt/chatbrush/plans.sh", "--make", "/opt/chatbrush/build-models.sh"]
