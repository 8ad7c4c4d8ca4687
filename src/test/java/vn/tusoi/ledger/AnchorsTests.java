package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampToken;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.bouncycastle.cms.CMSSignedData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.transaction.support.TransactionTemplate;
import vn.tusoi.ApplicationTest;

/** Checkpoints are left in a file, a real mail box and with a real (small) time stamp authority; what fails is tried again. */
@ApplicationTest
class AnchorsTests {

    @Autowired JdbcClient jdbc;
    @Autowired JdbcTemplate batch;
    @Autowired KeyRing keys;
    @Autowired Ledger ledger;
    @Autowired Clock clock;
    @Autowired TransactionTemplate transaction;

    @TempDir Path folder;

    /** A time stamp authority that answers every request. */
    private static HttpServer authority() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(new X500Name("CN=Authority"), BigInteger.ONE, new Date(0), new Date(4102444800000L),
                new X500Name("CN=Authority"), pair.getPublic());
        builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping));
        X509CertificateHolder certificate = builder.build(new JcaContentSignerBuilder("SHA256withRSA").build(pair.getPrivate()));
        TimeStampTokenGenerator tokens = new TimeStampTokenGenerator(new JcaSimpleSignerInfoGeneratorBuilder().build("SHA256withRSA", pair.getPrivate(), certificate),
                new JcaDigestCalculatorProviderBuilder().build().get(new org.bouncycastle.asn1.x509.AlgorithmIdentifier(org.bouncycastle.asn1.oiw.OIWObjectIdentifiers.idSHA1)),
                new ASN1ObjectIdentifier("1.2.3.4.5"));
        tokens.addCertificates(new JcaCertStore(List.of(certificate)));
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                TimeStampRequest request = new TimeStampRequest(exchange.getRequestBody().readAllBytes());
                byte[] answer = new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId())).generate(request, BigInteger.TEN, new Date()).getEncoded();
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (org.bouncycastle.tsp.TSPException wrong) {
                throw new IOException(wrong);
            } finally {
                exchange.close();
            }
        });
        server.start();
        return server;
    }

    private static ObjectProvider<JavaMailSender> mail(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost("127.0.0.1");
        sender.setPort(port);
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("mail", sender);
        return beans.getBeanProvider(JavaMailSender.class);
    }

    private Anchors anchors(AnchorPlaces places, Clock at) {
        return new Anchors(jdbc, places, checkpoints(places), ledger, transaction, at);
    }

    private Checkpoints checkpoints(AnchorPlaces places) {
        return new Checkpoints(jdbc, batch, keys, ledger, clock, places);
    }

    private Checkpoint checkpoint(AnchorPlaces places) {
        Checkpoints checkpoints = checkpoints(places);
        transaction.executeWithoutResult(t -> checkpoints.ready());
        transaction.executeWithoutResult(t -> ledger.byProcess("STAGE_ENTERED").on("CASE", "AN26-0001").write());
        return transaction.execute(t -> checkpoints.make("PERIODIC").orElseThrow());
    }

    @Test
    void aCheckpointReachesFileMailAndAuthority() throws Exception {
        GreenMail box = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        box.start();
        HttpServer authority = authority();
        try {
            Path file = folder.resolve("anchors.txt");
            AnchorPlaces places = new AnchorPlaces(file.toString(), "kiem-soat@tinh.example", "tusoi@tinh.example",
                    "http://127.0.0.1:" + authority.getAddress().getPort() + "/", mail(box.getSmtp().getPort()));
            Checkpoint made = checkpoint(places);
            Anchors anchors = anchors(places, clock);
            anchors.send();
            anchors.send();
            assertThat(Files.readAllLines(file)).as("once, though sent twice").containsExactly(made.line());
            assertThat(Anchored.read(file).of(made.no()).fits(made.hash())).isTrue();
            assertThat(box.getReceivedMessages()).hasSize(1);
            assertThat(box.getReceivedMessages()[0].getSubject()).contains(made.code());
            Anchors.Sending stamp = anchors.recent(20).stream().filter(s -> s.place().equals("TSA") && s.checkpoint() == made.no()).findFirst().orElseThrow();
            assertThat(stamp.error()).isNull();
            TimeStampToken token = new TimeStampToken(new CMSSignedData(Base64.getDecoder().decode(stamp.receipt())));
            assertThat(HexFormat.of().formatHex(token.getTimeStampInfo().getMessageImprintDigest())).isEqualTo(made.hash());
        } finally {
            authority.stop(0);
            box.stop();
        }
    }

    @Test
    void aPlaceThatIsAwayIsTriedAgainLaterAndTheFailureIsRecorded() throws Exception {
        Path away = folder.resolve("not-mounted/anchors.txt");
        AnchorPlaces places = new AnchorPlaces(away.toString(), "", "", "", mail(1));
        Checkpoint made = checkpoint(places);
        anchors(places, clock).send();
        Anchors.Sending failed = anchors(places, clock).recent(20).stream().filter(s -> s.checkpoint() == made.no()).findFirst().orElseThrow();
        assertThat(failed.sentAt()).isNull();
        assertThat(failed.error()).contains("NoSuchFile");
        assertThat(ledger.last("FILE", "ANCHOR_FAILED")).isPresent();
        Files.createDirectories(away.getParent());
        anchors(places, clock).send();
        assertThat(away).as("not before its time").doesNotExist();
        anchors(places, Clock.fixed(Instant.now(Clock.systemUTC()).plusSeconds(120), ZoneId.from(ZoneOffset.UTC))).send();
        assertThat(Files.readString(away)).contains(made.code());
    }

    @Test
    void keysLieInFilesOfTheProgramsUser() throws Exception {
        String open = keys.make();
        Path secret = keys.folder().resolve(KeyRing.id(open) + ".key");
        assertThat(java.nio.file.attribute.PosixFilePermissions.toString(Files.getPosixFilePermissions(secret))).isEqualTo("rw-------");
        assertThat(Keys.read(keys.folder().resolve(KeyRing.id(open) + ".pub"))).isEqualTo(open);
        assertThat(KeyRing.verifies(open, "text", keys.sign(KeyRing.id(open), "text"))).isTrue();
        assertThat(KeyRing.verifies(open, "other", keys.sign(KeyRing.id(open), "text"))).isFalse();
    }
}
