/**
 * Sessions as a page sees them. Entry: {@link dev.chatbrush.gateway.session.SessionService}. May
 * use chat, selection, revision and event.
 */
package dev.chatbrush.gateway.session;
