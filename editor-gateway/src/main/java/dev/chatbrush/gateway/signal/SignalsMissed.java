package dev.chatbrush.gateway.signal;

/**
 * The line to the database is open (again): what was told before was not heard, and is to be read.
 */
public record SignalsMissed() {}
