/**
 * What may come in, before anything looks at it. Entry: {@link
 * dev.chatbrush.gateway.access.FrontFilter}. May use owner, telemetry and api.
 */
package dev.chatbrush.gateway.access;
