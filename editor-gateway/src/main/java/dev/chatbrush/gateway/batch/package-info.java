/**
 * One edit on many pictures: each becomes a session of its own, in which a recipe is run again.
 * Entry: {@link dev.chatbrush.gateway.batch.BatchResource}. May use session, download, chat, edit,
 * journal, revision, write, owner, storage, telemetry and api.
 */
package dev.chatbrush.gateway.batch;
