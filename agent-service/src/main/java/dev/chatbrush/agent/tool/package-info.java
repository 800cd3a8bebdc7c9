/**
 * The tools of the catalogue and their execution on Triton. Entry classes: {@link
 * dev.chatbrush.agent.tool.ToolCatalogue} and {@link dev.chatbrush.agent.tool.ToolRunner}. Uses no
 * other package of the service.
 */
package dev.chatbrush.agent.tool;
