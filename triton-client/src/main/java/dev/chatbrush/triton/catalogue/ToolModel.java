package dev.chatbrush.triton.catalogue;

import dev.chatbrush.triton.ModelId;
import java.util.List;
import java.util.Optional;

/**
 * A model that edits pictures. Its id names the version, so that who keeps this record keeps to one
 * version of the model.
 *
 * @param id model and version
 * @param tool the tool that it is, for example {@code object_erase}; several models may be the same
 * @param description what it does, in English, written for a language model
 * @param titleEn title for people, in English
 * @param titleKo title for people, in Korean
 * @param mask what it does with a mask
 * @param prompt what it does with a prompt
 * @param output what size its result has
 * @param alpha what it does with opacity
 * @param rank the higher, the better
 * @param family models of one family share weights or method
 * @param workingSide longest side in pixels that it works at; 0 for any size
 * @param multiple sides must be multiples of this many pixels; 1 for any
 * @param nativeSide longest side that smaller parts of a picture are enlarged to; 0 for not at all
 * @param sizes the sizes that it works at, where it has but some; of what is smaller it fills up
 *     one
 * @param references how many other pictures it looks at
 * @param grows pixels beyond its mask that it may change, where it says which; 0 for none
 * @param options what a person may set, in the tool's order
 */
public record ToolModel(
    ModelId id,
    String tool,
    String description,
    String titleEn,
    String titleKo,
    MaskNeed mask,
    PromptNeed prompt,
    OutputSize output,
    AlphaUse alpha,
    int rank,
    String family,
    int workingSide,
    int multiple,
    int nativeSide,
    List<ToolSize> sizes,
    ReferenceUse references,
    int grows,
    List<ToolOption> options) {
  /** More is no object's edge any longer. */
  private static final int MOST_GROWTH = 32;

  public ToolModel {
    sizes = List.copyOf(sizes);
    options = List.copyOf(options);
  }

  /** The option of that name. */
  public Optional<ToolOption> option(String name) {
    return options.stream().filter(option -> option.name().equals(name)).findFirst();
  }

  static ToolModel from(ModelId id, Settings settings) {
    return new ToolModel(
        id,
        settings.required("chatbrush.tool"),
        settings.required("chatbrush.description"),
        settings.required("chatbrush.title.en"),
        settings.required("chatbrush.title.ko"),
        settings.choice("chatbrush.mask", MaskNeed.class),
        settings.choice("chatbrush.prompt", PromptNeed.class),
        output(settings),
        settings.choice("chatbrush.alpha", AlphaUse.class, AlphaUse.NONE),
        settings.number("chatbrush.rank", 0),
        settings.text("chatbrush.family", id.name()),
        settings.number("chatbrush.working_side", 0),
        settings.number("chatbrush.multiple", 1),
        settings.number("chatbrush.native_side", 0),
        ToolSize.read(settings),
        ReferenceUse.read(settings),
        grows(settings),
        OptionReader.read(settings));
  }

  private static OutputSize output(Settings settings) {
    OutputSize output = settings.choice("chatbrush.output", OutputSize.class, OutputSize.SAME);
    if (output == OutputSize.ANY) {
      requireNoScaling(settings, "chatbrush.output");
    }
    return output;
  }

  private static int grows(Settings settings) {
    int pixels = settings.number("chatbrush.grows", 0);
    if (pixels < 0 || pixels > MOST_GROWTH) {
      throw new Settings.SettingException(
          "config.pbtxt of '%s': 'chatbrush.grows' must be 0 to %d pixels, found %d"
              .formatted(settings.config().name(), MOST_GROWTH, pixels));
    }
    if (pixels > 0) {
      requireNoScaling(settings, "chatbrush.grows");
    }
    return pixels;
  }

  private static void requireNoScaling(Settings settings, String because) {
    for (String fixed :
        List.of("chatbrush.working_side", "chatbrush.multiple", "chatbrush.native_side")) {
      if (settings.number(fixed, 0) > 1) {
        throw new Settings.SettingException(
            "config.pbtxt of '%s': with '%s' it gets the picture's own pixels; leave out '%s'"
                .formatted(settings.config().name(), because, fixed));
      }
    }
  }
}
