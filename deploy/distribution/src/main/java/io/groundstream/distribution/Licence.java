package io.groundstream.distribution;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** A licence as a pom names it. */
record Licence(String name, String url) {
    private static final Map<Pattern, String> IDENTIFIERS = identifiers();

    /** SPDX's identifier, where the name or the address leaves no doubt. */
    Optional<String> identifier() {
        return IDENTIFIERS.entrySet().stream()
                .filter(known -> known.getKey().matcher(name + " " + url).find())
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static Map<Pattern, String> identifiers() {
        var known = new LinkedHashMap<String, String>();
        known.put("apache.*2|^ASL", "Apache-2.0");
        known.put("eclipse public license.*2|EPL-2", "EPL-2.0");
        known.put("eclipse public license.*1|EPL-1", "EPL-1.0");
        known.put("classpath exception|GPL2 w/ CPE", "GPL-2.0-with-classpath-exception");
        known.put("lesser general public license.*2\\.1|LGPL-2\\.1", "LGPL-2.1-only");
        known.put("^(GPL-2\\.0|gnu general public license.*2)", "GPL-2.0-only");
        known.put("BSD.?2|simplified BSD|2-clause", "BSD-2-Clause");
        known.put("BSD.?3|new BSD|revised BSD|3-clause", "BSD-3-Clause");
        known.put("MIT.?0", "MIT-0");
        known.put("\\bMIT\\b", "MIT");
        known.put("CC0|publicdomain/zero", "CC0-1.0");
        var patterns = new LinkedHashMap<Pattern, String>();
        known.forEach(
                (text, id) -> patterns.put(Pattern.compile(text, Pattern.CASE_INSENSITIVE), id));
        return patterns;
    }
}
