package dev.chatbrush.agent.plan.rules;

/** How many lines, and in how many the tools and the whole plan were right. */
final class Score {
  private int lines;
  private int rightTools;
  private int rightPlans;

  void count(boolean tools, boolean plan) {
    lines++;
    rightTools += tools ? 1 : 0;
    rightPlans += plan ? 1 : 0;
  }

  int lines() {
    return lines;
  }

  /** 0 to 1. */
  double tools() {
    return (double) rightTools / lines;
  }

  /** 0 to 1. */
  double plans() {
    return (double) rightPlans / lines;
  }

  @Override
  public String toString() {
    return "%4d lines, right tools %5.1f %%, right plans %5.1f %%"
        .formatted(lines, 100 * tools(), 100 * plans());
  }
}
