package dev.chatbrush.agent.api;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.contracts.agent.ListToolsReply;
import dev.chatbrush.contracts.agent.Option;
import dev.chatbrush.contracts.agent.Title;
import dev.chatbrush.contracts.agent.Tool;
import dev.chatbrush.contracts.agent.ToolModel;
import dev.chatbrush.triton.catalogue.EditContract;
import dev.chatbrush.triton.catalogue.ToolOption;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.Optional;

/** The catalogue on the wire. */
final class ToolMessages {
  private ToolMessages() {}

  static ListToolsReply reply(CatalogueSnapshot catalogue) {
    return ListToolsReply.newBuilder()
        .addAllTools(catalogue.tools().stream().map(ToolMessages::tool).toList())
        .addAllSettings(EditContract.settings().stream().map(ToolMessages::option).toList())
        .build();
  }

  static Title title(dev.chatbrush.triton.catalogue.ToolModel model) {
    return Title.newBuilder().setEn(model.titleEn()).setKo(model.titleKo()).build();
  }

  private static Title title(ToolOption.Choice choice) {
    return Title.newBuilder().setEn(choice.titleEn()).setKo(choice.titleKo()).build();
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

  private static Option option(ToolOption option) {
    Option.Builder message =
        Option.newBuilder()
            .setName(option.name())
            .setType(option.type().name().toLowerCase(Locale.ROOT))
            .addAllChoices(option.choiceNames())
            .addAllChoiceTitles(option.choices().stream().map(ToolMessages::title).toList())
            .setUsual(option.usual())
            .setTitle(Title.newBuilder().setEn(option.titleEn()).setKo(option.titleKo()))
            .setAllowed(option.allowed());
    Optional.ofNullable(option.least()).map(BigDecimal::doubleValue).ifPresent(message::setLeast);
    Optional.ofNullable(option.most()).map(BigDecimal::doubleValue).ifPresent(message::setMost);
    return message.build();
  }

  private static ToolModel model(dev.chatbrush.triton.catalogue.ToolModel model) {
    return ToolModel.newBuilder()
        .setName(model.id().name())
        .setVersion(model.id().version())
        .setRank(model.rank())
        .setFamily(model.family())
        .setMask(model.mask().name().toLowerCase(Locale.ROOT))
        .setReferences(model.references().most())
        .setReferencesLeast(model.references().least())
        .addAllOptions(model.options().stream().map(ToolMessages::option).toList())
        .build();
  }
}
