/**
 * An emulated Salesforce, for the local run: the chat API's paths as the vendor answers them, with an agent of our own desk
 * as the agent in Salesforce. It shares nothing with the bridge but the process, and knows it only over the wire.
 */
@NullMarked
package dev.sapa.salesforce.emulator;

import org.jspecify.annotations.NullMarked;
