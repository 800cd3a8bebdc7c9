/**
 * Carries out what was said: plan, mask, run, store, tell. Entry: {@link
 * dev.chatbrush.gateway.edit.EditRunner}. May use agent, journal, selection, reference, revision,
 * owner, storage, grpc, event, signal, turn, telemetry and api.
 */
package dev.chatbrush.gateway.edit;
