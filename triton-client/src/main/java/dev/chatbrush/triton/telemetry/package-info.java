/**
 * Meters and traces, each for who has the library on the class path. Entries: {@link
 * dev.chatbrush.triton.telemetry.MicrometerObserver}, {@link
 * dev.chatbrush.triton.telemetry.TracedInferenceClient}, {@link
 * dev.chatbrush.triton.telemetry.OpenTelemetryHeaders}. Neighbours: {@code grpc}; nothing depends
 * on this package.
 */
package dev.chatbrush.triton.telemetry;
