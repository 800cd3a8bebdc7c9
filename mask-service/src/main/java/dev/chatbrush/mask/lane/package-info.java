/**
 * Where work runs: clicks and encodes on threads of their own, older clicks of a session dropped.
 * Entry classes: {@link dev.chatbrush.mask.lane.Lanes} and {@link
 * dev.chatbrush.mask.lane.SessionTurns}. May use {@code problem}.
 */
package dev.chatbrush.mask.lane;
