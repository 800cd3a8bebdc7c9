package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.PlainEnglish;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Prompt;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.List;

/**
 * Crop, rotate, flip, straighten and resize: which clauses ask for them, and the words that the
 * catalogue's tool takes. English goes there as it was said; Korean is put into the same words.
 */
final class BasicsPrompt {
  private static final PlainEnglish KOREAN = PlainEnglish.load("ko-basics");

  private BasicsPrompt() {}

  /** The intent, for that tool where its words speak of the picture and of nothing in it. */
  static Intent claim(Intent intent) {
    Clause clause = intent.clause();
    boolean named =
        clause.has(WordClass.THING, WordClass.STUFF, WordClass.SUBJECT, WordClass.BACKGROUND);
    boolean asks = intent.is(Kind.BEYOND) && clause.has(WordClass.BASICS) && !named;
    return asks ? new Intent(Kind.TOOL, clause, CatalogueSnapshot.BASICS) : intent;
  }

  static Prompt of(Clause clause, Language language) {
    return language == Language.KOREAN
        ? new Prompt(KOREAN.of(clause.said()), "", "", List.of())
        : EnglishPrompt.of(clause);
  }
}
