package io.groundstream.search.follow;

import org.apache.avro.specific.SpecificRecord;

/** What of a record can be searched. */
public interface Projection<T extends SpecificRecord> {
    Class<T> type();

    /** Another number means that indices of the earlier one are built again. */
    int revision();

    /** The record as documents; the record itself is kept beside them without anyone's doing. */
    Block documents(T record);
}
