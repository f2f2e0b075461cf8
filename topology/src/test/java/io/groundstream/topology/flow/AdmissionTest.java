package io.groundstream.topology.flow;

import static io.groundstream.schemas.avro.FailureCode.BAD_TASK;
import static io.groundstream.schemas.avro.FailureCode.CORRUPT_IMAGE;
import static io.groundstream.schemas.avro.FailureCode.SCHEMA;
import static io.groundstream.schemas.avro.FailureCode.TIMEOUT;
import static io.groundstream.schemas.avro.FailureCode.TOO_LARGE;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundstream.schemas.avro.Annotation;
import io.groundstream.schemas.avro.Box;
import io.groundstream.schemas.avro.FailureCode;
import io.groundstream.schemas.avro.ImageEvent;
import io.groundstream.schemas.avro.ImageReference;
import io.groundstream.schemas.avro.ImageStatus;
import io.groundstream.schemas.avro.InlineImage;
import io.groundstream.schemas.avro.Lane;
import io.groundstream.schemas.avro.Stage;
import io.groundstream.schemas.avro.TaskKind;
import io.groundstream.schemas.avro.TaskRequest;
import io.groundstream.schemas.catalog.Headers;
import io.groundstream.schemas.catalog.Topics;
import io.groundstream.schemas.serde.Encoder;

