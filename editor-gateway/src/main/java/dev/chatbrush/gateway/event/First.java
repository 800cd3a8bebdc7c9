package dev.chatbrush.gateway.event;

import java.util.List;

/**
 * What a page is told first.
 *
 * @param after the number up to which it knows the session's events; 0 where it is to read it
 */
record First(long after, List<Event> events) {}
