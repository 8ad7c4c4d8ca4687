package vn.tusoi.ledger;

import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponse;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.mail.SimpleMailMessage;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.stereotype.Component;

/** The second places that are configured: a file that is only ever appended to, a mail box, a time stamp authority after RFC 3161. */
@Component
class AnchorPlaces {

    private final List<AnchorPlace> places = new ArrayList<>();

    AnchorPlaces(@Value("${tusoi.anchors.file:}") String file, @Value("${tusoi.anchors.mail-to:}") String mailTo, @Value("${tusoi.anchors.mail-from:}") String mailFrom,
                 @Value("${tusoi.anchors.tsa-url:}") String tsa, ObjectProvider<JavaMailSender> mail) {
        if (!file.isBlank()) {
            places.add(new Drop(Path.of(file)));
        }
        if (!mailTo.isBlank()) {
            JavaMailSender sender = mail.getIfAvailable();
            if (sender == null) {
                throw new IllegalStateException("tusoi.anchors.mail-to needs spring.mail.host");
            }
            places.add(new Box(sender, mailTo, mailFrom));
        }
        if (!tsa.isBlank()) {
            places.add(new Authority(URI.create(tsa)));
        }
    }

    List<AnchorPlace> all() {
        return places;
    }

    List<String> names() {
        return places.stream().map(AnchorPlace::name).toList();
    }

    private record Drop(Path file) implements AnchorPlace {

        @Override
        public String name() {
            return "FILE";
        }

        @Override
        public String leave(Checkpoint checkpoint) throws IOException {
            Files.writeString(file, checkpoint.line() + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            return null;
        }
    }

    private record Box(JavaMailSender sender, String to, String from) implements AnchorPlace {

        @Override
        public String name() {
            return "MAIL";
        }

        @Override
        public String leave(Checkpoint checkpoint) {
            SimpleMailMessage message = new SimpleMailMessage();
            message.setTo(to.split("\\s*,\\s*"));
            if (!from.isBlank()) {
                message.setFrom(from);
            }
            message.setSubject("Tusoi checkpoint " + checkpoint.no() + " " + checkpoint.code());
            message.setText(checkpoint.line() + "\n");
            sender.send(message);
            return null;
        }
    }

    private record Authority(URI address) implements AnchorPlace {

        private static final Duration PATIENCE = Duration.ofSeconds(20);

        @Override
        public String name() {
            return "TSA";
        }

        @Override
        public String leave(Checkpoint checkpoint) throws Exception {
            TimeStampRequestGenerator generator = new TimeStampRequestGenerator();
            generator.setCertReq(true);
            TimeStampRequest request = generator.generate(TSPAlgorithms.SHA256, HexFormat.of().parseHex(checkpoint.hash()), new BigInteger(64, new SecureRandom()));
            HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            HttpResponse<byte[]> answer = client.send(HttpRequest.newBuilder(address).timeout(PATIENCE).header("Content-Type", "application/timestamp-query")
                    .POST(HttpRequest.BodyPublishers.ofByteArray(request.getEncoded())).build(), HttpResponse.BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new IOException("the authority answered " + answer.statusCode() + " " + new String(answer.body(), 0, Math.min(80, answer.body().length), StandardCharsets.US_ASCII));
            }
            TimeStampResponse response = new TimeStampResponse(answer.body());
            response.validate(request);
            if (response.getTimeStampToken() == null) {
                throw new IOException("the authority gave no time stamp: " + response.getStatusString());
            }
            return Base64.getEncoder().encodeToString(response.getTimeStampToken().getEncoded());
        }
    }
}
