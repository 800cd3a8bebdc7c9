package dev.chatbrush.gateway.api;

/**
 * What a feature does for the first person, done once at the start so that they wait no longer than
 * the next. Nothing of it stays: no row, no file, nothing counted as a person's.
 */
public interface Rehearsal extends Runnable {}
