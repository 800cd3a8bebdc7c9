/**
 * From a message to a plan, by a language model behind an OpenAI-compatible endpoint. Entry class:
 * {@link dev.chatbrush.agent.llm.FallbackPlanner}. May use {@code guard}, {@code plan}, {@code
 * language} and {@code tool}.
 */
package dev.chatbrush.agent.llm;
