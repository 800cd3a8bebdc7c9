/**
 * Messages, plans and edits, by agent-service. Entry: {@link
 * dev.chatbrush.gateway.chat.ChatService}. May use selection, revision, grpc and event.
 */
package dev.chatbrush.gateway.chat;
