package dev.chatbrush.house;

import com.tngtech.archunit.core.domain.JavaConstructor;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** Counts the arguments of a constructor. */
final class TakeAtMostArguments extends ArchCondition<JavaConstructor> {
  private final int most;

  TakeAtMostArguments(int most) {
    super("take at most %d arguments", most);
    this.most = most;
  }

  @Override
  public void check(JavaConstructor constructor, ConditionEvents events) {
    int count = constructor.getRawParameterTypes().size();
    events.add(
        new SimpleConditionEvent(
            constructor,
            count <= most,
            "%s takes %d arguments, at most %d are wanted: %s"
                .formatted(
                    constructor.getOwner().getName(),
                    count,
                    most,
                    "join those that belong together, or part the class")));
  }
}
