package dev.chatbrush.agent.language;

/**
 * A name that the catalogue brings: of a look, or of a whole tool.
 *
 * @param type {@link WordClass#LOOK} or {@link WordClass#TOOL}
 * @param value for a look its English name, for a tool the tool's id
 */
public record Term(WordClass type, String english, String korean, String value) {}
