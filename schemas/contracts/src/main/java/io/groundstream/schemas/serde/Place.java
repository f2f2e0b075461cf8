package io.groundstream.schemas.serde;

/** Where a record stands; partition and offset are -1 where they are not known. */
public record Place(String topic, int partition, long offset) {
    public static Place unknownIn(String topic) {
        return new Place(topic, -1, -1);
    }

    @Override
    public String toString() {
        return partition < 0 ? topic : topic + "-" + partition + "@" + offset;
    }
}
