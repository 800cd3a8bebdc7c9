/**
 * Photos that come with the server. Entry: {@link dev.chatbrush.gateway.sample.Samples}. May use
 * session, revision, write and api.
 */
package dev.chatbrush.gateway.sample;
