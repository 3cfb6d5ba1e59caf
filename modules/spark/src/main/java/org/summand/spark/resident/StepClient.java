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
  private NetworkDriverLink link;

  private StepClient(DriverEndpoint endpoint) throws IOException, InterruptedException {
    Transport transport = Transport.ofThisProcess();
    context = transport.context(this);
    factory = context.createClientFactory(transport.clientBootstraps());
    boolean connected = false;
    try {
      client = factory.createClient(endpoint.host, endpoint.port);
      connected = true;
    } finally {
      if (!connected) {
        factory.close();
        context.close();
      }
    }
  }

  /** The link of a launch, the same for all tasks of this executor. */
  static DriverLink link(DriverEndpoint endpoint) throws IOException, InterruptedException {
    synchronized (CLIENTS) {
      String address = endpoint.host + ":" + endpoint.port;
      StepClient client = CLIENTS.get(address);
      if (client == null || !client.client.isActive()) {
        client = new StepClient(endpoint);
        CLIENTS.put(address, client);
      }
      if (client.link == null || !client.link.leadsTo(endpoint.launch)) {
        client.link = new NetworkDriverLink(client.client, endpoint);
      }
      return client.link;
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
