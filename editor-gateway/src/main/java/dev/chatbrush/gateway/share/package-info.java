/**
 * Links that open one session to whoever has them. Entry: {@link
 * dev.chatbrush.gateway.share.Shares}. May use owner, storage and api.
 */
package dev.chatbrush.gateway.share;
