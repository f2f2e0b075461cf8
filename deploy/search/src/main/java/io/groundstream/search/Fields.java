package io.groundstream.search;

import io.groundstream.schemas.avro.SearchDocument;
import io.groundstream.schemas.avro.SearchEntity;
import io.groundstream.search.follow.Block;
import io.groundstream.search.follow.Projection;
import io.groundstream.search.query.Field;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.DoubleField;
import org.apache.lucene.document.Field.Store;
import org.apache.lucene.document.LongField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A search document as Lucene's: one for each box, and behind them one for the image. */
final class Fields implements Projection<SearchDocument> {
    /** The phrases as facets. */
    static final String FACETS = "facets";

    @Override
    public Class<SearchDocument> type() {
        return SearchDocument.class;
    }

    @Override
    public int revision() {
        return 2;
    }

    @Override
    public Block documents(SearchDocument document) {
        return new Block(
                image(document), document.getEntities().stream().map(Fields::box).toList());
    }

    private static Document image(SearchDocument document) {
        var image = new Document();
        text(image, Field.CAPTION, document.getCaption());
        text(image, Field.CAPTION, document.getDetailedCaption());
        texts(document).forEach(text -> text(image, Field.TEXT, text));
        number(image, Field.CAPTION_CONFIDENCE, document.getConfidence());
        number(image, Field.WIDTH, document.getWidth());
        number(image, Field.HEIGHT, document.getHeight());
        time(image, Field.SUBMITTED_AT, document.getSubmittedAt());
        time(image, Field.ANNOTATED_AT, document.getAnnotatedAt());
        document.getKinds().forEach(kind -> keyword(image, Field.KIND, kind.name()));
        keyword(image, Field.IMAGE_ID, document.getImageId());
        keyword(image, Field.MEDIA_TYPE, document.getMediaType());
        keyword(image, Field.CONTENT_SHA256, document.getContentSha256());
        keyword(image, Field.MODEL, document.getModel());
        keyword(image, Field.MODEL_REVISION, document.getModelRevision());
        keyword(image, Field.PROMPT_REVISION, document.getPromptRevision());
        keyword(image, Field.DERIVED_FROM, document.getDerivedFrom());
        document.getAttributes()
                .forEach(
                        (key, value) ->
                                keyword(image, Field.ATTRIBUTES, Field.attribute(key, value)));
        facets(document.getPhrases())
                .forEach(
                        facet ->
                                image.add(
                                        new SortedSetDocValuesField(FACETS, new BytesRef(facet))));
        return image;
    }

    private static Document box(SearchEntity entity) {
        var box = new Document();
        text(box, Field.PHRASE, entity.getPhrase());
        number(box, Field.CONFIDENCE, entity.getConfidence());
        number(box, Field.AREA, entity.getArea());
        return box;
    }

    /** Each text once, and the phrases that stand in none of them. */
    private static Set<String> texts(SearchDocument document) {
        var texts = new LinkedHashSet<String>();
        texts.add(document.getCaption());
        if (document.getDetailedCaption() != null) {
            texts.add(document.getDetailedCaption());
        }
        texts.addAll(document.getTexts());
        var all = String.join("\n", texts);
        document.getPhrases().stream().filter(phrase -> !all.contains(phrase)).forEach(texts::add);
        return texts;
    }

    private static Set<String> facets(List<String> phrases) {
        var facets = new LinkedHashSet<String>();
        phrases.stream().map(FacetLabel::of).filter(label -> !label.isEmpty()).forEach(facets::add);
        return facets;
    }

    private static void text(Document document, Field field, @Nullable String text) {
        if (text != null && !text.isEmpty()) {
            document.add(new TextField(field.label(), text, Store.NO));
        }
    }

    private static void keyword(Document document, Field field, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            document.add(new StringField(field.label(), value, Store.NO));
        }
    }

    private static void number(Document document, Field field, double value) {
        document.add(new DoubleField(field.label(), value, Store.NO));
    }

    private static void time(Document document, Field field, Instant time) {
        document.add(new LongField(field.label(), time.toEpochMilli(), Store.NO));
    }
}
