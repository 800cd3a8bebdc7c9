/**
 * The editor as tools for other agents (Model Context Protocol, at /mcp). Entry: {@link
 * dev.chatbrush.gateway.mcp.EditTools}. May use session, chat, tool, edit, journal, agent,
 * selection, revision, owner and api; the request passes the same filters as REST.
 */
package dev.chatbrush.gateway.mcp;
