package io.groundstream.local.secured;

import static org.apache.kafka.common.resource.ResourceType.TRANSACTIONAL_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundstream.backing.Acls;
import io.groundstream.operations.kafka.Cluster;
import io.groundstream.testing.Guarantees;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/** The services with what docs/security.md allows each of them, and what happens without. */
@ExtendWith(Secured.Lent.class)
class SecuredStackIT {
    private static final String PREFIX = "stack.";

    @TempDir Path folder;

    private final Secured secured;
    private final List<String> published = new ArrayList<>();
    private SecuredStack stack;

    SecuredStackIT(Secured secured) {
        this.secured = secured;
    }

    private void start(String... options) throws Exception {
        stack = new SecuredStack(secured, folder, PREFIX, options);
    }

    @AfterEach
    void close() throws Exception {
        stack.close();
    }

    /** One story, because a stack is slow to start: works, is refused, is allowed again. */
    @Test
    void eachServiceWorksWithWhatTheDocsListAndRecoversFromARefusal() throws Exception {
        start();
        publish("first", 10);
        stack.endings.awaitEnd(published);
        nobodyMayDoWhatIsNotListed();

        aRunnerThatMayNotAnswerStandsStillUntilItMay();
        aTopologyThatMayNotWriteEndsAndGoesOnWhenItIsStartedAnew();

        eachEndsOnceAndNoneIsADeadLetter();
        nothingToldASecret();
    }

    @Test
    @Tag("proof")
    void ofTwoHundredImagesNoneIsLostWhateverIsRefusedInTheMiddle() throws Exception {
        start();
        publish("many", 200);
        stack.endings.await(20, published);
        aRunnerThatIsNotKnownStandsStillUntilItIs();
        stack.endings.await(60, published);
        aTopologyThatIsNotKnownEndsAndGoesOnWhenItIsStartedAnew();
        stack.endings.await(100, published);
        aTopologyWithoutItsTransactionsEndsAndGoesOn();
        stack.endings.await(140, published);
        aBrokerShowsAnExpiredCertificateForAWhile();

        eachEndsOnceAndNoneIsADeadLetter();
        nothingToldASecret();
    }

    @Test
    @Tag("proof")
    void nothingIsToldAtTheFinestLevelEither() throws Exception {
        start("-Dgroundstream.log.level=DEBUG", "-Dgroundstream.kafka.log.level=DEBUG");
        publish("finest", 5);
        stack.endings.awaitEnd(published);
        assertThat(stack.runner.log()).contains("DEBUG");
        nothingToldASecret();
    }

    private void eachEndsOnceAndNoneIsADeadLetter() throws Exception {
        var outputs = stack.endings.awaitEnd(published);
        Guarantees.noneIsLost(published, outputs);
        Guarantees.noneEndsTwice(outputs);
        Guarantees.eachEndingIsDecidedOnce(outputs);
        assertThat(outputs)
                .filteredOn(output -> output.topic().equals(PREFIX + "dead-letters"))
                .allMatch(output -> output.value() == null);
    }

    private void aRunnerThatIsNotKnownStandsStillUntilItIs() throws Exception {
        secured.broker.removeUser("runner");
        secured.broker.restart();
        stack.runner.await("refused", () -> stack.runner.get("/health/ready").statusCode() == 503);
        assertThat(stack.runner.get("/health/ready").body()).contains("refuses our name");
        secured.broker.addUser("runner", Secured.password("runner"));
        stack.runner.awaitReady();
    }

    private void aTopologyThatIsNotKnownEndsAndGoesOnWhenItIsStartedAnew() throws Exception {
        secured.broker.removeUser("topology");
        secured.broker.restart();
        assertThat(stack.topology.awaitEnd()).isEqualTo(1);
        assertThat(stack.topology.lastWords()).contains("refuses our name or password");
        secured.broker.addUser("topology", Secured.password("topology"));
        stack.topology = stack.startTopology();
        stack.topology.awaitReady();
    }

    private void aTopologyWithoutItsTransactionsEndsAndGoesOn() throws Exception {
        var transactions =
                Acls.of("topology", PREFIX).stream()
                        .filter(acl -> acl.pattern().resourceType() == TRANSACTIONAL_ID)
                        .toList();
        Acls.revoke(secured.broker.admin(), transactions);
        assertThat(stack.topology.awaitEnd()).isEqualTo(1);
        assertThat(stack.topology.lastWords())
                .contains("does not allow this user its transactional id");
        Acls.allow(secured.broker.admin(), transactions);
        stack.topology = stack.startTopology();
        stack.topology.awaitReady();
    }

