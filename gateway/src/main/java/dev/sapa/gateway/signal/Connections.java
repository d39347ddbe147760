package dev.sapa.gateway.signal;

/**
 * Who is connected to a conversation, over all gateways.
 *
 * @param totalCustomer sockets that joined as the visitor
 * @param totalAgent    sockets that joined for the company
 */
public record Connections(boolean customerConnected, boolean agentConnected, int totalCustomer, int totalAgent) {

    static Connections of(int customers, int agents) {
        return new Connections(customers > 0, agents > 0, customers, agents);
    }
}
