package dev.chatbrush.gateway.event;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/** Data that are JSON already. */
record RawJson(@JsonValue @JsonRawValue String json) {}
