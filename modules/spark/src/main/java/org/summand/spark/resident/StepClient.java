package org.summand.spark.resident;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.NoOpRpcHandler;

/**
 * An executor's one connection to a driver, shared by its tasks and kept from launch to launch. It
 * ends when the driver closes its port.
 */
final class StepClient extends NoOpRpcHandler {
  private static final Map<String, StepClient> CLIENTS = new HashMap<>();

  private final TransportContext context;
  private final TransportClientFactory factory;
  private final TransportClient client;
  private NetworkDriverLink road;

  private StepClient(DriverEndpoint ticket) throws IOException, InterruptedException {
    Transport transport = Transport.ofThisProcess();
    context = transport.context(this);
    factory = context.createClientFactory(transport.clientBootstraps());
    boolean connected = false;
    try {
      client = factory.createClient(ticket.host, ticket.port);
      connected = true;
    } finally {
      if (!connected) {
        factory.close();
        context.close();
      }
    }
  }

  /** The road of a launch, the same for all tasks of this executor. */
  static DriverLink road(DriverEndpoint ticket) throws IOException, InterruptedException {
    synchronized (CLIENTS) {
      String address = ticket.host + ":" + ticket.port;
      StepClient client = CLIENTS.get(address);
      if (client == null || !client.client.isActive()) {
        client = new StepClient(ticket);
        CLIENTS.put(address, client);
      }
      if (client.road == null || !client.road.leadsTo(ticket.launch)) {
        client.road = new NetworkDriverLink(client.client, ticket);
      }
      return client.road;
    }
  }

  @Override
  public void channelInactive(TransportClient reverse) {
    synchronized (CLIENTS) {
      CLIENTS.values().remove(this);
    }
    factory.close();
    context.close();
  }
}
