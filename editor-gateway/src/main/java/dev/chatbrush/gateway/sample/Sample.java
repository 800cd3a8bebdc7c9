package dev.chatbrush.gateway.sample;

import dev.chatbrush.gateway.revision.Title;

/** An entry of photos.json; only those marked as sample are offered. */
record Sample(
    String id,
    String file,
    Title title,
    String credit,
    String licence,
    String source,
    int width,
    int height,
    boolean sample) {

  SampleView view() {
    return new SampleView(
        id, title, "/api/samples/%s/image".formatted(id), width, height, credit, licence);
  }
}
