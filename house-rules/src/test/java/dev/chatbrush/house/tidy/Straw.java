package dev.chatbrush.house.tidy;

/** Knows nobody. */
public record Straw(double length) {}
