package dev.chatbrush.gateway.revision;

/** A name in both languages of the page. */
public record Title(String en, String ko) {}
