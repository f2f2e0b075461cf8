package io.groundstream.search.query;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a query may name, by the names of the contract's fields where it has one. */
public enum Field {
    CAPTION("caption", Type.TEXT),
    TEXT("text", Type.TEXT),
    PHRASE("phrase", Type.PHRASE),
    CONFIDENCE("confidence", Type.BOX_NUMBER),
    AREA("area", Type.BOX_NUMBER),
    CAPTION_CONFIDENCE("captionConfidence", Type.NUMBER),
    WIDTH("width", Type.NUMBER),
    HEIGHT("height", Type.NUMBER),
    SUBMITTED_AT("submittedAt", Type.TIME),
    ANNOTATED_AT("annotatedAt", Type.TIME),
    /** Of the tasks, by the contract's names. */
    KIND("kind", Type.KEYWORD),
    IMAGE_ID("imageId", Type.KEYWORD),
    MEDIA_TYPE("mediaType", Type.KEYWORD),
    CONTENT_SHA256("contentSha256", Type.KEYWORD),
    MODEL("model", Type.KEYWORD),
    MODEL_REVISION("modelRevision", Type.KEYWORD),
    PROMPT_REVISION("promptRevision", Type.KEYWORD),
    DERIVED_FROM("derivedFrom", Type.KEYWORD),
    /** Keys and values together, so that publishers cannot make fields. */
    ATTRIBUTES("attributes", Type.KEYWORD);

    /** How it is asked for. */
    enum Type {
        /** Words of an image. */
        TEXT,
        /** Words of one box. */
        PHRASE,
        /** A number of one box. */
        BOX_NUMBER,
        NUMBER,
        TIME,
        /** A value as it stands. */
        KEYWORD
    }

    private final String label;
    private final Type type;

    Field(String label, Type type) {
        this.label = label;
        this.type = type;
    }

    /** Its name in queries and in the index. */
    public String label() {
        return label;
    }

    Type type() {
        return type;
    }

    static Optional<Field> of(String label) {
        return Arrays.stream(values()).filter(field -> field.label.equals(label)).findFirst();
    }

    static String labels() {
        return Arrays.stream(values()).map(Field::label).collect(Collectors.joining(", "));
    }

    /** An attribute as one value. */
    public static String attribute(String key, String value) {
        return key + '\0' + value;
    }
}
