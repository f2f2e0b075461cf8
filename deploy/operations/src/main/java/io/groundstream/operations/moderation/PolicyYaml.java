package io.groundstream.operations.moderation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.util.StringQuotingChecker;

import io.groundstream.schemas.avro.ModerationPolicy;
import io.groundstream.schemas.avro.ModerationRule;
import io.groundstream.schemas.json.PlainJson;
import io.groundstream.schemas.service.ConfigException;
import io.groundstream.topology.moderate.PolicyFault;
import io.groundstream.topology.moderate.PolicyRules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A policy as people write it. */
public final class PolicyYaml {
    private static final int MOST_FAULTS = 50;
    private static final StringQuotingChecker QUOTES =
            new StringQuotingChecker.Default() {
                @Override
                public boolean needToQuoteValue(String value) {
                    // NEL ends a line, and would be read as a blank
                    return super.needToQuoteValue(value) || value.indexOf('\u0085') >= 0;
                }
            };
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .stringQuotingChecker(QUOTES)
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .build())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private PolicyYaml() {}

    /** What a text is. */
    public sealed interface Reading {
        /** A policy that may come into force. */
        record Good(ModerationPolicy policy) implements Reading {}

        /** None, and everything that is wrong with it. */
        record Bad(List<PolicyFault> faults) implements Reading {}
    }

    /**
     * The policy in the file, as revision 1.
     *
     * @throws ConfigException that names all faults with their places
     */
    public static ModerationPolicy read(Path file) {
        try {
            return switch (read(Files.readAllBytes(file))) {
                case Reading.Good(var policy) -> policy;
                case Reading.Bad(var faults) ->
                        throw new ConfigException(file + ": " + told(faults));
            };
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e);
        }
    }

    /** The policy in the text, as revision 1. */
    public static Reading read(byte[] text) {
        var fields = new YamlFields();
        ModerationPolicy policy;
        try {
            policy = policy(fields, YAML.readTree(text));
        } catch (JsonProcessingException e) {
            return new Reading.Bad(List.of(noYaml(e)));
        } catch (IOException e) {
            return new Reading.Bad(List.of(new PolicyFault("", "no YAML: " + e.getMessage())));
        }
        var known = fields.faults().stream().map(PolicyFault::path).collect(Collectors.toSet());
        var faults =
                Stream.concat(
                                fields.faults().stream(),
                                PolicyRules.faults(policy).stream()
                                        .filter(fault -> !known.contains(fault.path())))
                        .toList();
        return faults.isEmpty() ? new Reading.Good(policy) : new Reading.Bad(faults);
    }

    /** The policy as it can be read again. */
    public static String write(ModerationPolicy policy) {
        try {
            var all = (com.fasterxml.jackson.databind.node.ObjectNode) PlainJson.of(policy);
            all.remove(List.of("policyId", "revision", "createdAt"));
            return YAML.writeValueAsString(all);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One line each: all of them, or how many more there are. */
    public static List<String> lines(List<PolicyFault> faults) {
        var shown = faults.stream().limit(MOST_FAULTS).map(PolicyFault::toString);
        int more = faults.size() - MOST_FAULTS;
        return Stream.concat(shown, more > 0 ? Stream.of("and " + more + " more") : Stream.of())
                .toList();
    }

    static String told(List<PolicyFault> faults) {
        return String.join("; ", lines(faults));
    }

    private static PolicyFault noYaml(JsonProcessingException e) {
        var at = e.getLocation();
        var place = at == null ? "" : "line " + at.getLineNr() + ", column " + at.getColumnNr();
        return new PolicyFault(
                place, "no YAML: " + e.getOriginalMessage().lines().findFirst().orElse(""));
    }

    private static ModerationPolicy policy(YamlFields fields, JsonNode root) {
        var at = fields.object("", root, "rules", "sampleRate", "comment", "actor");
        var rules = at.list("rules").stream().map(rule -> rule(fields, rule)).toList();
        return ModerationPolicy.newBuilder()
                .setRules(rules)
                .setSampleRate(at.number("sampleRate", 0))
                .setComment(at.text("comment", ""))
                .setActor(at.text("actor", ""))
                .build();
    }

    private static ModerationRule rule(YamlFields fields, YamlFields.Place place) {
        var at =
                fields.object(
                        place.path(),
                        place.node(),
                        "ruleId",
                        "category",
                        "severity",
                        "terms",
                        "excluded",
                        "minConfidence",
                        "minBoxArea",
                        "verdict",
                        "groundedOnly");
        return ModerationRule.newBuilder()
                .setRuleId(at.text("ruleId", ""))
                .setCategory(at.text("category", ""))
                .setSeverity(at.integer("severity", 0))
                .setTerms(at.texts("terms"))
                .setExcluded(at.texts("excluded"))
                .setMinConfidence(at.number("minConfidence", 0))
                .setMinBoxArea(at.number("minBoxArea", 0))
                .setVerdict(at.verdict("verdict"))
                .setGroundedOnly(at.flag("groundedOnly"))
                .build();
    }
}
