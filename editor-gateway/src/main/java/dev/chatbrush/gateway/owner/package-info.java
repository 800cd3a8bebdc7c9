/**
 * Who asks, and which sessions that opens. Entry: {@link
 * dev.chatbrush.gateway.owner.SessionAccess}. May use storage and api.
 */
package dev.chatbrush.gateway.owner;
