package org.summand.cli.cluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs that are the same wherever they run: the same shards, and the same device. */
final class Requests {
  private Requests() {}

  /** Digits, to 97 % and more. */
  static List<Object> digits(Object data, Object out, Object... more) {
    return train("conf/digits.conf", data, out, more);
  }

  /** MNIST, to 94 % and more: fewer epochs than the example, and a last rate as low. */
  static List<Object> mnist(Object data, Object out, Object... more) {
    List<Object> request = train("conf/mnist.conf", data, out, more);
    request.addAll(List.of("--set", "train.epochs=4"));
    return request;
  }

  private static List<Object> train(String conf, Object data, Object out, Object... more) {
    List<Object> request = new ArrayList<>(List.of("train", "--conf", Checkout.at(conf)));
    request.addAll(List.of("--data", data, "--out", out, "--json"));
    request.addAll(List.of("--set", "train.device=cpu", "--set", "train.shards=2"));
    request.addAll(Arrays.asList(more));
    return request;
  }

  /** The words for a driver that runs on a worker. */
  static List<Object> inClusterMode(List<Object> request) {
    return with(List.of("--deploy-mode", "cluster"), request);
  }

  /** The words for a request with options for spark-submit. */
  static List<Object> with(List<Object> options, List<Object> request) {
    List<Object> words = new ArrayList<>(options);
    words.add("--");
    words.addAll(request);
    return words;
  }
}
