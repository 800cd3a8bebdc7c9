package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.Configs;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolCatalogue;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.triton.InferenceClient;
import dev.chatbrush.triton.catalogue.ModelCatalogue;
import dev.chatbrush.triton.testing.FakeTriton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Catalogues for tests, read from the {@code config.pbtxt} files that are served. */
public final class Catalogues {
  private static final Path REPOSITORY = Path.of("../triton-model-repo");

  private static final String[] ON_A_CPU = {
    "migan", "migan_erase", "photo_basics", "photo_looks", "cut_out", "picture_behind"
  };

  private static final String[] DETECTORS = {"coco_objects", "photo_parts"};

  private static final String[] DIFFUSION = {
    "clip_text_encoder",
    "vae_encoder",
    "vae_decoder",
    "pix2pix_unet",
    "pix2pix",
    "sd_inpaint_unet",
    "sd_inpaint"
  };

  private static final CatalogueSnapshot CPU = read(ON_A_CPU);
  private static final CatalogueSnapshot NAMING = read(ON_A_CPU, DETECTORS);
  private static final CatalogueSnapshot GPU = read(ON_A_CPU, DIFFUSION);

  private Catalogues() {}

  /** What a machine without a GPU offers. */
  public static CatalogueSnapshot onCpu() {
    return CPU;
  }

  /** The diffusion tools too. */
  public static CatalogueSnapshot onGpu() {
    return GPU;
  }

  /** What a machine without a GPU offers, which finds things by their names. */
  public static CatalogueSnapshot naming() {
    return NAMING;
  }

  /** What a machine without a GPU offers, and {@code more}. */
  public static CatalogueSnapshot with(ToolDescription... more) {
    List<ToolDescription> tools = new ArrayList<>(CPU.tools());
    tools.addAll(List.of(more));
    return new CatalogueSnapshot(tools, CPU.looks());
  }

  private static CatalogueSnapshot read(String[]... models) {
    try (FakeTriton triton = FakeTriton.start()) {
      for (String[] names : models) {
        triton.serve(REPOSITORY, names);
      }
      try (InferenceClient client = triton.connect();
          ModelCatalogue offered = ModelCatalogue.start(client, Duration.ofHours(1))) {
        return new ToolCatalogue(offered, client, Configs.triton()).awaitSnapshot();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
