package dev.chatbrush.mask.api;

import dev.chatbrush.mask.segment.Subject;
import dev.chatbrush.triton.catalogue.ThingNames;
import java.util.Set;

/** What people call the subject of a picture and the rest of it, which no detector has to know. */
final class SubjectNames {
  private static final Set<String> SUBJECT =
      Set.of("subject", "main subject", "foreground", "피사체", "주인공", "주제", "전경");
  private static final Set<String> BACKGROUND = Set.of("background", "backdrop", "bg", "배경", "뒷배경");

  private SubjectNames() {}

  static Subject of(String text) {
    String name = ThingNames.plain(text);
    if (SUBJECT.contains(name)) {
      return Subject.SUBJECT;
    }
    return BACKGROUND.contains(name) ? Subject.BACKGROUND : Subject.NONE;
  }
}
