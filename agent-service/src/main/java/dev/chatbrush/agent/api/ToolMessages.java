package dev.chatbrush.agent.api;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.contracts.agent.ListToolsReply;
import dev.chatbrush.contracts.agent.Title;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.ToolModel;
import java.util.Locale;

/** The catalogue on the wire. */
final class ToolMessages {
  private ToolMessages() {}

  static ListToolsReply reply(CatalogueSnapshot catalogue) {
    return ListToolsReply.newBuilder()
        .addAllTools(catalogue.tools().stream().map(ToolMessages::tool).toList())
        .build();
  }

  static Title title(dev.chatbrush.triton.catalogue.ToolModel model) {
    return Title.newBuilder().setEn(model.titleEn()).setKo(model.titleKo()).build();
  }

  private static Tool tool(ToolDescription tool) {
    String mask = !tool.takesMask() ? "none" : tool.takesWhole() ? "optional" : "required";
    return Tool.newBuilder()
        .setTool(tool.tool())
        .setTitle(Title.newBuilder().setEn(tool.titleEnglish()).setKo(tool.titleKorean()))
        .setDescription(tool.description())
        .setMask(mask)
        .setPrompt(tool.takesPrompt() ? "required" : "none")
        .addAllModels(tool.models().stream().map(ToolMessages::model).toList())
        .build();
  }

  private static ToolModel model(dev.chatbrush.triton.catalogue.ToolModel model) {
    return ToolModel.newBuilder()
        .setName(model.id().name())
        .setVersion(model.id().version())
        .setRank(model.rank())
        .setFamily(model.family())
        .setMask(model.mask().name().toLowerCase(Locale.ROOT))
        .build();
  }
}
