package dev.chatbrush.triton.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.chatbrush.triton.DataType;
import dev.chatbrush.triton.ModelConfig;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.ModelMetadata;
import dev.chatbrush.triton.RepositoryModel;
import dev.chatbrush.triton.TensorMetadata;
import dev.chatbrush.triton.error.ModelNotFoundException;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Everything but inference. */
interface ControlCases extends ContractCases {

  @Test
  default void serverIsLiveAndReady() {
    assertThat(client().live()).isTrue();
    assertThat(client().ready()).isTrue();
    assertThat(client().serverMetadata().name()).contains("triton");
  }

  @Test
  default void modelReadinessIsKnownByNameAndVersion() {
    assertThat(client().modelReady(ModelId.of("echo"))).isTrue();
    assertThat(client().modelReady(new ModelId("echo", "1"))).isTrue();
    assertThat(client().modelReady(new ModelId("echo", "9"))).isFalse();
    assertThat(client().modelReady(ModelId.of("no_such_model"))).isFalse();
  }

  @Test
  default void metadataNamesInputsAndOutputs() {
    ModelMetadata metadata = client().metadata(ModelId.of("echo_batch"));

    assertThat(metadata.versions()).containsExactly("1");
    assertThat(metadata.inputs())
        .containsExactly(new TensorMetadata("x", DataType.UINT8, List.of(-1L, 4L)));
    assertThat(metadata.outputs())
        .containsExactly(new TensorMetadata("y", DataType.UINT8, List.of(-1L, 4L)));
  }

  @Test
  default void metadataOfUnknownModelIsNotFound() {
    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(() -> client().metadata(ModelId.of("no_such_model")));
    assertThatExceptionOfType(ModelNotFoundException.class)
        .isThrownBy(() -> client().config(ModelId.of("no_such_model")));
  }

  @Test
  default void configurationCarriesParameters() {
    ModelConfig counter = client().config(ModelId.of("counter"));
    ModelConfig echo = client().config(ModelId.of("echo"));

    assertThat(counter.decoupled()).isTrue();
    assertThat(echo.decoupled()).isFalse();
    assertThat(echo.parameter("chatbrush.role")).contains("network");
    assertThat(client().config(ModelId.of("echo_batch")).maxBatchSize()).isEqualTo(8);
  }

  @Test
  default void statisticsCountAnswers() {
    long before = client().statistics(ModelId.of("echo")).success().count();

    client().infer(to("echo").input(Samples.of(DataType.INT8)).build());

    Pauses.until(
        "the answer is counted",
        AMPLE,
        () -> client().statistics(ModelId.of("echo")).success().count() == before + 1);
  }

  @Test
  default void indexListsReadyModels() {
    List<RepositoryModel> index = client().repositoryIndex();

    assertThat(index)
        .filteredOn(RepositoryModel::isReady)
        .extracting(RepositoryModel::id)
        .contains(new ModelId("echo", "1"), new ModelId("counter", "1"));
  }

  @Test
  default void unloadedModelIsNotFoundUntilItIsLoaded() {
    client().unload("failing");
    Pauses.until("the model is gone", AMPLE, () -> !client().modelReady(ModelId.of("failing")));

    client().load("failing");

    assertThat(client().modelReady(ModelId.of("failing"))).isTrue();
  }
}
