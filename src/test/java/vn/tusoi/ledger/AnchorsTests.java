package vn.tusoi.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.sql.DataSource;
import org.bouncycastle.tsp.TimeStampToken;
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
    @Autowired DataSource source;
    @Autowired JdbcTemplate batch;
    @Autowired KeyRing keys;
    @Autowired Ledger ledger;
    @Autowired Clock clock;
    @Autowired TransactionTemplate transaction;

    @TempDir Path folder;

    /** Answers every request. */
    private static HttpServer serving(StampAuthority authority) throws Exception {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try {
                byte[] answer = authority.answer(exchange.getRequestBody().readAllBytes(), new Date());
                exchange.sendResponseHeaders(200, answer.length);
                exchange.getResponseBody().write(answer);
            } catch (Exception wrong) {
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
        StampAuthority signs = StampAuthority.alone();
        HttpServer authority = serving(signs);
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
            stampsInTheDatabaseAreVerified(made, signs);
        } finally {
            authority.stop(0);
            box.stop();
        }
    }

    private interface Change {
        void by(Connection owner) throws Exception;
    }

    /** What is said of stamps after a change that is undone. */
    private List<String> stamps(Anchored told, Change change, int good) throws Exception {
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            try {
                change.by(connection);
                DatabaseVerifier.Report report = new DatabaseVerifier(told, null, new Faults(Integer.MAX_VALUE)).check(connection);
                assertThat(report.stamps()).isEqualTo(good);
                return report.faults().all().stream().filter(f -> f.kind().name().startsWith("STAMP")).map(f -> f.kind() + " " + f.where()).toList();
            } finally {
                connection.rollback();
                connection.setAutoCommit(true);
            }
        }
    }

    private static void receipt(Connection owner, String receipt) throws Exception {
        try (PreparedStatement update = owner.prepareStatement("update ledger_anchor set receipt = ? where place = 'TSA' and sent_at is not null")) {
            update.setString(1, receipt);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private void stampsInTheDatabaseAreVerified(Checkpoint made, StampAuthority signs) throws Exception {
        Path pem = folder.resolve("tsa.pem");
        Files.writeString(pem, "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(signs.certificate().getEncoded()) + "\n-----END CERTIFICATE-----\n");
        Anchored told = Anchored.none().trusting(pem);
        String where = Long.toString(made.no());
        assertThat(stamps(told, owner -> { }, 1)).isEmpty();
        assertThat(stamps(told, owner -> receipt(owner, null), 0)).containsExactly("STAMP_MISSING " + where);
        assertThat(stamps(told, owner -> receipt(owner, signs.token(Canonical.NOTHING, made.at().plusSeconds(60))), 0)).containsExactly("STAMP_DIFFERS " + where);
        StampAuthority other = StampAuthority.alone();
        assertThat(stamps(told, owner -> receipt(owner, other.token(made.hash(), made.at().plusSeconds(60))), 0)).containsExactly("STAMP_FOREIGN " + where);
        assertThat(stamps(Anchored.none(), owner -> receipt(owner, "AAAA"), 0)).containsExactly("STAMP_BROKEN " + where);
        try (Connection connection = source.getConnection()) {
            connection.setAutoCommit(false);
            assertThat(new DatabaseVerifier(told, null).check(connection).confirmed().no()).as("a stamp by who was told is a second place").isEqualTo(made.no());
            connection.rollback();
            connection.setAutoCommit(true);
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
