package dev.chatbrush.agent.language;

import java.text.Normalizer;
import java.util.List;

/** Reads a message into clauses, in its own language. Immutable; safe for all threads. */
public final class SentenceReader {
  private final KoreanReader korean;
  private final EnglishReader english;

  private final Idioms koreanIdioms = Idioms.load("ko-idioms", "\\s*");
  private final Idioms englishIdioms = Idioms.load("en-idioms", "\\s+");

  private SentenceReader(Lexicon lexicon) {
    this.english = new EnglishReader(lexicon);
    this.korean = new KoreanReader(lexicon);
  }

  /** With the words of the lexicon files and those of the catalogue. */
  public static SentenceReader of(List<Term> catalogueTerms) {
    return new SentenceReader(Lexicon.load().with(catalogueTerms));
  }

  public List<Clause> read(String text) {
    String normal = Normalizer.normalize(text, Normalizer.Form.NFC).replace('’', '\'').strip();
    return Language.of(normal) == Language.KOREAN
        ? korean.read(koreanIdioms.plain(normal))
        : english.read(englishIdioms.plain(normal));
  }
}
