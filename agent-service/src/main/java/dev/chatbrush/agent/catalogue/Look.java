package dev.chatbrush.agent.catalogue;

/** A named look that a model offers (its parameter {@code chatbrush.looks}). */
public record Look(String id, String english, String korean) {}
