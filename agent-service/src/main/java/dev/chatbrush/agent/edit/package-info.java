/**
 * Running one step of a plan on Triton. Entry class: {@link dev.chatbrush.agent.edit.ToolRunner}.
 * May use {@code catalogue}.
 */
package dev.chatbrush.agent.edit;
