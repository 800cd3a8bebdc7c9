package dev.chatbrush.gateway.telemetry;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;

/**
 * Counts calls that end before they have a route (a method that its address lacks, a body that is
 * refused) under one name. Under their own, ids would soon fill the room that there is for names.
 */
@Singleton
public class RouteNames implements MeterFilter {
  private static final String CALLS = "http.server.requests";
  private static final String ADDRESS = "uri";
  private static final String UNROUTED = "UNROUTED";

  /** Without an id in it. */
  private static final Pattern PLAIN = Pattern.compile("/api/[a-z]+|[A-Z_]+");

  @Override
  public Meter.Id map(Meter.Id id) {
    return id.getName().startsWith(CALLS) && isUnrouted(id)
        ? id.replaceTags(Tags.of(id.getTagsAsIterable()).and(Tag.of(ADDRESS, UNROUTED)))
        : id;
  }

  private static boolean isUnrouted(Meter.Id id) {
    String address = String.valueOf(id.getTag(ADDRESS));
    boolean named = address.contains("{") || PLAIN.matcher(address).matches();
    return !named
        && (address.startsWith("/api/") || String.valueOf(id.getTag("status")).startsWith("4"));
  }
}
