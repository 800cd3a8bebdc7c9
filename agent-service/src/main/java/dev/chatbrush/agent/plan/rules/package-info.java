/**
 * From a message to a plan, by rules. Entry class: {@link
 * dev.chatbrush.agent.plan.rules.RulePlanner}. May use {@code plan.prompt}, {@code plan}, {@code
 * language} and {@code catalogue}.
 */
package dev.chatbrush.agent.plan.rules;
