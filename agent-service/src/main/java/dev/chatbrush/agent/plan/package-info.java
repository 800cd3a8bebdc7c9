/**
 * From a message to a plan, by rules. Entry class: {@link dev.chatbrush.agent.plan.RulePlanner}.
 * May use {@code language} and {@code tool}.
 */
package dev.chatbrush.agent.plan;
