/**
 * What the tests of several services share. Entry: {@link dev.chatbrush.testing.RecordedSpans}.
 * Knows no other module, and no main code knows it.
 */
package dev.chatbrush.testing;
