package dev.chatbrush.agent.evaluation;

/** How many lines, and in how many the tools and the whole plan were right. */
public final class Score {
  private int lines;
  private int rightTools;
  private int rightPlans;

  void count(boolean tools, boolean plan) {
    lines++;
    rightTools += tools ? 1 : 0;
    rightPlans += plan ? 1 : 0;
  }

  public int lines() {
    return lines;
  }

  /** 0 to 1. */
  public double tools() {
    return (double) rightTools / lines;
  }

  /** 0 to 1. */
  public double plans() {
    return (double) rightPlans / lines;
  }

  @Override
  public String toString() {
    return "%4d lines, right tools %5.1f %%, right plans %5.1f %%"
        .formatted(lines, 100 * tools(), 100 * plans());
  }
}
