/**
 * A whole session as one file, out and in again: {@code docs/session-archive.md} says what is in
 * it. Entry: {@link dev.chatbrush.gateway.archive.ArchiveResource}. May use session, download,
 * edit, journal, selection, reference, revision, write, owner, storage and api.
 */
package dev.chatbrush.gateway.archive;
