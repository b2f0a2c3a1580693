package org.asyncio4j.integration.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.asyncio4j.integration.support.ProcessRunner;
import org.jspecify.annotations.Nullable;

/** A certificate for localhost and 127.0.0.1 that signs itself, made by the JDK's keytool. */
public final class Certificates {
  private static final char[] PASSWORD = "secret".toCharArray();

  private final KeyStore store;

  private Certificates(KeyStore store) {
    this.store = store;
  }

  public static Certificates makeIn(Path folder) throws Exception {
    Path file = folder.resolve("localhost.p12");
    ProcessRunner.Result made =
        ProcessRunner.run(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                password(),
                "-alias",
                "localhost",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost,ip:127.0.0.1",
                "-validity",
                "2"),
            Duration.ofMinutes(2));
    assertThat(made.exitCode()).as(made.stderr()).isZero();
    return new Certificates(KeyStore.getInstance(file.toFile(), PASSWORD));
  }

  static String password() {
    return new String(PASSWORD);
  }

  /** Writes the certificate as OpenSSL reads it. */
  void exportTo(Path file) throws Exception {
    String encoded =
        Base64.getMimeEncoder().encodeToString(store.getCertificate("localhost").getEncoded());
    Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + encoded + "\n-----END CERTIFICATE-----\n");
  }

  /** Has the key, and trusts its certificate. */
  public SSLContext context() throws Exception {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("localhost", store.getCertificate("localhost"));
    return context(trusted);
  }

  /** Trusts what the JDK trusts. */
  SSLContext untrustingContext() throws Exception {
    return context(null);
  }

  private SSLContext context(@Nullable KeyStore trusted) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(store, PASSWORD);
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
