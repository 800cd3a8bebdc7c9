/**
 * What the services share of calling one another and Triton: one guard for each remote call ({@link
 * dev.chatbrush.calls.CallGuard}), one deadline that travels with the call ({@link
 * dev.chatbrush.calls.CallDeadline}), one budget of memory for what is in flight ({@link
 * dev.chatbrush.calls.MemoryBudget}), and what a service does before its first call ({@link
 * dev.chatbrush.calls.WarmUp}). Uses no neighbour.
 */
package dev.chatbrush.calls;
