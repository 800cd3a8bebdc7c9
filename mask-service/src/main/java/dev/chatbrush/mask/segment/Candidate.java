package dev.chatbrush.mask.segment;

/**
 * One reading of a prompt.
 *
 * @param index in the reply, smallest first
 * @param name part, object or whole
 * @param token of the decoder
 * @param area in pixels of the picture
 */
public record Candidate(int index, String name, int token, float score, long area) {}
