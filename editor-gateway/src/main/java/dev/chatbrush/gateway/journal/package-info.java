/**
 * What is kept of what was said and done in a session: messages, edits, their outcomes. Entry:
 * {@link dev.chatbrush.gateway.journal.EditRecorder}. May use agent, selection, revision, write,
 * grpc, signal, storage and api.
 */
package dev.chatbrush.gateway.journal;
