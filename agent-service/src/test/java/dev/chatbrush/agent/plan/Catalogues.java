package dev.chatbrush.agent.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.Look;
import dev.chatbrush.agent.catalogue.ToolDescription;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Catalogues for tests: the two tools of the default installation, with its looks. */
public final class Catalogues {
  private static final File LOOKS =
      new File("../triton-model-repo/chatbrush_models/looks/looks.json");

  private Catalogues() {}

  public static CatalogueSnapshot withDefaultLooks() throws IOException {
    List<Look> looks = new ArrayList<>();
    for (JsonNode look : new ObjectMapper().readTree(LOOKS)) {
      looks.add(
          new Look(look.get("id").asText(), look.get("en").asText(), look.get("ko").asText()));
    }
    return new CatalogueSnapshot(tools(), looks);
  }

  /** With the tool that crops, rotates, flips and resizes. */
  public static CatalogueSnapshot withBasics() throws IOException {
    CatalogueSnapshot without = withDefaultLooks();
    List<ToolDescription> tools = new ArrayList<>(without.tools());
    tools.add(
        new ToolDescription(
            CatalogueSnapshot.BASICS,
            "Crop, rotate, flip, resize",
            "자르기·회전·뒤집기·크기",
            "Changes the frame of the whole photo.",
            false,
            true,
            true,
            List.of()));
    return new CatalogueSnapshot(tools, without.looks());
  }

  public static CatalogueSnapshot plain() {
    return new CatalogueSnapshot(tools(), List.of());
  }

  public static CatalogueSnapshot with(ToolDescription... more) {
    List<ToolDescription> tools = new ArrayList<>(tools());
    tools.addAll(List.of(more));
    return new CatalogueSnapshot(tools, List.of());
  }

  private static List<ToolDescription> tools() {
    return List.of(
        new ToolDescription(
            "object_erase",
            "Erase",
            "지우기",
            "Removes what is selected.",
            true,
            false,
            false,
            List.of()),
        new ToolDescription(
            "image_transform", "Look", "분위기", "Changes the look.", true, true, true, List.of()));
  }
}
