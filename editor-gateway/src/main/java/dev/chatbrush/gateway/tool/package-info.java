/**
 * The list of what can be done now. Entry: {@link dev.chatbrush.gateway.tool.ToolsResource}. May
 * use agent and revision.
 */
package dev.chatbrush.gateway.tool;
