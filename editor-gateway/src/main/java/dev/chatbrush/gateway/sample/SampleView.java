package dev.chatbrush.gateway.sample;

import dev.chatbrush.gateway.revision.Title;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A photo that comes with the server. */
@Schema(name = "Sample")
public record SampleView(
    String id,
    Title title,
    String imageUrl,
    int width,
    int height,
    String credit,
    String licence) {}
