/**
 * What the gateway knows of agent-service: its client, plans and options, and their messages.
 * Entry: {@link dev.chatbrush.gateway.agent.AgentClient}. May use revision, grpc, storage and api.
 */
package dev.chatbrush.gateway.agent;
