/**
 * Names and timers of what is measured. Entry: {@link dev.chatbrush.gateway.telemetry.Stopwatch}.
 * May use api.
 */
package dev.chatbrush.gateway.telemetry;
