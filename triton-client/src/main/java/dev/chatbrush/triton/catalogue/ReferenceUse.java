package dev.chatbrush.triton.catalogue;

/**
 * How many other pictures a tool looks at beside the one that it edits ({@code
 * chatbrush.references}, {@code chatbrush.references_least}).
 *
 * @param least without so many it does not run
 * @param most it takes no more; 0 for none at all
 */
public record ReferenceUse(int least, int most) {
  /** A request has so many at most. */
  public static final int MOST = 8;

  private static final String KEY = "chatbrush.references";
  private static final String LEAST_KEY = "chatbrush.references_least";

  static ReferenceUse read(Settings settings) {
    ReferenceUse use = new ReferenceUse(settings.number(LEAST_KEY, 0), settings.number(KEY, 0));
    if (use.least < 0 || use.least > use.most || use.most > MOST) {
      throw new Settings.SettingException(
          "config.pbtxt of '%s': '%s' must be 0 to %d and '%s' no more than that, found %d and %d"
              .formatted(settings.config().name(), KEY, MOST, LEAST_KEY, use.most, use.least));
    }
    return use;
  }

  /** Whether the tool runs with so many. */
  public boolean takes(int count) {
    return least <= count && count <= most;
  }
}
