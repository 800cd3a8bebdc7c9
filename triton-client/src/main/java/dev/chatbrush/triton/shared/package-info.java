/**
 * Memory that client and server both see, where they run on one machine. Entry classes: {@link
 * dev.chatbrush.triton.shared.SharedStreams} for what is asked once, {@link
 * dev.chatbrush.triton.shared.RegionOffers} for what stays.
 */
package dev.chatbrush.triton.shared;
