/**
 * Keys by which programs and people say who they are. Entry: {@link
 * dev.chatbrush.gateway.key.Keys}. May use owner, storage and api.
 */
package dev.chatbrush.gateway.key;
