package dev.chatbrush.agent.plan.rules;

import dev.chatbrush.agent.catalogue.CatalogueSnapshot;
import dev.chatbrush.agent.language.Clause;
import dev.chatbrush.agent.language.WordClass;
import dev.chatbrush.agent.plan.PlanContext;
import dev.chatbrush.agent.plan.rules.Intent.Kind;
import java.util.List;
import java.util.regex.Pattern;

/**
 * "Put this picture behind her", 배경을 이 사진으로 바꿔줘: another picture for the background. With a picture
 * that came with the message few words do; without one it takes those that can mean nothing else,
 * so that the person is told to add it.
 */
final class AnotherGround {
  private static final Pattern BEHIND =
      Pattern.compile("(?i)배경|뒤(에|로|쪽|편)|합성|\\b(background|backdrop|bg|behind)\\b");
  private static final Pattern PUTS =
      Pattern.compile(
          "(?i)바꿔|바꾸|바꿀|교체|넣|깔|합성|붙|쓰|써|(사진|그림|이미지|걸|거|것)(으?로)"
              + "|\\b(replac|chang|swap|switch|put|plac|set|us|lay|mak|turn|want)(e|es|ed|ing)?\\b");
  private static final String OTHER =
      "(this|that|another|my|my own|a different|the other|the second|the attached|the uploaded)"
          + " (other |second |attached )?(picture|photo|image|pic)\\b";
  private static final String OTHER_KO = "(이|저|다른|내|올린|첨부한?|보낸|덧붙인) ?(사진|그림|이미지)";
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)배경.*"
              + OTHER_KO
              + "(으?로)"
              + "|"
              + OTHER_KO
              + "((을|를) .*(배경|뒤)(에(?!서)|으로|로)| (배경|뒤)(으로|로))"
              + "|\\b(background|backdrop|bg)\\b.*\\b(with|to|into|by|for) "
              + OTHER
              + "|\\b(put|place|use|set|lay) "
              + OTHER
              + ".*\\b(behind|background|backdrop)\\b");

  private AnotherGround() {}

  /** The intents; those that mean it ask for its tool. */
  static List<Intent> claim(List<Intent> intents, PlanContext context) {
    boolean one = intents.size() == 1;
    return intents.stream()
        .map(
            intent ->
                claim(intent, one ? context.text() : intent.clause().said(), context.references()))
        .toList();
  }

  /** {@code said}: with the words that a clause leaves aside where it is the only one, as 뒤에. */
  private static Intent claim(Intent intent, String said, int references) {
    Clause clause = intent.clause();
    boolean meant =
        references > 0
            ? BEHIND.matcher(said).find() && PUTS.matcher(said).find()
            : NAMED.matcher(said).find();
    boolean other =
        clause.negated()
            || clause.has(WordClass.LOOK, WordClass.COLOUR, WordClass.ERASE)
            || intent.is(Kind.UNDO, Kind.REDO, Kind.RESET, Kind.TOOL);
    return meant && !other
        ? new Intent(Kind.TOOL, clause, CatalogueSnapshot.BACKGROUND_REPLACE)
        : intent;
  }

  static boolean isAsked(List<Intent> intents) {
    return intents.stream()
        .anyMatch(intent -> intent.tool().equals(CatalogueSnapshot.BACKGROUND_REPLACE));
  }
}