    private void aBrokerShowsAnExpiredCertificateForAWhile() throws Exception {
        var good = secured.broker.certificates().server();
        secured.broker.restart(secured.broker.certificates().expired());
        assertThat(stack.topology.awaitEnd()).isEqualTo(1);
        assertThat(stack.topology.lastWords()).contains("has expired");
        secured.broker.restart(good);
        stack.topology = stack.startTopology();
        stack.topology.awaitReady();
        stack.runner.awaitReady();
        stack.console.awaitReady();
    }

    private void aRunnerThatMayNotAnswerStandsStillUntilItMay() throws Exception {
        var write = ofTopic("runner", AclOperation.WRITE, "inference-results");
        Acls.revoke(secured.broker.admin(), write);
        publish("unanswered", 10);
        stack.runner.await("refused", () -> stack.runner.get("/health/ready").statusCode() == 503);

        assertThat(stack.runner.get("/health/ready").body())
                .contains("\"waiting\"", "does not allow this user")
                .contains("stack.inference-results", "docs/security.md");
        assertThat(stack.runner.get("/health/live").statusCode()).isEqualTo(200);

        Acls.allow(secured.broker.admin(), write);
        stack.runner.awaitReady();
        stack.endings.awaitEnd(published);
        assertThat(stack.runner.log().lines().filter(line -> line.startsWith("\tat "))).isEmpty();
        assertThat(stack.runner.log().lines().filter(line -> line.contains("refused, no requests")))
                .hasSizeBetween(1, 2);
    }

    private void aTopologyThatMayNotWriteEndsAndGoesOnWhenItIsStartedAnew() throws Exception {
        var write = ofTopic("topology", AclOperation.WRITE, "annotations");
        Acls.revoke(secured.broker.admin(), write);
        publish("unwritten", 10);

        assertThat(stack.topology.awaitEnd()).isEqualTo(1);
        assertThat(stack.topology.log().lines())
                .filteredOn(line -> line.contains("refused, the topology ends"))
                .first()
                .asString()
                .contains("does not allow this user", "stack.annotations", "docs/security.md");
        assertThat(stack.topology.lastWords()).startsWith("topology: the cluster at ");
        stack.topology = stack.startTopology();
        assertThat(stack.topology.awaitEnd()).isEqualTo(2);
        assertThat(stack.topology.lastWords())
                .startsWith("topology: the cluster at ")
                .contains("does not allow this user Write on topic stack.annotations: docs");

        Acls.allow(secured.broker.admin(), write);
        stack.topology = stack.startTopology();
        stack.topology.awaitReady();
    }

    private void nobodyMayDoWhatIsNotListed() {
        mayNotWrite("runner", "images");
        mayNotWrite("runner", "annotations");
        mayNotWrite("console", "annotations");
        mayNotWrite("publisher", "moderation-overrides");
        mayNotRead("publisher", "images");
        mayNotRead("runner", "images");
        for (var user : List.of("topology", "runner", "console", "publisher", "operator")) {
            assertThatThrownBy(
                            () -> {
                                try (var admin = cluster(user).admin()) {
                                    admin.deleteTopics(List.of(PREFIX + "images")).all().get();
                                }
                            })
                    .as(user)
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    private void mayNotWrite(String user, String topic) {
        assertThatThrownBy(
                        () -> {
                            try (var producer = cluster(user).producer()) {
                                producer.send(new ProducerRecord<>(PREFIX + topic, "k", null))
                                        .get();
                            }
                        })
                .as(user + " writes " + topic)
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(TopicAuthorizationException.class);
    }

    private void mayNotRead(String user, String topic) {
        assertThatThrownBy(() -> Endings.readFirst(cluster(user), PREFIX + topic))
                .as(user + " reads " + topic)
                .isInstanceOf(TopicAuthorizationException.class);
    }

    private void nothingToldASecret() throws Exception {
        var told = new ArrayList<String>();
        for (var one : List.of(stack.topology, stack.runner, stack.console)) {
            told.add(one.log());
            told.add(one.commandLine());
            told.add(one.get("/health").body());
            told.add(one.get("/metrics").body());
        }
        told.add(stack.console.get("/").body());
        for (var secret : Secrets.ALL) {
            assertThat(told).noneMatch(text -> text.contains(secret));
        }
    }

    private void publish(String name, int images) throws Exception {
        var ids = SecuredStack.ids(name, images);
        published.addAll(ids);
        stack.publish(ids, 80_000 + 1_000 * published.size()).join();
    }

    private Cluster cluster(String user) {
        return secured.cluster(user, PREFIX);
    }

    private static List<AclBinding> ofTopic(String user, AclOperation operation, String topic) {
        return Acls.of(user, PREFIX).stream()
                .filter(acl -> acl.pattern().name().equals(PREFIX + topic))
                .filter(acl -> acl.entry().operation() == operation)
                .toList();
    }
}
