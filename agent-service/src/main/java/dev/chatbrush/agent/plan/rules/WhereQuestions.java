package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Plan;
import dev.chatbrush.agent.plan.Replies;
import java.util.Optional;

/** The questions whose answer is a selection. */
record WhereQuestions(Replies replies, Language language) {

  Plan which() {
    return where("question.mask");
  }

  /** Where the thing is that a look is asked for. */
  Plan where(Token part) {
    return where("question.part", part.stem());
  }

  /** What the tool shall work on, by the name that the clause has for it. */
  Plan where(String tool, Clause clause) {
    if (!tool.equals(CatalogueSnapshot.ERASE)) {
      return which();
    }
    Optional<Token> named =
        clause.first(t -> t.is(WordClass.THING, WordClass.STUFF) && t.role() != Role.PLACE);
    return named
        .map(token -> where("question.erase.named", token.stem()))
        .orElseGet(() -> where("question.erase"));
  }

  private Plan where(String key, Object... arguments) {
    return Plan.where(Plan.RULES, language, replies.say(language, key, arguments));
  }
}
