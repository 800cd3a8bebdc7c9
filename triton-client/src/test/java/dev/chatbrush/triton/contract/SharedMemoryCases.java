package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferResponse;
import dev.chatbrush.triton.Shape;
import dev.chatbrush.triton.SharedPlace;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.error.InvalidInputException;
import dev.chatbrush.triton.error.SharedMemoryUnknownException;
import dev.chatbrush.triton.shared.RegionOffers;
import dev.chatbrush.triton.shared.SharedRegion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Inputs that the server reads from memory of its own machine, and outputs that it writes there.
 */
interface SharedMemoryCases extends ContractCases {
  String OWNER = "contract-case";
  int BYTES = 4096;

  @Test
  default void inputInSharedMemoryComesBackAndIsNotSent() {
    try (SharedRegion region = offered()) {
      Tensor input = written(region, 512, 1, 2, 3);
      InferRequest request = to("echo").input(input, region.place(input, 512)).build();

      assertThat(request.sentBytes()).isZero();
      assertThat(client().infer(request).output("FP32").asFp32()).containsExactly(1, 2, 3);
    }
  }

  @Test
  default void whatIsWrittenLaterIsReadByTheNextRequest() {
    try (SharedRegion region = offered()) {
      Tensor input = written(region, 0, 1, 2);
      InferRequest request = to("echo").input(input, region.place(input, 0)).build();
      client().infer(request);
      written(region, 0, 7, 8);

      assertThat(client().infer(request).output("FP32").asFp32()).containsExactly(7, 8);
    }
  }

  @Test
  default void sharedAndSentInputsGoTogetherInAnyOrder() {
    try (SharedRegion region = offered()) {
      Tensor shared = written(region, 0, 4, 5);
      Tensor before = Tensor.ofInt8("INT8", new byte[] {1}, 1);
      Tensor after = Tensor.ofInt32("INT32", new int[] {9}, 1);

      InferResponse answer =
          client()
              .infer(
                  to("echo")
                      .input(before)
                      .input(shared, region.place(shared, 0))
                      .input(after)
                      .build());

      assertThat(answer.output("INT8")).isEqualTo(before);
      assertThat(answer.output("FP32").asFp32()).containsExactly(4, 5);
      assertThat(answer.output("INT32")).isEqualTo(after);
    }
  }

  @Test
  default void sharedInputIsSentAfterAllWhenAskedTo() {
    try (SharedRegion region = offered()) {
      Tensor input = written(region, 0, 6);
      SharedPlace nowhere = new SharedPlace("nobody.knows", 0, input.data().size());

      InferRequest request = to("echo").input(input, nowhere).sendingAll().build();

      assertThat(client().infer(request).output("FP32").asFp32()).containsExactly(6);
    }
  }

  @Test
  default void memoryThatTheServerDoesNotKnowIsToldAsThat() {
    Tensor input = Tensor.ofFp32("FP32", new float[] {1}, 1);
    InferRequest request = to("echo").input(input, new SharedPlace("nobody.knows", 0, 4)).build();

    assertThatThrownBy(() -> client().infer(request))
        .isInstanceOf(SharedMemoryUnknownException.class);
  }

  @Test
  default void outputIsWrittenOverItsInputAndNotSent() throws IOException {
    try (SharedRegion region = offered()) {
      Tensor input = Tensor.ofUint8("UINT8", new byte[] {7, 8, 9}, 3);
      region.write(16, input.buffer());
      Tensor sent = Tensor.ofInt32("INT32", new int[] {9}, 1);

      InferResponse answer =
          client()
              .infer(
                  to("echo")
                      .input(input, region.place(input, 16))
                      .input(sent)
                      .inPlace("UINT8")
                      .outputs("UINT8", "INT32")
                      .build());

      assertThat(answer.placed())
          .containsExactly(new TensorMetadata("UINT8", DataType.UINT8, List.of(3L)));
      assertThat(answer.outputs()).containsOnlyKeys("INT32");
      assertThat(region.read(16, 3)).containsExactly(7, 8, 9);
    }
  }

  @Test
  default void placeOutsideOfTheRegionIsRefused() {
    try (SharedRegion region = offered()) {
      Tensor input = written(region, 0, 1, 2);
      InferRequest request = to("echo").input(input, region.place(input, BYTES - 4)).build();

      assertThatThrownBy(() -> client().infer(request)).isInstanceOf(InvalidInputException.class);
    }
  }

  @Test
  default void closedRegionIsUnknown() {
    SharedRegion region = offered();
    Tensor input = written(region, 0, 1);
    InferRequest request = to("echo").input(input, region.place(input, 0)).build();
    region.close();

    assertThatThrownBy(() -> client().infer(request))
        .isInstanceOf(SharedMemoryUnknownException.class);
    assertThat(ownRegions()).isEmpty();
  }

  @Test
  default void serverStartedAnewKnowsNoRegionAndTakesAnother() {
    SharedRegion lost = offered();
    Tensor input = written(lost, 0, 1);
    InferRequest request = to("echo").input(input, lost.place(input, 0)).build();
    server().kill();
    server().start();
    Pauses.until("the client finds the server again", AMPLE, client()::ready);

    assertThatThrownBy(() -> client().infer(request))
        .isInstanceOf(SharedMemoryUnknownException.class);
    try (SharedRegion region = offered()) {
      Tensor again = written(region, 0, 2);
      InferRequest next = to("echo").input(again, region.place(again, 0)).build();
      assertThat(client().infer(next).output("FP32").asFp32()).containsExactly(2);
    }
  }

  @Test
  default void nothingLiesAroundAndTheRegionOfTheProcessBeforeIsLetGo() throws IOException {
    SharedRegion ofTheProcessBefore = offered(); // which crashed: its region is never closed
    assertThat(ofTheProcessBefore.bytes()).isEqualTo(BYTES);
    try (SharedRegion region = offered()) {
      assertThat(ownRegions()).hasSize(1);
      assertThat(region.slice(0, BYTES).get(BYTES - 1)).isZero();
    }
    assertThat(ownRegions()).isEmpty();
    try (Stream<Path> files = Files.list(Path.of("/dev/shm"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.startsWith(OWNER));
    }
  }

  private List<String> ownRegions() {
    return client().sharedMemory().stream().filter(name -> name.startsWith(OWNER)).toList();
  }

  private SharedRegion offered() {
    return new RegionOffers(client(), List.of(server().address()), OWNER)
        .offer(BYTES)
        .orElseThrow();
  }

  private static Tensor written(SharedRegion region, int offset, float... values) {
    Tensor tensor = region.tensor("FP32", DataType.FP32, Shape.of(values.length), offset);
    var memory = region.slice(offset, values.length * Float.BYTES);
    for (float value : values) {
      memory.putFloat(value);
    }
    return tensor;
  }
}
