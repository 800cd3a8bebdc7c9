package dev.chatbrush.agent.plan;

/**
 * What the rules make of a message.
 *
 * @param plan theirs
 * @param facts what the words say, by which another planner's plan is judged
 */
public record RuleReading(Plan plan, SentenceFacts facts) {}
