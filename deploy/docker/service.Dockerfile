# One image a Java service: docker build -f deploy/docker/service.Dockerfile --build-arg MODULE=mask-service .
FROM maven:3.9-eclipse-temurin-17 AS build
ARG MODULE
WORKDIR /src
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -q -DskipTests -pl ${MODULE} -am package

FROM eclipse-temurin:17-jre
ARG MODULE
WORKDIR /app
COPY --from=build --chown=185:0 /src/${MODULE}/target/quarkus-app/ ./
RUN mkdir /data && chown 185:0 /data
USER 185
# Netty lives outside the heap, so it gets 60 % of the container. The rest as the launcher has it
# (launcher/run/parts.py says why).
ENV JAVA_TOOL_OPTIONS="-XX:MaxRAMPercentage=60 -XX:+UseG1GC -XX:G1HeapRegionSize=16m -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20 -XX:G1PeriodicGCInterval=20000 -XX:-G1PeriodicGCInvokesConcurrent -XX:+ExitOnOutOfMemoryError -Djava.awt.headless=true -Djdk.serialFilter=!*"
ENV MALLOC_MMAP_THRESHOLD_=4194304 \
    MALLOC_ARENA_MAX=2 \
    QUARKUS_HTTP_HOST=0.0.0.0
ENTRYPOINT ["java", "-jar", "quarkus-run.jar"]
