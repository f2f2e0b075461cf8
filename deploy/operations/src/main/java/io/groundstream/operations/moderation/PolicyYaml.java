package io.groundstream.operations.moderation;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;

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
    private static final YAMLMapper YAML =
            YAMLMapper.builder(
                            YAMLFactory.builder()
                                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
                                    .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
                                    .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
                                    .build())
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private PolicyYaml() {}

    /**
     * The policy in the file, under this revision.
     *
     * @throws ConfigException that names all faults with their places
     */
    public static ModerationPolicy read(Path file, int revision) {
        var root = parse(file);
        var reader = new YamlFields();
        var policy = policy(reader, root, revision);
        var known = reader.faults().stream().map(PolicyFault::path).collect(Collectors.toSet());
        var faults =
                Stream.concat(
                                reader.faults().stream(),
                                PolicyRules.faults(policy).stream()
                                        .filter(fault -> !known.contains(fault.path())))
                        .toList();
        if (!faults.isEmpty()) {
            throw new ConfigException(file + ": " + told(faults));
        }
        return policy;
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

    /** All of them, or how many more there are. */
    static String told(List<PolicyFault> faults) {
        var shown =
                faults.stream()
                        .limit(MOST_FAULTS)
                        .map(PolicyFault::toString)
                        .collect(Collectors.joining("; "));
        int more = faults.size() - MOST_FAULTS;
        return more > 0 ? shown + "; and " + more + " more" : shown;
    }

    private static JsonNode parse(Path file) {
        try {
            return YAML.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            var place = at == null ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
            throw new ConfigException(
                    file
                            + place
                            + ": no YAML: "
                            + e.getOriginalMessage().lines().findFirst().orElse(""));
        } catch (IOException e) {
            throw new ConfigException(file + " cannot be read: " + e);
        }
    }

    private static ModerationPolicy policy(YamlFields fields, JsonNode root, int revision) {
        var at = fields.object("", root, "rules", "sampleRate", "comment", "actor");
        var rules = at.list("rules").stream().map(rule -> rule(fields, rule)).toList();
        return ModerationPolicy.newBuilder()
                .setRevision(revision)
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
