/**
 * How much one owner may ask and keep, so that others find room. Entries: {@link
 * dev.chatbrush.gateway.rate.CallRates}. May use owner and api.
 */
package dev.chatbrush.gateway.rate;
