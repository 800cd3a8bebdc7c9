/**
 * The life of sessions: which there are, their names, and their end. Entry: {@link
 * dev.chatbrush.gateway.life.LifeService}. May use session, edit, journal, agent, selection,
 * revision, write, owner, storage, event and api.
 */
package dev.chatbrush.gateway.life;
