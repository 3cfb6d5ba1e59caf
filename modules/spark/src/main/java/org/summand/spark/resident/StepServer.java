package org.summand.spark.resident;

import java.nio.ByteBuffer;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.spark.SparkConf;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.RpcResponseCallback;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.server.OneForOneStreamManager;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.StreamManager;
import org.apache.spark.network.server.TransportServer;
import org.apache.spark.util.Utils;
import scala.Tuple2;
import scala.runtime.AbstractFunction1;

/**
 * The one port of a run, on the driver's bind address, where tasks of other processes reach the
 * {@link StepCoordinator} of their launch.
 *
 * <p>Its number is {@value #PORT}, or the next of {@code spark.port.maxRetries} that is free; 0
 * takes any.
 */
final class StepServer extends RpcHandler implements AutoCloseable {
  static final String PORT = "spark.summand.exchange.port";

  private final Map<UUID, LaunchRpcHandler> handlers = new ConcurrentHashMap<>();
  private final StreamManager noStreams = new OneForOneStreamManager();
  private final String host;
  private final TransportContext context;
  private final TransportServer server;

  StepServer(SparkConf conf, Transport transport) {
    host = conf.get("spark.driver.host");
    String bindAddress = conf.get("spark.driver.bindAddress", host);
    context = transport.context(this);
    server =
        Utils.startServiceOnPort(
                conf.getInt(PORT, 0),
                new AbstractFunction1<Object, Tuple2<TransportServer, Object>>() {
                  @Override
                  public Tuple2<TransportServer, Object> apply(Object port) {
                    TransportServer opened =
                        context.createServer(
                            bindAddress, (Integer) port, transport.serverBootstraps());
                    return new Tuple2<>(opened, opened.getPort());
                  }
                },
                conf.getInt("spark.port.maxRetries", 16),
                "summand exchange")
            ._1();
  }

  /**
   * Lets tasks in, until {@link #forget}.
   *
   * @param shards those of all tasks
   * @param floats the length of the weights
   */
  DriverEndpoint admit(UUID launch, StepCoordinator coordinator, int shards, int floats) {
    handlers.put(launch, new LaunchRpcHandler(coordinator, shards, floats));
    return new DriverEndpoint(host, server.getPort(), launch, floats);
  }

  void forget(UUID launch) {
    handlers.remove(launch);
  }

  @Override
  public void receive(TransportClient client, ByteBuffer received, RpcResponseCallback callback) {
    ByteBuffer message = WireFormat.received(received);
    byte kind = message.get();
    LaunchRpcHandler handler = handlers.get(WireFormat.launch(message));
    if (handler == null) {
      callback.onSuccess(WireFormat.over());
      return;
    }
    switch (kind) {
      case WireFormat.ARRIVE -> {
        handler.arrive(message);
        callback.onSuccess(WireFormat.allocate(0));
      }
      case WireFormat.AFTER -> handler.after(message, callback::onSuccess);
      case WireFormat.DELIVER -> {
        handler.deliver(message);
        callback.onSuccess(WireFormat.allocate(0));
      }
      case WireFormat.JUDGED -> {
        handler.judged(message);
        callback.onSuccess(WireFormat.allocate(0));
      }
      default -> throw new IllegalArgumentException("a message of unknown kind " + kind);
    }
  }

  @Override
  public StreamManager getStreamManager() {
    return noStreams;
  }

  @Override
  public void close() {
    server.close();
    context.close();
  }
}
