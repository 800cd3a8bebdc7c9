package dev.chatbrush.triton.testing;

import com.google.protobuf.ByteString;
import dev.chatbrush.triton.grpc.wire.InferParameter;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryRegisterRequest;
import dev.chatbrush.triton.grpc.wire.SystemSharedMemoryStatusResponse.RegionStatus;
import io.grpc.Status;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The shared memory that the fake server was told of, and its refusals in Triton's words. */
final class FakeRegions {
  private record Region(SystemSharedMemoryRegisterRequest asked, MappedByteBuffer memory) {}

  private final Map<String, Region> regions = new ConcurrentHashMap<>();

  /** A server that was started anew knows none. */
  void clear() {
    regions.clear();
  }

  void register(SystemSharedMemoryRegisterRequest asked) {
    Region region = new Region(asked, map(asked));
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
    } else {
      regions.remove(name);
    }
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

  /** The bytes of an input that names a region; copied, as they may change later. */
  ByteString read(Map<String, InferParameter> parameters) {
    String name = parameters.get("shared_memory_region").getStringParam();
    long offset = number(parameters, "shared_memory_offset");
    long bytes = number(parameters, "shared_memory_byte_size");
    Region region = regions.get(name);
    if (region == null) {
      throw Status.INVALID_ARGUMENT
          .withDescription("Unable to find shared memory region: '%s'".formatted(name))
          .asRuntimeException();
    }
    if (offset + bytes > region.asked().getByteSize()) {
      throw Status.INVALID_ARGUMENT
          .withDescription(
              "Invalid offset + byte size for shared memory region: '%s'".formatted(name))
          .asRuntimeException();
    }
    return ByteString.copyFrom(
        region.memory().slice(Math.toIntExact(offset), Math.toIntExact(bytes)));
  }

  private static long number(Map<String, InferParameter> parameters, String key) {
    InferParameter value = parameters.get(key);
    return value == null ? 0 : value.getInt64Param();
  }

  private static MappedByteBuffer map(SystemSharedMemoryRegisterRequest asked) {
    Path file = Path.of("/dev/shm", asked.getKey().substring(1));
    try (FileChannel channel = FileChannel.open(file)) {
      return channel.map(FileChannel.MapMode.READ_ONLY, asked.getOffset(), asked.getByteSize());
    } catch (IOException notThere) {
      throw Status.INVALID_ARGUMENT
          .withDescription("Unable to open shared memory region: '%s'".formatted(asked.getKey()))
          .asRuntimeException();
    }
  }
}
