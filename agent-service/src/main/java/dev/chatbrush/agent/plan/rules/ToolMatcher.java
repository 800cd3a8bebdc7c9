package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.ToolDescription;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Chooses among the tools that the rules know nothing about but what the catalogue says of them:
 * the words of their titles and descriptions, found again in a request. Immutable.
 */
final class ToolMatcher {
  private static final int TITLE_WEIGHT = 2;
  private static final int ENOUGH = 3;

  /** Stems that say nothing of one tool rather than another. */
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          ("an the it its this that of to in on with and or for by as is are be from into than at"
                  + " pictur photo imag user select selection part us mak chang what when where has"
                  + " take giv can do thing object more less tool prompt whol new so them all any"
                  + " no not will")
              .split(" "));

  private final List<Profile> profiles;

  /** What is known of a tool: the stems of its title and of its description. */
  private record Profile(String tool, Set<String> title, Set<String> description) {
    int score(Set<String> words) {
      int score = 0;
      for (String word : words) {
        if (title.contains(word)) {
          score += TITLE_WEIGHT;
        } else if (description.contains(word)) {
          score++;
        }
      }
      return score;
    }
  }

  private ToolMatcher(List<Profile> profiles) {
    this.profiles = List.copyOf(profiles);
  }

  static ToolMatcher of(List<ToolDescription> tools) {
    List<Profile> profiles = new ArrayList<>();
    for (ToolDescription tool : tools) {
      Set<String> title = stems(tool.titleEnglish());
      title.addAll(stems(tool.titleKorean()));
      profiles.add(new Profile(tool.tool(), title, stems(abilities(tool.description()))));
    }
    return new ToolMatcher(profiles);
  }

  /** The sentences that say what it does, without those that say what it does not. */
  private static String abilities(String description) {
    return Stream.of(description.split("(?<=[.;])\\s+"))
        .filter(sentence -> !sentence.matches("(?i).*\\b(cannot|not|never|only)\\b.*"))
        .collect(Collectors.joining(" "));
  }

  /** The intents, for another tool where the words name one or describe it well. */
  List<Intent> choose(List<Intent> intents) {
    Set<String> said = new HashSet<>();
    intents.stream().filter(ToolMatcher::isOpen).forEach(i -> said.addAll(words(i.clause())));
    return intents.stream().map(intent -> choose(intent, said)).toList();
  }

  /** said: the words of the whole message, over which a description may be spread. */
  private Intent choose(Intent intent, Set<String> said) {
    Clause clause = intent.clause();
    if (intent.is(Kind.TOOL)) {
      String named =
          clause.first(token -> token.is(WordClass.TOOL)).map(Token::english).orElseThrow();
      return new Intent(Kind.TOOL, clause, named);
    }
    if (!isOpen(intent)) {
      return intent;
    }
    Set<String> own = words(clause);
    boolean plain = clause.has(WordClass.LOOK, WordClass.COLOUR, WordClass.ERASE);
    Profile best = null;
    // An erase is what it says, unless another tool fits far better ("erase the scratches").
    int bestScore = intent.is(Kind.ERASE) ? ENOUGH : ENOUGH - 1;
    for (Profile profile : profiles) {
      int score = profile.score(own);
      score = plain || score == 0 ? score : profile.score(said);
      if (score > bestScore) {
        best = profile;
        bestScore = score;
      }
    }
    return best == null ? intent : new Intent(Kind.TOOL, clause, best.tool());
  }

  private static boolean isOpen(Intent intent) {
    return !intent.clause().negated()
        && intent.is(
            Kind.TRANSFORM,
            Kind.ERASE,
            Kind.CHANGE_UNSAID,
            Kind.BEYOND,
            Kind.REFERENCE,
            Kind.UNKNOWN);
  }

  private static Set<String> words(Clause clause) {
    Set<String> words = new HashSet<>();
    for (Token token : clause.tokens()) {
      words.addAll(stems(token.surface()));
      words.addAll(stems(token.stem()));
      words.addAll(stems(token.english()));
    }
    return words;
  }

  private static Set<String> stems(String text) {
    return Stream.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"))
        .map(ToolMatcher::stem)
        .filter(stem -> stem.length() > 1 && !EMPTY_WORDS.contains(stem))
        .collect(Collectors.toCollection(HashSet::new));
  }

  /** "Repairs", "repaired" and "repairing" are one word here; what is left need not be a word. */
  private static String stem(String word) {
    String stem = word;
    for (String suffix : List.of("ing", "ed", "es", "er", "s", "e")) {
      if (stem.endsWith(suffix) && stem.length() > suffix.length() + 2) {
        stem = stem.substring(0, stem.length() - suffix.length());
        break;
      }
    }
    return stem;
  }
}
