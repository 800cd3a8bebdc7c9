package dev.chatbrush.agent.plan;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says what the steps will do, in the person's language. */
public final class ReplyText {
  private static final Pattern STARTS_WITH_VERB =
      Pattern.compile(
          "(?i)(make|turn|change|convert|replace|swap|add|put|give|paint|blur|sharpen|brighten"
              + "|darken|lighten|soften|warm|cool|colou?r|recolou?r|set|apply|fill|draw|transform"
              + "|desaturate|saturate|pixelate|posteri[sz]e|cartooni[sz]e|invert|denoise|increase"
              + "|decrease|boost|reduce|lower|raise|enhance|tone|fade|render|dye|tint|switch|let"
              + "|cover|wrap|plant|hang|dress|restyle|reimagine|remove|drop|crank|smooth|crop|rotate|flip"
              + "|mirror|straighten|level|resize|scale|enlarge|shrink|trim|cut)\\b.*");

  private static final Pattern MINE = Pattern.compile("(?i)\\bmy\\b");

  private final Replies replies;
  private final Language language;

  public ReplyText(Replies replies, Language language) {
    this.replies = replies;
    this.language = language;
  }

  /** For steps whose words were not taken apart. */
  public String promise(List<PlanStep> steps, CatalogueSnapshot catalogue) {
    return promise(steps, java.util.Collections.nCopies(steps.size(), null), catalogue);
  }

  /** prompts: of the same length or longer, null where a step has none. */
  public String promise(List<PlanStep> steps, List<Prompt> prompts, CatalogueSnapshot catalogue) {
    List<String> parts = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      String suffix = language == Language.KOREAN && i < steps.size() - 1 ? ".and" : "";
      parts.add(part(steps.get(i), prompts.get(i), suffix, catalogue));
    }
    String joined =
        parts.stream().reduce((a, b) -> replies.say(language, "join", a, b)).orElseThrow();
    return replies.say(language, "steps", joined);
  }

  /** A note on the words that were passed on untranslated; empty where there are none. */
  public List<String> untranslated(List<Prompt> prompts) {
    String words =
        prompts.stream()
            .filter(Objects::nonNull)
            .flatMap(prompt -> prompt.untranslated().stream())
            .map(word -> "“" + word + "”")
            .collect(Collectors.joining(", "));
    return words.isEmpty() ? List.of() : List.of(replies.say(language, "untranslated", words));
  }

  private String part(PlanStep step, Prompt prompt, String suffix, CatalogueSnapshot catalogue) {
    if (step.isHistory()) {
      return replies.say(language, step.tool() + suffix);
    }
    String does =
        switch (step.tool()) {
          case CatalogueSnapshot.ERASE, CatalogueSnapshot.BACKGROUND_ERASE ->
              replies.say(language, "erase" + suffix, what(step));
          case CatalogueSnapshot.TRANSFORM, CatalogueSnapshot.BASICS ->
              language == Language.KOREAN ? korean(step, prompt, suffix) : english(step);
          default -> replies.say(language, "tool" + suffix, title(step.tool(), catalogue));
        };
    boolean one = step.variations() == 1 || !suffix.isEmpty();
    return one ? does : replies.say(language, "versions", does, step.variations());
  }

  private String what(PlanStep step) {
    return replies.say(language, "what." + step.target(), name(step));
  }

  private String korean(PlanStep step, Prompt prompt, String suffix) {
    String result = prompt == null ? "" : result(prompt.koreanResult());
    if (result.isEmpty()) {
      return replies.say(language, "transform.said" + suffix, step.promptOriginal());
    }
    String object = prompt.koreanObject().isEmpty() ? what(step) : prompt.koreanObject();
    boolean plain = step.strength() == Strength.NORMAL;
    String strength = plain ? "" : replies.say(language, step.strength().name()) + " ";
    return replies.say(language, "transform" + suffix, object, strength + result);
  }

  /** In Korean; what a complaint wants comes as an English word. */
  private String result(String words) {
    if (Language.of(words) == Language.KOREAN) {
      return words;
    }
    String key = "remedy." + words;
    return replies.has(language, key) ? replies.say(language, key) : "";
  }

  private String english(PlanStep step) {
    String prompt = MINE.matcher(step.prompt()).replaceAll("your");
    boolean verb = STARTS_WITH_VERB.matcher(prompt).matches();
    String key = verb ? "transform.verb" : "transform.look";
    // "Make it winter" opened its own sentence; here it goes on with ours.
    String words = verb ? Character.toLowerCase(prompt.charAt(0)) + prompt.substring(1) : prompt;
    String does = replies.say(language, key, verb && !words.contains(" ") ? words + " it" : words);
    boolean named = prompt.matches("(?i).*\\b(background|subject|backdrop)\\b.*");
    return named ? does : replies.say(language, "transform." + step.target(), does, name(step));
  }

  private static String name(PlanStep step) {
    return step.named().map(NamedThing::name).orElse("");
  }

  private String title(String tool, CatalogueSnapshot catalogue) {
    return catalogue
        .find(tool)
        .map(found -> language == Language.KOREAN ? found.titleKorean() : found.titleEnglish())
        .orElse(tool);
  }
}
