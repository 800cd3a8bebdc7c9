/**
 * Photos that come with the server. Entry: {@link dev.chatbrush.gateway.sample.Samples}. May use
 * session.
 */
package dev.chatbrush.gateway.sample;
