package org.summand.spark.resident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.spark.SecurityManager;
import org.apache.spark.SparkConf;
import org.apache.spark.network.TransportContext;
import org.apache.spark.network.client.TransportClient;
import org.apache.spark.network.client.TransportClientBootstrap;
import org.apache.spark.network.client.TransportClientFactory;
import org.apache.spark.network.server.NoOpRpcHandler;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.summand.spark.SharedSpark;
import org.summand.train.gradient.Gradient;
import org.summand.train.gradient.OrderedSum;
import org.summand.train.gradient.PartialSums;
import scala.Option;

/** The link over Spark's transport, on loopback: what arrives, who is let in, when it closes. */
@Timeout(60)
class StepServerTest {
  private static final int SHARDS = 6;

  /** The shards of three tasks. */
  private static final int[][] TASKS = {{1, 3}, {0}, {2, 4, 5}};

  private static final long STEPS = 4;
  private static final long REPLY_MILLIS = 10_000;

  @BeforeAll
  static void startSpark() {
    SharedSpark.context();
  }

  private static SparkConf conf() {
    return new SparkConf(false)
        .set("spark.driver.host", "127.0.0.1")
        .set("spark.driver.bindAddress", "127.0.0.1");
  }

  private static SparkConf secret(String secret) {
    return conf().set("spark.authenticate", "true").set("spark.authenticate.secret", secret);
  }

  private static Transport transport(SparkConf conf) {
    return new Transport(
        conf,
        new SecurityManager(conf, Option.empty(), SecurityManager.$lessinit$greater$default$3()));
  }

  private static StepServer server(SparkConf conf) {
    return new StepServer(conf, transport(conf));
  }

  private static float[] floats(int length, long seed) {
    Random random = new Random(seed);
    float[] floats = new float[length];
    for (int i = 0; i < length; i++) {
      floats[i] = Float.intBitsToFloat(random.nextInt());
    }
    return floats;
  }

