/**
 * What the services share of calling one another and Triton: one guard for each remote call ({@link
 * dev.chatbrush.calls.CallGuard}), one deadline that travels with the call ({@link
 * dev.chatbrush.calls.CallDeadline}), and one budget of memory for what is in flight ({@link
 * dev.chatbrush.calls.MemoryBudget}). Uses no neighbour.
 */
package dev.chatbrush.calls;
