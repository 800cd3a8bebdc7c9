/**
 * Sessions as a page sees them. Entry: {@link dev.chatbrush.gateway.session.SessionService}. May
 * use edit, journal, selection, reference, revision, write, owner, storage, event, telemetry and
 * api.
 */
package dev.chatbrush.gateway.session;