  /** A task that hands its weights back, the first number replaced by that of each shard. */
  private static Void echo(DriverEndpoint endpoint, int number, int... shards)
      throws IOException, InterruptedException {
    DriverLink link = StepClient.link(endpoint);
    link.arrive(number);
    Optional<Request> next = link.after(0);
    while (next.isPresent()) {
      Request request = next.get();
      if (request.kind() == Request.Kind.JUDGEMENT) {
        link.deliver(number, request.number(), new Answer.Judgements(judged(request, shards)));
        next = link.after(request.number());
        continue;
      }
      long step = request.step();
      PartialSums partials = new PartialSums(SHARDS);
      for (int shard : shards) {
        float[] sums = request.weights().clone();
        sums[0] = shard;
        partials.add(shard, new Gradient(sums, step + 0.5, shard, step).took(shard).loaded(step));
      }
      link.deliver(number, request.number(), new Answer.Partials(partials));
      next = link.after(request.number());
    }
    return null;
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        1,
        1000,
        WireFormat.CHUNK_FLOATS,
        WireFormat.CHUNK_FLOATS + 1,
        2 * WireFormat.CHUNK_FLOATS + 17
      })
  void everyBitArrives(int length) throws Exception {
    ExecutorService tasks = Executors.newFixedThreadPool(TASKS.length);
    StepCoordinator coordinator = new StepCoordinator(TASKS.length);
    try (StepServer server = server(conf())) {
      coordinator.askForStep(1, floats(length, 1));
      DriverEndpoint endpoint = server.admit(UUID.randomUUID(), coordinator, SHARDS, length);
      List<Future<Void>> ends = new ArrayList<>();
      for (int t = 0; t < TASKS.length; t++) {
        int number = t;
        ends.add(tasks.submit(() -> echo(endpoint, number, TASKS[number])));
      }
      assertThat(coordinator.awaitArrivals(REPLY_MILLIS)).isTrue();
      for (long step = 1; step <= STEPS; step++) {
        if (step > 1) {
          coordinator.askForStep(step, floats(length, step));
        }
        List<PartialSums> sums = partials(coordinator);
        for (int t = 0; t < TASKS.length; t++) {
          assertArrived(sums.get(t), TASKS[t], length, step);
        }
        // As the driver does, which then gives the first array away.
        OrderedSum.of(sums, SHARDS);
        coordinator.askForJudgement(floats(length, -step));
        List<Answer> judgements = coordinator.awaitAnswers().orElseThrow();
        for (int t = 0; t < TASKS.length; t++) {
          Request asked = new Request(0, Request.Kind.JUDGEMENT, 0, floats(length, -step));
          assertThat(((Answer.Judgements) judgements.get(t)).shards())
              .isEqualTo(judged(asked, TASKS[t]));
        }
      }
      coordinator.end();
      for (Future<Void> end : ends) {
        end.get();
      }
    } finally {
      tasks.shutdown();
    }
  }

  /** What a task says of some weights: their bits, and a word that is not ASCII. */
  private static List<Judgement> judged(Request request, int... shards) {
    return IntStream.of(shards)
        .mapToObj(
            shard -> new Judgement(shard, "größe " + Arrays.hashCode(bits(request.weights()))))
        .toList();
  }

  private static List<PartialSums> partials(StepCoordinator coordinator)
      throws InterruptedException {
    return coordinator.awaitAnswers().orElseThrow().stream()
        .map(answer -> ((Answer.Partials) answer).sums())
        .toList();
  }

  /** None of these shards can be added where they are. */
  private static void assertArrived(PartialSums sums, int[] shards, int length, long step) {
    assertThat(sums.computeNanos()).isEqualTo(IntStream.of(shards).sum());
    assertThat(sums.loadNanos()).isEqualTo(step * shards.length);
    assertThat(sums.stretches()).hasSize(shards.length);
    for (int i = 0; i < shards.length; i++) {
      float[] expected = floats(length, step);
      expected[0] = shards[i];
      assertThat(sums.stretches().get(i).first()).isEqualTo(shards[i]);
      Gradient partial = sums.stretches().get(i).sum();
      assertThat(bits(partial.sums())).isEqualTo(bits(expected));
      assertThat(partial.loss()).isEqualTo(step + 0.5);
      assertThat(partial.weight()).isEqualTo(shards[i]);
      assertThat(partial.rows()).isEqualTo(step);
    }
  }

  /** Bits, because a NaN equals no other. */
  private static int[] bits(float[] floats) {
    int[] bits = new int[floats.length];
    for (int i = 0; i < bits.length; i++) {
      bits[i] = Float.floatToRawIntBits(floats[i]);
    }
    return bits;
  }

  @Test
  void aTaskLearnsThatTheDriverIsGone() throws Exception {
    ExecutorService tasks = Executors.newSingleThreadExecutor();
    StepCoordinator coordinator = new StepCoordinator(1);
    try {
      Future<Void> task;
      try (StepServer server = server(conf())) {
        DriverEndpoint endpoint = server.admit(UUID.randomUUID(), coordinator, 1, 5);
        task = tasks.submit(() -> echo(endpoint, 0, 0));
        assertThat(coordinator.awaitArrivals(REPLY_MILLIS)).isTrue();
      }
      assertThatThrownBy(task::get)
          .hasCauseInstanceOf(IOException.class)
          .hasMessageContaining("can no longer be reached");
    } finally {
      tasks.shutdown();
    }
  }

  @Test
  void aTaskOfAnotherLaunchIsSentAway() throws Exception {
    try (StepServer server = server(conf())) {
      DriverEndpoint endpoint = server.admit(UUID.randomUUID(), new StepCoordinator(1), 1, 5);
      DriverEndpoint stale = new DriverEndpoint(endpoint.host, endpoint.port, UUID.randomUUID(), 5);
      DriverLink link = StepClient.link(stale);
      link.arrive(0);
      assertThat(link.after(0)).isEmpty();
    }
  }

  /** One client's connection, as {@code transport} makes it. */
  private static final class Caller implements AutoCloseable {
    private final TransportContext context;
    private final TransportClientFactory factory;
    private final TransportClient client;

    Caller(Transport transport, List<TransportClientBootstrap> bootstraps, DriverEndpoint endpoint)
        throws IOException, InterruptedException {
      context = transport.context(new NoOpRpcHandler());
      factory = context.createClientFactory(bootstraps);
      client = factory.createClient(endpoint.host, endpoint.port);
    }

    ByteBuffer ask(ByteBuffer message) {
      return client.sendRpcSync(message, REPLY_MILLIS);
    }

    @Override
    public void close() {
      factory.close();
      context.close();
    }
  }

  @Test
  void damagedMessagesAreRefusedAndDisturbNothing() throws Exception {
    StepCoordinator coordinator = new StepCoordinator(1);
    coordinator.askForStep(1, new float[5]);
    Transport transport = transport(conf());
    UUID launch = UUID.randomUUID();
    PartialSums sums = new PartialSums(1);
    sums.add(0, new Gradient(new float[] {1, 2, 3, 4, 5}, 6, 7, 8));
    byte[] whole = WireFormat.deliver(null, launch, 0, 1, 0, sums).array();
    try (StepServer server = server(conf())) {
      DriverEndpoint endpoint = server.admit(launch, coordinator, 1, 5);
      try (Caller caller = new Caller(transport, List.of(), endpoint)) {
        for (int length = 0; length < whole.length; length++) {
          ByteBuffer cut = ByteBuffer.wrap(whole.clone(), 0, length);
          assertThatThrownBy(() -> caller.ask(cut)).isInstanceOf(RuntimeException.class);
        }
        assertRefused(caller, whole, 17, "a message from task 1");
        assertRefused(caller, whole, 45, "a message about chunk 1");
        assertRefused(caller, whole, 49, "a message with 0 partial gradients");
        assertRefused(caller, whole, 53, "a message about shard 1");
        byte[] otherKind = whole.clone();
        otherKind[0] = 9;
        assertThatThrownBy(() -> caller.ask(ByteBuffer.wrap(otherKind)))
            .hasMessageContaining("a message of unknown kind 9");
        assertThat(caller.ask(ByteBuffer.wrap(whole)).remaining()).isZero();
      }
    }
    Gradient delivered = partials(coordinator).get(0).stretches().get(0).sum();
    assertThat(delivered.sums()).containsExactly(1, 2, 3, 4, 5);
    assertThat(delivered.loss()).isEqualTo(6);
  }

  @Test
  void damagedJudgementsAreRefusedAndDisturbNothing() throws Exception {
    StepCoordinator coordinator = new StepCoordinator(1);
    coordinator.askForJudgement(new float[5]);
    UUID launch = UUID.randomUUID();
    Judgement judgement = new Judgement(0, "good");
    byte[] whole = WireFormat.judged(launch, 0, 1, List.of(judgement)).array();
    PartialSums sums = new PartialSums(1);
    sums.add(0, new Gradient(new float[] {1, 2, 3, 4, 5}, 6, 7, 8));
    try (StepServer server = server(conf())) {
      DriverEndpoint endpoint = server.admit(launch, coordinator, 1, 5);
      try (Caller caller = new Caller(transport(conf()), List.of(), endpoint)) {
        for (int length = 0; length < whole.length; length++) {
          ByteBuffer cut = ByteBuffer.wrap(whole.clone(), 0, length);
          assertThatThrownBy(() -> caller.ask(cut)).isInstanceOf(RuntimeException.class);
        }
        assertRefused(caller, whole, 17, "a message from task 1");
        assertRefused(caller, whole, 29, "a message with 0 judgements");
        assertRefused(caller, whole, 33, "a message about shard 1");
        // Answers to what was not asked.
        caller.ask(WireFormat.deliver(null, launch, 0, 1, 0, sums));
        caller.ask(WireFormat.judged(launch, 0, 2, List.of(judgement)));
        caller.ask(ByteBuffer.wrap(whole));
      }
    }
    assertThat(((Answer.Judgements) coordinator.awaitAnswers().orElseThrow().get(0)).shards())
        .containsExactly(judgement);
  }

  /** One of the lowest bits turned over. */
  private static void assertRefused(Caller caller, byte[] whole, int at, String words) {
    byte[] other = whole.clone();
    other[at] ^= 1;
    assertThatThrownBy(() -> caller.ask(ByteBuffer.wrap(other))).hasMessageContaining(words);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "true"})
  void onlyWhoHasTheSecretIsHeard(String encrypted) throws Exception {
    SparkConf conf = secret("the right one").set("spark.network.crypto.enabled", encrypted);
    SparkConf other = secret("a wrong one").set("spark.network.crypto.enabled", encrypted);
    StepCoordinator coordinator = new StepCoordinator(1);
    UUID launch = UUID.randomUUID();
    try (StepServer server = server(conf)) {
      DriverEndpoint endpoint = server.admit(launch, coordinator, 1, 5);
      assertThatThrownBy(
          () -> {
            Transport wrong = transport(other);
            new Caller(wrong, wrong.clientBootstraps(), endpoint).close();
          });
      try (Caller stranger = new Caller(transport(conf()), List.of(), endpoint)) {
        assertThatThrownBy(() -> stranger.ask(WireFormat.arrive(launch, 0)));
      }
      assertThat(coordinator.awaitArrivals(1)).isFalse();
      Transport right = transport(conf);
      try (Caller known = new Caller(right, right.clientBootstraps(), endpoint)) {
        known.ask(WireFormat.arrive(launch, 0));
      }
      assertThat(coordinator.awaitArrivals(1)).isTrue();
    }
  }

  @Test
  void thePortIsTheFirstFreeOneOfTheRangeAndClosesWithTheRun() throws Exception {
    InetAddress address = InetAddress.getByName("127.0.0.1");
    try (ServerSocket taken = new ServerSocket(0, 1, address)) {
      SparkConf conf =
          conf()
              .set(StepServer.PORT, String.valueOf(taken.getLocalPort()))
              .set("spark.port.maxRetries", "8");
      int port;
      try (StepServer server = server(conf)) {
        port = server.admit(UUID.randomUUID(), new StepCoordinator(1), 1, 1).port;
        assertThat(port).isBetween(taken.getLocalPort() + 1, taken.getLocalPort() + 8);
        new Socket(address, port).close();
        // The same port of another address of this machine.
        assertThatThrownBy(() -> new Socket("127.0.0.2", port).close())
            .isInstanceOf(IOException.class);
      }
      assertThatThrownBy(() -> new Socket(address, port).close()).isInstanceOf(IOException.class);
    }
  }
}
