package dev.chatbrush.agent.plan.rules;

import static dev.chatbrush.agent.language.WordClass.ADD;
import static dev.chatbrush.agent.language.WordClass.ADVICE;
import static dev.chatbrush.agent.language.WordClass.AGAIN;
import static dev.chatbrush.agent.language.WordClass.ASIDE;
import static dev.chatbrush.agent.language.WordClass.AUXILIARY;
import static dev.chatbrush.agent.language.WordClass.BACKGROUND;
import static dev.chatbrush.agent.language.WordClass.BASICS;
import static dev.chatbrush.agent.language.WordClass.BEYOND;
import static dev.chatbrush.agent.language.WordClass.CHANGE;
import static dev.chatbrush.agent.language.WordClass.COLOUR;
import static dev.chatbrush.agent.language.WordClass.CONJUNCTION;
import static dev.chatbrush.agent.language.WordClass.COUNT;
import static dev.chatbrush.agent.language.WordClass.ERASE;
import static dev.chatbrush.agent.language.WordClass.EXCESS;
import static dev.chatbrush.agent.language.WordClass.FILLER;
import static dev.chatbrush.agent.language.WordClass.INSTEAD;
import static dev.chatbrush.agent.language.WordClass.LOOK;
import static dev.chatbrush.agent.language.WordClass.MANNER;
import static dev.chatbrush.agent.language.WordClass.MORE;
import static dev.chatbrush.agent.language.WordClass.NOT;
import static dev.chatbrush.agent.language.WordClass.OTHER;
import static dev.chatbrush.agent.language.WordClass.PLACED;
import static dev.chatbrush.agent.language.WordClass.PRAISE;
import static dev.chatbrush.agent.language.WordClass.QUESTION;
import static dev.chatbrush.agent.language.WordClass.REDO;
import static dev.chatbrush.agent.language.WordClass.RESET;
import static dev.chatbrush.agent.language.WordClass.RETURN;
import static dev.chatbrush.agent.language.WordClass.STRENGTH;
import static dev.chatbrush.agent.language.WordClass.STUFF;
import static dev.chatbrush.agent.language.WordClass.SUBJECT;
import static dev.chatbrush.agent.language.WordClass.THING;
import static dev.chatbrush.agent.language.WordClass.THIS;
import static dev.chatbrush.agent.language.WordClass.TOOL;
import static dev.chatbrush.agent.language.WordClass.UNDO;
import static dev.chatbrush.agent.language.WordClass.UNWANTED;
import static dev.chatbrush.agent.language.WordClass.VERSIONS;
import static dev.chatbrush.agent.language.WordClass.WHOLE;
import static dev.chatbrush.agent.language.WordClass.WISH;
import static dev.chatbrush.agent.language.WordClass.YES;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Language;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.Optional;

/**
 * Decides what one clause asks for, from the classes of its words. The first rule that fits wins.
 */
final class ClauseInterpreter {
  private static final WordClass[] POINTING = {
    THIS,
    THING,
    STUFF,
    OTHER,
    INSTEAD,
    BACKGROUND,
    SUBJECT,
    PLACED,
    FILLER,
    ASIDE,
    AUXILIARY,
    WHOLE,
    COUNT,
    WISH,
    CONJUNCTION,
    YES
  };

  private ClauseInterpreter() {}

  static Intent interpret(Clause clause, Language language) {
    return new Intent(kind(clause, language), clause);
  }

  private static Kind kind(Clause clause, Language language) {
    if (clause.has(TOOL) && !clause.negated()) {
      return Kind.TOOL;
    }
    if (clause.negated()) {
      return refuses(clause) ? Kind.REJECTED : Kind.NOTHING;
    }
    if (!clause.has(ERASE) && (leads(clause, BEYOND) || leads(clause, BASICS))) {
      return Kind.BEYOND;
    }
    if (asks(clause, language)) {
      return clause.has(ADVICE) ? Kind.ADVICE : Kind.HELP;
    }
    return history(clause)
        .or(() -> reference(clause))
        .or(() -> edit(clause, language))
        .or(() -> repetition(clause))
        .orElseGet(() -> talk(clause));
  }

  /** Whether a word of that class comes before all looks, or there are none. */
  private static boolean leads(Clause clause, WordClass type) {
    return clause.first(token -> token.is(type, LOOK, COLOUR)).filter(t -> t.is(type)).isPresent();
  }

  /** "Not that one", 밤 말고: names what is not wanted. */
  private static boolean refuses(Clause clause) {
    boolean verb = clause.has(ERASE, CHANGE, ADD, UNDO, REDO, RESET);
    return !verb && (hasContent(clause) || clause.has(THIS, OTHER));
  }

