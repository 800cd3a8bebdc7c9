package dev.chatbrush.house;

import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Counts the files of a package. */
final class HaveAtMostClasses extends ArchCondition<Packages.Room> {
  private final int most;

  HaveAtMostClasses(int most) {
    super("have at most %d classes", most);
    this.most = most;
  }

  @Override
  public void check(Packages.Room room, ConditionEvents events) {
    int count = room.files().size();
    events.add(
        new SimpleConditionEvent(
            room,
            count <= most,
            "%s has %d classes, at most %d are wanted: part it by what its classes do"
                .formatted(room.name(), count, most)));
  }
}
