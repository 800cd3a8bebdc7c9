/**
 * The door to edits: takes messages, each once, and gives their events and outcomes. Entry: {@link
 * dev.chatbrush.gateway.chat.ChatService}. May use edit, journal, agent, event, write, owner,
 * storage and api.
 */
package dev.chatbrush.gateway.chat;
