package dev.chatbrush.agent.plan.prompt;

import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.Ending;
import dev.chatbrush.agent.language.Role;
import dev.chatbrush.agent.language.Token;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.Prompt;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Puts a Korean clause into English: what shall change, and what it shall become. */
public final class KoreanPrompt {
  private static final String VOWELS = "aeiou";

  /** 대비 높여줘: a phrase of the lexicon that holds its verb. */
  private static final Pattern REQUEST = Pattern.compile(".*(줘|주세요|요|려|여|워|라|자|해|게|고)");

  private final Clause clause;
  private final boolean hasMask;
  private final Optional<NounPhrase> result;
  private final Optional<NounPhrase> target;
  private final Optional<NounPhrase> place;
  private final List<NounPhrase> phrases;

  private KoreanPrompt(Clause clause, boolean hasMask) {
    this.clause = clause;
    this.hasMask = hasMask;
    this.phrases = NounPhrase.of(afterException(clause.tokens()));
    this.place = find(p -> p.role() == Role.PLACE && p.names());
    this.result =
        find(p -> p.role() == Role.RESULT && p.names())
            .or(() -> find(p -> p.role() != Role.PLACE && p.isLookish() && p.names()));
    this.target =
        find(p -> p.names() && p.role() != Role.PLACE && result.filter(p::equals).isEmpty());
  }

  /** 사람 빼고 다 흑백으로: what comes before the exception is what stays. */
  private static List<Token> afterException(List<Token> tokens) {
    for (int i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).is(WordClass.EXCEPT)) {
        return tokens.subList(i + 1, tokens.size());
      }
    }
    return tokens;
  }

  public static Prompt of(Clause clause, boolean hasMask) {
    KoreanPrompt prompt = new KoreanPrompt(clause, hasMask);
    List<String> untranslated =
        prompt.phrases.stream().flatMap(p -> p.untranslated().stream()).distinct().toList();
    return new Prompt(prompt.english(), prompt.koreanObject(), prompt.koreanResult(), untranslated);
  }

  private String english() {
    Optional<Token> complaint = complaint();
    if (complaint.isPresent()) {
      return "make it " + complaint.get().opposite();
    }
    boolean adds = clause.has(WordClass.ADD);
    if (result.isPresent() && result.get().isLookish()) {
      return become(result.get());
    }
    boolean exchanges = result.isPresent() && result.get().role() == Role.RESULT;
    if (adds && target.isPresent() && !exchanges) {
      return "add "
          + withArticle(target.get())
          + place.map(p -> " to the " + p.english()).orElse("");
    }
    if (result.isPresent()) {
      String into = withArticle(result.get());
      return target
          .map(old -> "replace the %s with %s".formatted(old.english(), into))
          .orElse("turn it into " + into);
    }
    return target.or(() -> place).map(old -> "change the " + old.english()).orElse("change it");
  }

  private String become(NounPhrase look) {
    boolean onlyColour = hasMask && look.has(WordClass.COLOUR);
    String object =
        target
            .or(() -> place)
            .filter(old -> !onlyColour && !old.isLookish())
            .map(old -> "the " + old.english())
            .orElse("it");
    Optional<Amount> amount = Amount.of(clause);
    if (amount.isPresent()) {
      return "make " + object + " " + amount.get().english();
    }
    String words = look.english();
    return "make " + object + " " + Emphasis.adverb(Emphasis.of(clause), words) + words;
  }

  /** 너무 어두워, 사진이 어둡네: tells what is wrong, and so wants the opposite. */
  private Optional<Token> complaint() {
    boolean excess = clause.has(WordClass.EXCESS);
    return clause.first(
        token ->
            (token.is(WordClass.LOOK) || excess && token.is(WordClass.COLOUR))
                && !token.opposite().isEmpty()
                && !token.surface().endsWith("게") // 길게: reads like a promise (기+ㄹ게) too
                && (excess && token.ending() != Ending.ADVERB
                    || token.ending() == Ending.REQUEST
                    || token.ending() == Ending.PAST
                    || token.ending() == Ending.REASON
                    || token.ending() == Ending.STATEMENT));
  }

  /** What the reply says will change, when the person named it: "강아지를". */
  private String koreanObject() {
    boolean replaced = result.isPresent() && !result.get().isLookish();
    return target
        .filter(named -> replaced && named.role() == Role.OBJECT)
        .map(NounPhrase::surface)
        .orElse("");
  }

  /** The words for the reply: "더 밝게", "겨울로"; an English word for what a complaint wants. */
  private String koreanResult() {
    Optional<Token> complaint = complaint();
    if (complaint.isPresent()) {
      return complaint.get().opposite();
    }
    if (result.isEmpty() || clause.has(WordClass.ADD)) {
      return "";
    }
    NounPhrase phrase = result.get();
    Token last = phrase.tokens().get(phrase.tokens().size() - 1);
    if (phrase.role() == Role.RESULT) {
      // 밝고: goes on; here it is 밝게.
      String said = phrase.surface();
      boolean goesOn = last.ending() == Ending.AND && said.endsWith("고");
      return goesOn ? said.substring(0, said.length() - 1) + "게" : said;
    }
    boolean noun = last.ending() == Ending.NONE && !REQUEST.matcher(phrase.surface()).matches();
    return phrase.role() == Role.NONE && noun ? Josa.toward(phrase.surface()) : "";
  }

  private static String withArticle(NounPhrase phrase) {
    String words = phrase.english();
    if (!phrase.isCountable()) {
      return words;
    }
    boolean vowel = VOWELS.indexOf(words.charAt(0)) >= 0 && !words.startsWith("uni");
    return (vowel ? "an " : "a ") + words;
  }

  private Optional<NounPhrase> find(java.util.function.Predicate<NounPhrase> wanted) {
    return phrases.stream().filter(wanted).findFirst();
  }
}
