package org.summand.cli.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Asks for a page of Spark's. */
final class WebPage {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();

  private WebPage() {}

  /** The answer to a request that says nothing of who asks. */
  static HttpResponse<String> get(String address) throws IOException, InterruptedException {
    return send(request(address).build());
  }

  /** The answer to one with a token signed with a key. */
  static HttpResponse<String> get(String address, String key)
      throws IOException, InterruptedException {
    return send(request(address).header("Authorization", "Bearer " + token(key)).build());
  }

  private static HttpRequest.Builder request(String address) {
    return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofMinutes(1));
  }

  private static HttpResponse<String> send(HttpRequest request)
      throws IOException, InterruptedException {
    return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
  }

  /** A JSON web token that says nothing but that its maker has the key. */
  private static String token(String key) {
    String signed = base64url("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + base64url("{}");
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(Base64.getUrlDecoder().decode(key), "HmacSHA256"));
      byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + BASE64URL.encodeToString(signature);
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String base64url(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.US_ASCII));
  }
}
