package dev.chatbrush.gateway.chat;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a message answers to who does not wait for its end. */
@Schema(name = "BegunEdit")
public record BegunEdit(String editId) {}
