package dev.chatbrush.house.untidy;

/** Knows the egg, which knows it. */
public final class Hen {
  private final Egg egg;

  Hen(int a, int b, int c, int d, int e, int f, int g, Egg egg) {
    this.egg = egg;
  }

  Egg egg() {
    return egg;
  }
}
