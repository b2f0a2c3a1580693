package org.asyncio4j.benchmarks.echo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key and a certificate that signs itself, which server and client share.
 *
 * @param file in the form PKCS #12
 */
public record Keys(Path file) {
  /** What the file is locked with. */
  public static final String PASSWORD = "benchmarks";

  private static final String ALIAS = "localhost";

  /**
   * Makes a key by the JDK's keytool, and a second file beside it, {@link #pem}.
   *
   * @param folder where to
   * @return the key
   * @throws IOException if it cannot be written
   * @throws InterruptedException if the thread is interrupted
   * @throws GeneralSecurityException if it cannot be read again
   */
  public static Keys makeIn(Path folder)
      throws IOException, InterruptedException, GeneralSecurityException {
    Keys keys = new Keys(folder.resolve("localhost.p12"));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keystore",
            keys.file.toString(),
            "-storetype",
            "PKCS12",
            "-storepass",
            PASSWORD,
            "-alias",
            ALIAS,
            "-keyalg",
            "EC",
            "-dname",
            "CN=localhost",
            "-validity",
            "2");
    Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(keytool.getInputStream().readAllBytes());
    if (keytool.waitFor() != 0) {
      throw new IllegalStateException("keytool failed: " + output);
    }
    keys.writePem();
    return keys;
  }

  /** {@return the file with key and certificate as OpenSSL reads them} */
  public Path pem() {
    return file.resolveSibling("localhost.pem");
  }

  private void writePem() throws IOException, GeneralSecurityException {
    KeyStore store = store();
    Key key = store.getKey(ALIAS, PASSWORD.toCharArray());
    Files.writeString(
        pem(),
        pem("PRIVATE KEY", key.getEncoded())
            + pem("CERTIFICATE", store.getCertificate(ALIAS).getEncoded()));
  }

  private static String pem(String what, byte[] encoded) {
    return "-----BEGIN %s-----%n%s%n-----END %1$s-----%n"
        .formatted(what, Base64.getMimeEncoder().encodeToString(encoded));
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
  }

  /**
   * Loads the key.
   *
   * @return for TLS
   * @throws IOException if it cannot be read
   * @throws GeneralSecurityException if the JDK cannot use it
   */
  public KeyManagerFactory managers() throws IOException, GeneralSecurityException {
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(store(), PASSWORD.toCharArray());
    return managers;
  }

  /**
   * Loads key and certificate.
   *
   * @return a context of servers, and of clients that trust the certificate
   * @throws IOException if they cannot be read
   * @throws GeneralSecurityException if the JDK cannot use them
   */
  public SSLContext context() throws IOException, GeneralSecurityException {
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry(ALIAS, store().getCertificate(ALIAS));
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(managers().getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }
}
