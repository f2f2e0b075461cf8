package io.groundstream.topology.moderate;

import io.groundstream.schemas.avro.ModerationPolicy;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** How policies stand on their topic: under the key {@code policyId@revision}. */
public final class PolicyReading {
    private static final int DIGEST_CHARS = 16;

    private PolicyReading() {}

    public static String key(ModerationPolicy policy) {
        return policy.getPolicyId() + "@" + policy.getRevision();
    }

    /** True if the key says that this is a policy that may come into force. */
    public static boolean isOfDefault(String key) {
        return key.startsWith(PolicyRules.DEFAULT + "@");
    }

    /** Everything that keeps the policy under this key from coming into force. */
    public static List<PolicyFault> faults(String key, ModerationPolicy policy) {
        var faults = new ArrayList<PolicyFault>();
        if (!key.equals(key(policy))) {
            faults.add(
                    new PolicyFault(
                            "", "the record's key must be " + key(policy) + ", got " + key));
        }
        faults.addAll(PolicyRules.faults(policy));
        return faults;
    }

    /** Of the record's bytes. */
    public static String digest(byte[] record) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(record);
            return HexFormat.of().formatHex(digest).substring(0, DIGEST_CHARS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
