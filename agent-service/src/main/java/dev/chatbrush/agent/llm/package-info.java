/**
 * Plans by language models behind any OpenAI-compatible endpoints, through an AI service of
 * LangChain4j's Quarkus extension. Entry class: {@link dev.chatbrush.agent.llm.MessagePlanner}. May
 * use {@code meaning}, {@code guard}, {@code plan}, {@code language} and {@code catalogue}; the
 * only package that knows LangChain4j.
 */
package dev.chatbrush.agent.llm;
