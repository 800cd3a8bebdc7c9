/**
 * Architecture rules for all modules. Entry: {@link dev.chatbrush.house.HouseRules}. Knows no other
 * module, and no main code knows it.
 */
package dev.chatbrush.house;
