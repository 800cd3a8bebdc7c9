# One image a Java service: docker build -f deploy/docker/service.Dockerfile --build-arg MODULE=mask-service .
FROM maven:3.9-eclipse-temurin-17@sha256:a8746f15d5bb26b5b8bacb056cc76211553850f4c71d16aff845cfa004cbc197 AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
# With the samples that the page offers.
COPY testdata/photos testdata/photos
# What the page calls the gateway by, and what every edit tool takes.
COPY clients/typescript/src clients/typescript/src
COPY triton-model-repo/chatbrush_models/edit_contract.json triton-model-repo/chatbrush_models/
COPY contracts contracts
COPY triton-client triton-client
COPY imaging imaging
COPY service-calls service-calls
COPY house-rules house-rules
COPY editor-gateway editor-gateway
COPY mask-service mask-service
COPY agent-service agent-service
# All three in one go: the images of the other two find this layer made.
RUN --mount=type=cache,target=/root/.m2/repository \
    mvn -B -ntp -q -DskipTests -pl editor-gateway,mask-service,agent-service -am package

FROM eclipse-temurin:17-jre@sha256:207ecae0b2b104dfc6dfa763d1e9cd2041cb344800a180e24cb1a28ed533ff90
ARG MODULE
WORKDIR /app
COPY --from=build --chown=185:0 /src/${MODULE}/target/quarkus-app/ ./
COPY deploy/docker/with-secrets.sh /opt/chatbrush/
RUN mkdir /data && chown 185:0 /data
USER 185
# Netty lives outside the heap, so it gets 60 % of the container. The rest as the launcher has it
# (launcher/run/parts.py says why).
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseG1GC -XX:G1HeapRegionSize=16m -XX:-G1UseAdaptiveIHOP -XX:InitiatingHeapOccupancyPercent=100 -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:G1PeriodicGCInterval=20000 -XX:-G1PeriodicGCInvokesConcurrent -XX:ThreadPriorityPolicy=1 -XX:JavaPriority1_To_OSPriority=5 -XX:JavaPriority2_To_OSPriority=0 -XX:JavaPriority3_To_OSPriority=0 -XX:JavaPriority4_To_OSPriority=0 -XX:JavaPriority5_To_OSPriority=0 -XX:JavaPriority6_To_OSPriority=0 -XX:JavaPriority7_To_OSPriority=0 -XX:JavaPriority8_To_OSPriority=0 -XX:JavaPriority9_To_OSPriority=0 -XX:JavaPriority10_To_OSPriority=0 -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Djdk.serialFilter=!*"
ENV MALLOC_MMAP_THRESHOLD_=4194304 \
    MALLOC_ARENA_MAX=2 \
    QUARKUS_HTTP_HOST=0.0.0.0
ENTRYPOINT ["/opt/chatbrush/with-secrets.sh", "java", "-jar", "quarkus-run.jar"]
