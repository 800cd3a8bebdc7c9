/**
 * Names and timers of what is measured, and what makes no trace. Entry: {@link
 * dev.chatbrush.gateway.telemetry.Stopwatch}. May use api.
 */
package dev.chatbrush.gateway.telemetry;
