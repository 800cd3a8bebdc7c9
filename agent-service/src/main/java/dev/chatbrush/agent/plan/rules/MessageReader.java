package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.catalogue.Look;
import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.SentenceReader;
import dev.chatbrush.agent.language.Term;
import dev.chatbrush.agent.language.WordClass;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * From a message to what its clauses ask for, with the words of the lexicon and of the catalogue.
 * Safe for all threads.
 */
final class MessageReader {
  private static final Set<String> WELL_KNOWN =
      Set.of(
          CatalogueSnapshot.ERASE,
          CatalogueSnapshot.BACKGROUND_ERASE,
          CatalogueSnapshot.BACKGROUND_REPLACE,
          CatalogueSnapshot.TRANSFORM,
          CatalogueSnapshot.BASICS);

  private volatile Reading cached = new Reading(null, null, null);

  /** Made for a catalogue, and made anew when it changes. */
  private record Reading(
      CatalogueSnapshot catalogue, SentenceReader reader, ToolMatcher otherTools) {}

  List<Intent> intents(String text, CatalogueSnapshot catalogue) {
    Language language = Language.of(text);
    Reading reading = reading(catalogue);
    List<Intent> intents =
        reading.reader().read(text).stream()
            .map(clause -> ClauseInterpreter.interpret(clause, language))
            .toList();
    List<Intent> chosen = reading.otherTools().choose(intents);
    return catalogue.find(CatalogueSnapshot.BASICS).isEmpty()
        ? chosen
        : chosen.stream().map(BasicsPrompt::claim).toList();
  }

  private Reading reading(CatalogueSnapshot catalogue) {
    Reading reading = cached;
    if (!catalogue.equals(reading.catalogue())) {
      SentenceReader reader = SentenceReader.of(terms(catalogue));
      reading = new Reading(catalogue, reader, ToolMatcher.of(others(catalogue)));
      cached = reading;
    }
    return reading;
  }

  private static List<ToolDescription> others(CatalogueSnapshot catalogue) {
    return catalogue.tools().stream().filter(tool -> !WELL_KNOWN.contains(tool.tool())).toList();
  }

  private static List<Term> terms(CatalogueSnapshot catalogue) {
    List<Term> terms = new ArrayList<>();
    for (Look look : catalogue.looks()) {
      String english = title(look.english()).toLowerCase(Locale.ROOT);
      // 밝게, 흐리게: adverbs, which the verb forms know better than a noun would.
      String korean = look.korean().endsWith("게") ? "" : title(look.korean());
      terms.add(new Term(WordClass.LOOK, english, korean, english));
    }
    for (ToolDescription tool : others(catalogue)) {
      terms.add(new Term(WordClass.TOOL, tool.titleEnglish(), tool.titleKorean(), tool.tool()));
    }
    return terms;
  }

  /** Without an explanation in brackets: "Starry night (Van Gogh)". */
  private static String title(String text) {
    int bracket = text.indexOf('(');
    return (bracket > 0 ? text.substring(0, bracket) : text).strip();
  }
}
