/**
 * Reads what a language model wrote, and judges it as if it were an attacker. Entry classes: {@link
 * dev.chatbrush.agent.guard.ProposalReader}, {@link dev.chatbrush.agent.guard.PlanGuard}. May use
 * {@code plan}, {@code language} and {@code catalogue}.
 */
package dev.chatbrush.agent.guard;
