package dev.chatbrush.gateway.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Which of several things of one name. */
@Schema(name = "Which")
public enum Which {
  /** The only one; of several none, and they are told. */
  @JsonProperty("only")
  ONLY,
  @JsonProperty("all")
  ALL,
  @JsonProperty("leftmost")
  LEFTMOST,
  @JsonProperty("rightmost")
  RIGHTMOST,
  @JsonProperty("topmost")
  TOPMOST,
  @JsonProperty("bottommost")
  BOTTOMMOST,
  @JsonProperty("middle")
  MIDDLE,
  @JsonProperty("largest")
  LARGEST,
  @JsonProperty("smallest")
  SMALLEST
}
