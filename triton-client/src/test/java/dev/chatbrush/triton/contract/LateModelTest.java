package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.InferRequest;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.Tensor;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.catalogue.ToolModel;
import dev.chatbrush.triton.error.ModelNotFoundException;
import dev.chatbrush.triton.grpc.ClientConfig;
import dev.chatbrush.triton.grpc.GrpcInferenceClient;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A model that is put into the repository of a running server, and taken out again. */
@Tag("triton")
@Timeout(180)
class LateModelTest {
  private static final String CONFIG =
      """
      name: "late_tool"
      backend: "python"
      max_batch_size: 0
      input { name: "UINT8" data_type: TYPE_UINT8 dims: [ -1 ] }
      output { name: "UINT8" data_type: TYPE_UINT8 dims: [ -1 ] }
      instance_group { kind: KIND_CPU count: 1 }
      parameters { key: "chatbrush.role" value { string_value: "tool" } }
      parameters { key: "chatbrush.tool" value { string_value: "image_transform" } }
      parameters { key: "chatbrush.description" value { string_value: "Changes nothing." } }
      parameters { key: "chatbrush.title.en" value { string_value: "Nothing" } }
      parameters { key: "chatbrush.title.ko" value { string_value: "그대로" } }
      parameters { key: "chatbrush.mask" value { string_value: "none" } }
      parameters { key: "chatbrush.prompt" value { string_value: "none" } }
      """;

  @TempDir Path repository;

  @Test
  void modelThatComesLateIsCallableWithoutRestartAndGoneWhenItGoes() throws IOException {
    List<String> polling = List.of("--model-control-mode=poll", "--repository-poll-secs=1");
    try (ContractServer server = RealTriton.start(repository, polling);
        InferenceClient client = GrpcInferenceClient.connect(ClientConfig.of(server.address()));
        ModelCatalogue catalogue = ModelCatalogue.start(client, Duration.ofSeconds(1))) {
      assertThat(catalogue.available()).isTrue();
      assertThat(catalogue.tools()).isEmpty();

      drop();
      Pauses.until("the new tool is listed", ofAMinute(), () -> !catalogue.tools().isEmpty());
      ToolModel tool = catalogue.bestTool("image_transform", false).orElseThrow();
      Tensor picture = Tensor.ofUint8("UINT8", new byte[] {1, 2, 3}, 3);
      assertThat(client.infer(request(tool, picture)).output("UINT8")).isEqualTo(picture);

      remove();
      Pauses.until("the tool is listed no more", ofAMinute(), () -> catalogue.tools().isEmpty());
      assertThat(catalogue.find(tool.id())).isEmpty();
      Pauses.until("the model is unloaded", ofAMinute(), () -> !client.modelReady(tool.id()));
      assertThatExceptionOfType(ModelNotFoundException.class)
          .isThrownBy(() -> client.infer(request(tool, picture)));
    }
  }

  private static InferRequest request(ToolModel tool, Tensor picture) {
    return InferRequest.to(tool.id()).input(picture).timeout(ofAMinute()).build();
  }

  private static Duration ofAMinute() {
    return Duration.ofMinutes(1);
  }

  /** Puts the folder in at one stroke, so that the server never sees half of it. */
  private void drop() throws IOException {
    Path staged = Files.createTempDirectory(repository.getParent(), "staged").resolve("late_tool");
    Files.createDirectories(staged.resolve("1"));
    Files.writeString(staged.resolve("config.pbtxt"), CONFIG);
    Files.copy(RealTriton.CONTRACT_MODELS.resolve("echo/1/model.py"), staged.resolve("1/model.py"));
    Files.move(staged, repository.resolve("late_tool"));
  }

  private void remove() throws IOException {
    Files.walkFileTree(
        repository.resolve("late_tool"),
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path folder, IOException failure)
              throws IOException {
            Files.delete(folder);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
