package dev.chatbrush.triton.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.ModelId;
import dev.chatbrush.triton.testing.FakeModel;
import dev.chatbrush.triton.testing.FakeTriton;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelCatalogueTest {
  private static final Duration NEVER = Duration.ofHours(1);

  private final FakeTriton triton = FakeTriton.start();
  private final InferenceClient client = triton.connect();

  @AfterEach
  void stop() {
    client.close();
    triton.close();
  }

  @Test
  void readsToolWithEverythingItSays() {
    tool("lama_erase", "object_erase", "required", 20)
        .versions("1", "3")
        .parameter("chatbrush.family", "lama")
        .parameter("chatbrush.working_side", "704")
        .parameter("chatbrush.multiple", "8")
        .parameter("chatbrush.native_side", "512")
        .parameter("chatbrush.references", "4")
        .parameter("chatbrush.references_least", "1")
        .parameter("chatbrush.sizes", "704x400, 512x512");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.tools())
          .containsExactly(
              new ToolModel(
                  new ModelId("lama_erase", "3"),
                  "object_erase",
                  "Does lama_erase.",
                  "Title",
                  "제목",
                  MaskNeed.REQUIRED,
                  PromptNeed.NONE,
                  OutputSize.SAME,
                  AlphaUse.NONE,
                  20,
                  "lama",
                  704,
                  8,
                  512,
                  List.of(new ToolSize(704, 400), new ToolSize(512, 512)),
                  new ReferenceUse(1, 4),
                  0,
                  List.of()));
    }
  }

  @Test
  void aToolWhoseSizesCannotBeReadIsLeftOutAndSaysWhy() {
    tool("inpaint", "image_transform", "required", 20).parameter("chatbrush.sizes", "704x400, big");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.tools()).isEmpty();
      assertThat(catalogue.rejected())
          .extracting(RejectedModel::reason)
          .singleElement()
          .asString()
          .contains("must list sizes as WIDTHxHEIGHT, found 'big'");
    }
  }

  @Test
  void bestRankComesFirstAmongThoseThatFitTheMask() {
    tool("looks", "image_transform", "optional", 10);
    tool("sd_inpaint", "image_transform", "required", 20);
    tool("pix2pix", "image_transform", "none", 30);

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.toolsFor("image_transform", true))
          .extracting(tool -> tool.id().name())
          .containsExactly("sd_inpaint", "looks");
      assertThat(catalogue.bestTool("image_transform", false).orElseThrow().id().name())
          .isEqualTo("pix2pix");
      assertThat(catalogue.bestTool("object_erase", true)).isEmpty();
    }
  }

  @Test
  void aDetectorTellsWhatItKnowsAndUnderWhichNames() {
    triton
        .model("coco")
        .parameter("chatbrush.role", "detector")
        .parameter("chatbrush.vocabulary", "closed")
        .parameter("chatbrush.least_score", "0.4")
        .parameter("chatbrush.looks_for", "label")
        .parameter(
            "chatbrush.labels", "[{\"id\": \"knife\", \"en\": \"Knife, blade\", \"ko\": \"칼\"}]");
    triton
        .model("nameless")
        .parameter("chatbrush.role", "detector")
        .parameter("chatbrush.vocabulary", "closed")
        .parameter("chatbrush.labels", "knife");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      DetectorModel found = catalogue.detectors().get(0);
      assertThat(found.leastScore()).isEqualTo(0.4);
      assertThat(found.asked()).isTrue();
      for (String said : List.of("knife", "The  Knives", "my blades", "칼", "칼들")) {
        assertThat(found.labelOf(said)).map(Label::id).contains("knife");
      }
      assertThat(found.labelOf("fork")).isEmpty();
      assertThat(catalogue.rejected().get(0).reason()).contains("chatbrush.labels", "[{\"id\"");
    }
  }

  @Test
  void theBestSaliencyModelIsFoundByItsRole() {
    triton.model("u2netp").parameter("chatbrush.role", "saliency");
    triton.model("other").parameter("chatbrush.role", "saliency").parameter("chatbrush.rank", "-1");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.bestSaliency())
          .contains(new SaliencyModel(new ModelId("u2netp", "1"), 320, 0));
    }
  }

  @Test
  void theBestSentenceEncoderIsFoundByItsRole() {
    triton.model("use").parameter("chatbrush.role", "sentence-encoder");
    triton
        .model("better")
        .parameter("chatbrush.role", "sentence-encoder")
        .parameter("chatbrush.rank", "20");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.bestSentenceEncoder())
          .contains(new SentenceModel(new ModelId("better", "1"), "better", 20));
    }
  }

  @Test
  void decoderFindsItsEncoder() {
    encoder("sam_encoder");
    decoder("sam_decoder", "sam_encoder", "10");
    decoder("lonely_decoder", "no_such_encoder", "99");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.segmenters())
          .containsExactly(
              new SegmentModels(
                  new ModelId("sam_encoder", "1"),
                  new ModelId("sam_decoder", "1"),
                  EncoderGeometry.LONGEST_SIDE,
                  1024,
                  10,
                  "sam_encoder"));
      assertThat(catalogue.bestSegmenter()).isPresent();
    }
  }

  @Test
  void pinnedVersionIsFoundAsLongAsItIsTheOneThatIsServed() {
    tool("erase", "object_erase", "required", 1);
    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      ModelId pinned = catalogue.bestTool("object_erase", true).orElseThrow().id();
      assertThat(catalogue.find(pinned)).isPresent();

      triton.model("erase").versions("2");
      catalogue.refresh();

      assertThat(catalogue.find(pinned)).isEmpty();
      assertThat(catalogue.bestTool("object_erase", true).orElseThrow().id().version())
          .isEqualTo("2");
    }
  }

  @Test
  void modelWithWrongParametersIsLeftOutWithTheReason() {
    tool("good", "object_erase", "required", 1);
    tool("bad", "object_erase", "sometimes", 1);
    tool("worse", "object_erase", "none", 1).parameter("chatbrush.rank", "first");
    triton.model("worst").parameter("chatbrush.role", "tool");
    tool("worst_crop", "crop", "none", 1)
        .parameter("chatbrush.output", "any")
        .parameter("chatbrush.working_side", "512");
    tool("worst_growth", "object_erase", "required", 1).parameter("chatbrush.grows", "99");
    tool("worst_scale", "object_erase", "required", 1)
        .parameter("chatbrush.grows", "8")
        .parameter("chatbrush.multiple", "8");

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.tools()).extracting(tool -> tool.id().name()).containsExactly("good");
      assertThat(catalogue.rejected())
          .extracting(RejectedModel::reason)
          .satisfiesExactly(
              reason -> assertThat(reason).contains("chatbrush.mask", "sometimes", "OPTIONAL"),
              reason -> assertThat(reason).contains("chatbrush.rank", "first"),
              reason -> assertThat(reason).contains("lacks", "chatbrush.tool"),
              reason -> assertThat(reason).contains("chatbrush.output", "chatbrush.working_side"),
              reason -> assertThat(reason).contains("chatbrush.grows", "0 to 32", "99"),
              reason -> assertThat(reason).contains("chatbrush.grows", "chatbrush.multiple"));
    }
  }

  @Test
  void toolSaysWhetherItsResultMayHaveAnotherSize() {
    tool("crop", "crop", "none", 1).parameter("chatbrush.output", "any");
    tool("erase", "object_erase", "required", 1);

    try (ModelCatalogue catalogue = ModelCatalogue.start(client, NEVER)) {
      assertThat(catalogue.bestTool("crop", false).orElseThrow().output())
          .isEqualTo(OutputSize.ANY);
      assertThat(catalogue.bestTool("object_erase", true).orElseThrow().output())
          .isEqualTo(OutputSize.SAME);
    }
  }

  private FakeModel tool(String name, String tool, String mask, int rank) {
    return triton
        .model(name)
        .parameter("chatbrush.role", "tool")
        .parameter("chatbrush.tool", tool)
        .parameter("chatbrush.description", "Does " + name + ".")
        .parameter("chatbrush.title.en", "Title")
        .parameter("chatbrush.title.ko", "제목")
        .parameter("chatbrush.mask", mask)
        .parameter("chatbrush.prompt", "none")
        .parameter("chatbrush.rank", String.valueOf(rank));
  }

  private void encoder(String name) {
    triton
        .model(name)
        .parameter("chatbrush.role", "segment-encoder")
        .parameter("chatbrush.geometry", "longest-side")
        .parameter("chatbrush.input_side", "1024");
  }

  private void decoder(String name, String encoder, String rank) {
    triton
        .model(name)
        .parameter("chatbrush.role", "segment-decoder")
        .parameter("chatbrush.encoder", encoder)
        .parameter("chatbrush.rank", rank);
  }
}
