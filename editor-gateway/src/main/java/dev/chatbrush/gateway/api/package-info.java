/**
 * What every feature speaks in: problems, ids, JSON, the parts of a request's time. Entry: {@link
 * dev.chatbrush.gateway.api.Problem}. Knows no feature.
 */
package dev.chatbrush.gateway.api;