import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class AdmissionTest {
    private static final String TRACE = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    private final Driver driver = new Driver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void anEventBecomesARequestOnItsLane() {
        var version = driver.publish(Sample.inline("a").build());
        driver.publish(Sample.bulk("b"));

        var request = driver.requests(Lane.INTERACTIVE).getFirst();
        assertThat(request.getWorkKey()).matches("[0-9a-f]{64}");
        assertThat(request.getVersion()).isEqualTo(version);
        assertThat(request.getAttempt()).isEqualTo(1);
        assertThat(Sample.picture(request)).isEqualTo("a");
        assertThat(request.getRequestedAt()).isEqualTo(Driver.START);
        assertThat(driver.requests(Lane.BULK)).hasSize(1);
        assertThat(driver.inFlight()).isEqualTo(2);
    }

    @Test
    void noTasksMeanOneBriefCaption() {
        driver.publish(Sample.inline("a").build());

        assertThat(driver.request().getTasks())
                .singleElement()
                .extracting(TaskRequest::getKind)
                .isEqualTo(TaskKind.BRIEF_CAPTION);
    }

    @Test
    void theStateHoldsNoBytes() {
        driver.publish(Sample.inline("a").build());

        var kept = (InlineImage) driver.state("a").getEvent().getContent();
        assertThat(kept.getData().remaining()).isZero();
        assertThat(driver.state("a").getStatus()).isEqualTo(ImageStatus.IN_FLIGHT);
        var work = driver.work(driver.request().getWorkKey());
        assertThat(((InlineImage) work.getContent()).getData().remaining()).isZero();
    }

    @Test
    void theRequestCarriesItsFlightAndTheTraceOfTheEvent() {
        var headers = new RecordHeaders();
        headers.add(Headers.TRACEPARENT, TRACE.getBytes(StandardCharsets.UTF_8));
        driver.publish(new TestRecord<>("a", encoded(Sample.inline("a").build()), headers));

        var sent = driver.records(Driver.TOPICS.inferenceRequests(Lane.INTERACTIVE)).getFirst();
        assertThat(header(sent, Headers.TRACEPARENT)).isEqualTo(TRACE);
        assertThat(header(sent, Headers.FLIGHT_ID)).isEqualTo(driver.request().getFlightId());
    }

    @Test
    void anInvalidTraceIsReplacedByANewOne() {
        var headers = new RecordHeaders();
        headers.add(Headers.TRACEPARENT, "nonsense".getBytes(StandardCharsets.UTF_8));
        driver.publish(new TestRecord<>("a", encoded(Sample.inline("a").build()), headers));

        var sent = driver.records(Driver.TOPICS.inferenceRequests(Lane.INTERACTIVE)).getFirst();
        assertThat(header(sent, Headers.TRACEPARENT))
                .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01")
                .isNotEqualTo(TRACE);
    }

    @Test
    void anotherRecordsSchemaIsADeadLetterAndTheNextImageIsRequested() {
        var foreign = Annotation.newBuilder().setImageId("a").build();
        var subject = Topics.subject(Driver.TOPICS.annotations());
        var version =
                driver.publish(
                        "a", new Encoder<Annotation>(driver.registry, subject).encode(foreign));
        driver.publish(Sample.inline("b").build());

        var letter = driver.letters().getFirst();
        assertThat(letter.getCode()).isEqualTo(SCHEMA);
        assertThat(letter.getStage()).isEqualTo(Stage.ADMIT);
        assertThat(letter.getEvent()).isNull();
        assertThat(letter.getAttempts()).isZero();
        assertThat(letter.getOrigin().getTopic()).isEqualTo("t.images");
        assertThat(letter.getOrigin().getOffset()).isEqualTo(version.getOffset());
        assertThat(letter.getOrigin().getVersion()).isEqualTo(version);
        assertThat(Sample.picture(driver.request())).isEqualTo("b");
    }

    @Test
    void garbageIsADeadLetter() {
        driver.publish("a", new byte[] {'J', 'F', 'I', 'F', 0, 1, 2});
        driver.publish("b", new byte[0]);

        assertThat(driver.letters()).extracting("code").containsExactly(SCHEMA, SCHEMA);
    }

    @Test
    void aBrokenRecordTakesThePlaceOfWhatWasInFlightAndOfOlderAnnotations() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.generated("old"));
        driver.publish(Sample.inline("a").build());
        var overtaken = driver.request();
        driver.publish("a", new byte[] {9});
        driver.answer(overtaken, Sample.generated("late"));

        assertThat(driver.compacted(Driver.TOPICS.annotations())).isEmpty();
        assertThat(driver.compacted(Driver.TOPICS.deadLetters())).containsExactly("a");
        assertThat(driver.counted("superseded")).isEqualTo(1);
        assertThat(driver.dropped("late")).isEqualTo(1);
        assertThat(driver.state("a").getStatus()).isEqualTo(ImageStatus.DEAD_LETTERED);
        assertThat(driver.inFlight()).isZero();
    }

    @Test
    void aKeyThatIsNotTheImageIdIsRefused() {
        driver.publish("other", encoded(Sample.inline("a").build()));

        assertRefused(SCHEMA);
        assertThat(driver.letters().getFirst().getImageId()).isEqualTo("other");
    }

    @Test
    void aKeyThatNoImageCanHaveIsShortenedInItsLetter() {
        var key = "k".repeat(100_000);
        driver.publish(key, encoded(Sample.inline(key).build()));

        assertRefused(SCHEMA);
        assertThat(driver.letters().getFirst().getImageId()).hasSizeLessThanOrEqualTo(512);
    }

    @Test
    void wrongTasksAreRefused() {
        assertRefused(BAD_TASK, new TaskRequest(TaskKind.UNSPECIFIED, null, null));
        assertRefused(BAD_TASK, new TaskRequest(TaskKind.GROUND_PHRASE, " ", null));
        assertRefused(BAD_TASK, new TaskRequest(TaskKind.ANSWER, "x".repeat(5_000), null));
        assertRefused(BAD_TASK, new TaskRequest(TaskKind.BRIEF_CAPTION, "a cat", null));
        assertRefused(BAD_TASK, new TaskRequest(TaskKind.DESCRIBE_REGION, null, null));
        assertRefused(
                BAD_TASK,
                new TaskRequest(TaskKind.DESCRIBE_REGION, null, new Box(0.5, 0.0, 0.4, 1.0)));
        assertRefused(
                BAD_TASK,
                new TaskRequest(
                        TaskKind.DESCRIBE_REGION, null, new Box(0.0, Double.NaN, 1.0, 1.0)));
        var many = Collections.nCopies(17, new TaskRequest(TaskKind.BRIEF_CAPTION, null, null));
        assertRefused(BAD_TASK, Sample.inline("a").setTasks(many).build());
    }

    @Test
    void everyKindOfTaskIsAdmitted() {
        var tasks =
                List.of(
                        new TaskRequest(TaskKind.BRIEF_CAPTION, null, null),
                        new TaskRequest(TaskKind.DETAILED_CAPTION, null, null),
                        new TaskRequest(TaskKind.PLAIN_CAPTION, "", null),
                        new TaskRequest(TaskKind.GROUND_PHRASE, "a cat", null),
                        new TaskRequest(TaskKind.ANSWER, "what is it?", null),
                        new TaskRequest(TaskKind.GROUNDED_ANSWER, "where is it?", null),
                        new TaskRequest(
                                TaskKind.DESCRIBE_REGION, null, new Box(0.0, 0.0, 1.0, 1.0)));
        driver.publish(Sample.inline("a").setTasks(tasks).build());

        assertThat(driver.request().getTasks()).isEqualTo(tasks);
    }

    @Test
    void tooManyOrTooLongAttributesAreRefused() {
        var many =
                IntStream.range(0, 65)
                        .boxed()
                        .collect(Collectors.toMap(i -> "k" + i, i -> "v" + i));
        assertRefused(SCHEMA, Sample.inline("a").setAttributes(many).build());
        var huge = java.util.Map.of("k", "v".repeat(1 << 20));
        assertRefused(SCHEMA, Sample.inline("a").setAttributes(huge).build());
        assertThat(driver.letters().getLast().getEvent()).isNull();
    }

    @Test
    void contentsThatCannotBeAnImageAreRefused() {
        assertRefused(CORRUPT_IMAGE, inlineOf(0));
        assertRefused(TOO_LARGE, inlineOf((4 << 20) + 1));
        assertRefused(
                SCHEMA, Sample.inline("a").setContent(ImageReference.newBuilder().build()).build());
        assertRefused(
                SCHEMA,
                Sample.inline("a")
                        .setContent(
                                ImageReference.newBuilder()
                                        .setUri("https://a/b")
                                        .setSha256("ABC")
                                        .build())
                        .build());
    }

    @Test
    void anImageOfFourMebibytesIsRequested() {
        driver.publish(inlineOf(4 << 20));

        assertThat(((InlineImage) driver.request().getContent()).getData().remaining())
                .isEqualTo(4 << 20);
    }

    @Test
    void aRecordThatCouldNotBeWrittenAgainIsRefusedUnread() {
        driver.publish("a", new byte[(5 << 20) + 1]);

        assertRefused(TOO_LARGE);
        assertThat(driver.letters().getFirst().getEvent()).isNull();
    }

    @Test
    void aDeadlineThatHasPassedIsATimeout() {
        assertRefused(TIMEOUT, Sample.inline("a").setDeadline(Driver.START.minusMillis(1)).build());
    }

    @Test
    void aRefusedEventIsInItsLetterWithoutItsBytes() {
        driver.publish(inlineOf((4 << 20) + 1));

        var event = driver.letters().getFirst().getEvent();
        assertThat(((InlineImage) event.getContent()).getData().remaining()).isZero();
        assertThat(event.getAttributes()).containsEntry("album", "holiday");
    }

    @Test
    void aNewerEventSupersedesTheOneInFlight() {
        driver.publish(Sample.inline("a", "one").build());
        var first = driver.request();
        var version = driver.publish(Sample.inline("a", "another").build());
        var second = driver.request();
        driver.answer(first, Sample.generated("first"));
        driver.answer(second, Sample.generated("second"));

        assertThat(driver.annotations())
                .singleElement()
                .satisfies(
                        annotation -> {
                            assertThat(annotation.getVersion()).isEqualTo(version);
                            assertThat(annotation.getResults().getFirst().getText())
                                    .isEqualTo("second");
                        });
        assertThat(driver.counted("superseded")).isEqualTo(1);
        assertThat(driver.counted("annotated")).isEqualTo(1);
        assertThat(driver.dropped("late")).isEqualTo(1);
    }

    @Test
    void aDeletionInFlightLeavesNothingEvenWhenTheResultComes() {
        driver.publish(Sample.inline("a").build());
        var request = driver.request();
        driver.publish("a", (byte[]) null);
        driver.answer(request, Sample.generated("late"));
        driver.advance(Duration.ofMinutes(5));

        for (var topic :
                List.of(
                        Driver.TOPICS.annotations(),
                        Driver.TOPICS.searchDocuments(),
                        Driver.TOPICS.moderationDecisions(),
                        Driver.TOPICS.deadLetters())) {
            assertThat(driver.compacted(topic)).isEmpty();
            assertThat(driver.records(topic)).as("tombstone on " + topic).hasSize(1);
        }
        assertThat(driver.counted("deleted")).isEqualTo(1);
        assertThat(driver.dropped("late")).isEqualTo(1);
        assertThat(driver.state("a")).isNull();
        assertThat(driver.due()).isZero();
        assertThat(driver.inFlight()).isZero();
    }

    @Test
    void aDeletionOfASettledImageEndsNoVersionTwice() {
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.generated("a cat"));
        driver.publish("a", (byte[]) null);
        driver.publish("never seen", (byte[]) null);

        assertThat(driver.compacted(Driver.TOPICS.annotations())).isEmpty();
        assertThat(driver.counted("annotated")).isEqualTo(1);
        assertThat(driver.counted("deleted")).isZero();
    }

    @Test
    void aNewVersionRemovesTheDeadLetterOfTheOneBefore() {
        driver.publish("a", new byte[] {9});
        driver.publish(Sample.inline("a").build());
        driver.answer(driver.request(), Sample.generated("a cat"));

        assertThat(driver.compacted(Driver.TOPICS.deadLetters())).isEmpty();
        assertThat(driver.compacted(Driver.TOPICS.annotations())).containsExactly("a");
    }

    private void assertRefused(FailureCode code, TaskRequest task) {
        assertRefused(code, Sample.inline("a").setTasks(List.of(task)).build());
    }

    private void assertRefused(FailureCode code, ImageEvent event) {
        driver.publish(event);
        assertRefused(code);
    }

    private void assertRefused(FailureCode code) {
        assertThat(driver.letters().getLast().getCode()).isEqualTo(code);
        assertThat(driver.letters().getLast().getStage()).isEqualTo(Stage.ADMIT);
        assertThat(driver.requests(Lane.INTERACTIVE)).isEmpty();
        assertThat(driver.inFlight()).isZero();
    }

    private byte[] encoded(ImageEvent event) {
        return new Encoder<ImageEvent>(driver.registry, Topics.subject(Driver.TOPICS.images()))
                .encode(event);
    }

    private static ImageEvent inlineOf(int bytes) {
        return Sample.inline("a").setContent(new InlineImage(ByteBuffer.allocate(bytes))).build();
    }

    private static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
