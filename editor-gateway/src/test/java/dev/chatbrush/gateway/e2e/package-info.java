/**
 * The whole product, seen through a browser: every test here (tag {@code e2e}) drives the page in
 * Chromium against a stack that runs, as {@code ./chatbrush test e2e} starts it.
 */
package dev.chatbrush.gateway.e2e;
