/**
 * From the words of a clause to the English prompt of a tool that takes one. Entry classes: {@link
 * dev.chatbrush.agent.plan.prompt.KoreanPrompt} and {@link
 * dev.chatbrush.agent.plan.prompt.EnglishPrompt}. May use {@code plan} and {@code language}.
 */
package dev.chatbrush.agent.plan.prompt;
