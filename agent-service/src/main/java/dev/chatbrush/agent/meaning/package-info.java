/**
 * Which tool a sentence means, by the vectors of a sentence encoder: the nearest of the tools' own
 * titles and descriptions, whatever the language, unless what people say of the usual tools lies
 * nearer. Asked where the rules are not sure. Entry class: {@link
 * dev.chatbrush.agent.meaning.NearestTool}. May use {@code guard}, {@code plan}, {@code language}
 * and {@code catalogue}.
 */
package dev.chatbrush.agent.meaning;
