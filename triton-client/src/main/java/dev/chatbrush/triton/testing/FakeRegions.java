package dev.chatbrush.triton.testing;

import com.google.protobuf.ByteString;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryRegisterRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryStatusResponse.RegionStatus;
import io.grpc.Status;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** The shared memory that the fake server was told of, and its refusals in Triton's words. */
final class FakeRegions {
  private record Region(
      SystemSharedMemoryRegisterRequest asked, MappedByteBuffer memory, AtomicInteger calls) {}

  private final Map<String, Region> regions = new ConcurrentHashMap<>();

  /** A server that was started anew knows none. */
  void clear() {
    regions.clear();
  }

  void register(SystemSharedMemoryRegisterRequest asked) {
    Region region = new Region(asked, map(asked), new AtomicInteger());
    if (regions.putIfAbsent(asked.getName(), region) != null) {
      throw Status.ALREADY_EXISTS
          .withDescription(
              "shared memory region '%s' already in manager".formatted(asked.getName()))
          .asRuntimeException();
    }
  }

  void unregister(String name) {
    if (name.isEmpty()) {
      regions.clear();
      return;
    }
    Region region = regions.get(name);
    if (region != null && region.calls().get() > 0) {
      throw Status.INTERNAL
          .withDescription(
              "Cannot unregister shared memory region '%s', it is currently in use."
                  .formatted(name))
          .asRuntimeException();
    }
    regions.remove(name);
  }

  /** Keeps the regions of a call's inputs from being let go of; run what comes back at its end. */
  Runnable hold(InferRequest request) {
    List<Region> used =
        request.inputs().stream()
            .flatMap(input -> request.placeOf(input.name()).stream())
            .map(place -> find(place.region()))
            .toList();
    used.forEach(region -> region.calls().incrementAndGet());
    return () -> used.forEach(region -> region.calls().decrementAndGet());
  }

  Map<String, RegionStatus> status() {
    return regions.values().stream()
        .map(Region::asked)
        .collect(
            Collectors.toMap(
                SystemSharedMemoryRegisterRequest::getName,
                asked ->
                    RegionStatus.newBuilder()
                        .setName(asked.getName())
                        .setKey(asked.getKey())
                        .setByteSize(asked.getByteSize())
                        .build()));
  }

  /** The place that a tensor's parameters name. */
  static SharedPlace place(Map<String, InferParameter> parameters) {
    return new SharedPlace(
        parameters.get("shared_memory_region").getStringParam(),
        number(parameters, "shared_memory_offset"),
        number(parameters, "shared_memory_byte_size"));
  }

  /** The bytes of an input that lies there; copied, as they may change later. */
  ByteString read(SharedPlace place) {
    return ByteString.copyFrom(memory(place));
  }

  /** Writes an output there. */
  void write(Tensor output, SharedPlace place) {
    if (output.data().size() > place.bytes()) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              ("shared memory size specified with the request for output '%s' (%d bytes) should be"
                      + " at least %d bytes to hold the results")
                  .formatted(output.name(), place.bytes(), output.data().size()))
          .asRuntimeException();
    }
    memory(place).put(output.buffer());
  }

  private ByteBuffer memory(SharedPlace place) {
    Region region = find(place.region());
    if (place.offset() + place.bytes() > region.asked().getByteSize()) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "Invalid offset + byte size for shared memory region: '%s'".formatted(place.region()))
          .asRuntimeException();
    }
    return region.memory().slice(Math.toIntExact(place.offset()), Math.toIntExact(place.bytes()));
  }

  private Region find(String name) {
    Region region = regions.get(name);
    if (region == null) {
      throw Status.INVALID_ARGUMENT
          .withDescription("Unable to find shared memory region: '%s'".formatted(name))
          .asRuntimeException();
    }
    return region;
  }

  private static long number(Map<String, InferParameter> parameters, String key) {
    InferParameter value = parameters.get(key);
    return value == null ? 0 : value.getInt64Param();
  }

  private static MappedByteBuffer map(SystemSharedMemoryRegisterRequest asked) {
    Path file = Path.of("/dev/shm", asked.getKey().substring(1));
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      return channel.map(FileChannel.MapMode.READ_WRITE, asked.getOffset(), asked.getByteSize());
    } catch (IOException notThere) {
      throw Status.INVALID_ARGUMENT
          .withDescription("Unable to open shared memory region: '%s'".formatted(asked.getKey()))
          .asRuntimeException();
    }
  }
}