  /** English question words also start relative clauses, so there only a leading one counts. */
  private static boolean asks(Clause clause, Language language) {
    if (language == Language.KOREAN) {
      return clause.has(QUESTION, ADVICE);
    }
    return clause
        .first(token -> !token.is(FILLER, CONJUNCTION))
        .filter(t -> t.is(QUESTION, ADVICE))
        .isPresent();
  }

  private static Optional<Kind> history(Clause clause) {
    if (clause.has(RESET)) {
      return Optional.of(Kind.RESET);
    }
    if (clause.has(REDO)) {
      return Optional.of(Kind.REDO);
    }
    boolean turnsBack =
        clause.has(RETURN) && !hasContent(clause) && !clause.has(ERASE, CHANGE, ADD, VERSIONS);
    return clause.has(UNDO) || turnsBack ? Optional.of(Kind.UNDO) : Optional.empty();
  }

  /** What leans on the last edit, where nothing new is asked for. */
  private static Optional<Kind> reference(Clause clause) {
    boolean somethingNew = clause.has(ERASE, ADD, LOOK, COLOUR) || clause.has(UNWANTED);
    if (somethingNew) {
      return Optional.empty();
    }
    if (clause.has(WordClass.ALSO)) {
      return Optional.of(Kind.ALSO);
    }
    return clause.has(WordClass.WEAKER) ? Optional.of(Kind.WEAKER) : Optional.empty();
  }

  private static Optional<Kind> edit(Clause clause, Language language) {
    boolean verb = clause.has(ERASE, CHANGE, ADD);
    if (clause.has(UNWANTED)) {
      boolean points = !clause.has(LOOK, COLOUR) && Remarks.complainsOfThing(clause);
      // 거슬려요 없애주세요 complains and asks; 지울 필요 없어 and "I don't want it erased" refuse.
      boolean asks =
          language == Language.KOREAN
              && clause.first(t -> t.is(UNWANTED, ERASE)).filter(t -> t.is(UNWANTED)).isPresent();
      return Optional.of(asks && verb || !verb && points ? Kind.ERASE : Kind.NOTHING);
    }
    if (verb && Remarks.isReport(clause)) {
      return Optional.of(Kind.UNKNOWN);
    }
    if (clause.has(ERASE)) {
      return Optional.of(Remarks.tidiesBackground(clause) ? Kind.UNKNOWN : Kind.ERASE);
    }
    if (clause.has(CHANGE, ADD)) {
      boolean said = hasContent(clause) && !SaidChange.isMissing(clause, language);
      Kind unsaid = clause.has(VERSIONS) ? Kind.VERSIONS : Kind.CHANGE_UNSAID;
      return Optional.of(said ? Kind.TRANSFORM : unsaid);
    }
    boolean wished = clause.has(WISH) && clause.has(THING, STUFF) && language == Language.ENGLISH;
    return looks(clause) || wished ? Optional.of(Kind.TRANSFORM) : Optional.empty();
  }

  private static boolean looks(Clause clause) {
    if (clause.has(PRAISE)
        && !clause.has(AUXILIARY, WISH, EXCESS)
        && !Remarks.praisesWish(clause)) {
      return false;
    }
    boolean becomes =
        clause.tokens().stream().anyMatch(t -> t.role() == Role.RESULT && t.isContent());
    boolean styled = clause.has(MANNER) && hasContent(clause);
    return clause.has(LOOK, COLOUR) || becomes || styled;
  }

  private static Optional<Kind> repetition(Clause clause) {
    if (clause.has(VERSIONS)) {
      return Optional.of(Kind.VERSIONS);
    }
    boolean more =
        clause.has(STRENGTH, MORE)
            && clause.hasOnly(STRENGTH, MORE, FILLER, ASIDE, AUXILIARY, WISH, THIS);
    return clause.has(AGAIN) || more ? Optional.of(Kind.AGAIN) : Optional.empty();
  }

  private static Kind talk(Clause clause) {
    if (clause.has(WordClass.HELP)) {
      return Kind.HELP;
    }
    if (clause.has(WordClass.STOP, NOT)) {
      return Kind.NOTHING;
    }
    if (clause.has(WordClass.THANKS)) {
      return Kind.THANKS;
    }
    if (clause.has(PRAISE)) {
      return Kind.PRAISE;
    }
    if (clause.has(WordClass.GREETING)) {
      return Kind.GREETING;
    }
    if (clause.has(YES)) {
      return Kind.YES;
    }
    boolean points =
        clause.has(THIS, THING, STUFF, OTHER, BACKGROUND, SUBJECT) && clause.hasOnly(POINTING);
    return points ? Kind.REFERENCE : Kind.UNKNOWN;
  }

  private static boolean hasContent(Clause clause) {
    return clause.tokens().stream().anyMatch(Token::isContent);
  }
}
