/**
 * What a message may mean, and who says so: a plan, what a planner may know, and the choice between
 * the rules and a language model. Entry class: {@link dev.chatbrush.agent.plan.HybridPlanner}. May
 * use {@code language} and {@code catalogue}; {@code plan.rules} implements its {@link
 * dev.chatbrush.agent.plan.Rules}.
 */
package dev.chatbrush.agent.plan;
