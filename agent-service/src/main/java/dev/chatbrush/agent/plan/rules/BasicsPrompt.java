package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.PlainEnglish;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Prompt;
import dev.chatbrush.agent.plan.prompt.EnglishPrompt;
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
    // 썸네일용으로 정사각형으로: said beside it; 사람을 잘라줘: what is to be cut.
    boolean named =
        clause
            .first(
                token ->
                    token.is(WordClass.SUBJECT, WordClass.BACKGROUND)
                        || token.is(WordClass.THING, WordClass.STUFF)
                            && token.role() != Role.TOPIC
                            && token.role() != Role.RESULT)
            .isPresent();
    boolean how =
        clause.first(t -> t.is(WordClass.QUESTION) && t.surface().equals("어떻게")).isPresent();
    boolean wishes = intent.is(Kind.BEYOND) && clause.has(WordClass.BASICS) && !named;
    if (wishes && how) {
      return new Intent(Kind.HELP, clause);
    }
    return wishes ? new Intent(Kind.TOOL, clause, CatalogueSnapshot.BASICS) : intent;
  }

  static Prompt of(Clause clause, Language language) {
    return language == Language.KOREAN
        ? new Prompt(KOREAN.of(clause.said()), "", "", List.of())
        : EnglishPrompt.of(clause);
  }
}
