package org.summand.spark.resident;

import java.util.List;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.SparkEnv;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.crypto.AuthClientBootstrap;
import org.apache.spark.network.crypto.AuthServerBootstrap;
import org.apache.spark.network.netty.SparkTransportConf;
import org.apache.spark.network.server.RpcHandler;
import org.apache.spark.network.server.TransportServerBootstrap;
import org.apache.spark.network.util.TransportConf;
import scala.Option;

/**
 * Spark's own transport, as Spark sets it up for its RPC: with its threads, its TLS, its
 * authentication and its encryption where they are on.
 */
final class Transport {
  /** Settings of this transport begin with {@code spark.summand.io}. */
  private static final String MODULE = "summand";

  /** As long as Spark can wait: it keeps the milliseconds in an int, which 25 days overflow. */
  private static final String LONGEST_WAIT = "24d";

  private final TransportConf conf;
  private final SecurityManager security;

  Transport(SparkConf sparkConf, SecurityManager security) {
    this.security = security;
    SparkConf settings =
        sparkConf
            .clone()
            .set("spark." + MODULE + ".io.numConnectionsPerPeer", "1")
            // A task waits for its next weights as long as the driver pauses. That the other side
            // is alive is what Spark's heartbeats are for.
            .set("spark." + MODULE + ".io.connectionTimeout", LONGEST_WAIT);
    conf =
        SparkTransportConf.fromSparkConf(
            settings, MODULE, 0, Option.empty(), Option.apply(security.getRpcSSLOptions()));
  }

  /** As the Spark of this process has it. */
  static Transport ofThisProcess() {
    return new Transport(SparkEnv.get().conf(), SparkEnv.get().securityManager());
  }

  TransportConf conf() {
    return conf;
  }

  TransportContext context(RpcHandler handler) {
    return new TransportContext(conf, handler);
  }

  /** What a client proves before it may speak. */
  List<TransportClientBootstrap> clientBootstraps() {
    return security.isAuthenticationEnabled()
        ? List.of(new AuthClientBootstrap(conf, security.getSaslUser(), security))
        : List.of();
  }

  /** What the driver asks of a client before it listens. */
  List<TransportServerBootstrap> serverBootstraps() {
    return security.isAuthenticationEnabled()
        ? List.of(new AuthServerBootstrap(conf, security))
        : List.of();
  }
}
