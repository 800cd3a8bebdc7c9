/**
 * The gRPC door and planner metrics. Entry class: {@link dev.chatbrush.agent.api.AgentGrpcService}.
 * The only package that knows gRPC; may use all others.
 */
package dev.chatbrush.agent.api;
