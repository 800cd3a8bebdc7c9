/**
 * Judges what a language model proposes, as if it were an attacker. Entry class: {@link
 * dev.chatbrush.agent.guard.PlanGuard}. May use {@code plan}, {@code language} and {@code
 * catalogue}.
 */
package dev.chatbrush.agent.guard;
