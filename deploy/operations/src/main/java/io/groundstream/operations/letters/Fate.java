package io.groundstream.operations.letters;

/** What has become of an image since the event that its letter is about. */
enum Fate {
    /** Nothing: the event is the last of its image. */
    CURRENT,
    /** The event has been replayed, and nothing has come after that. */
    REPLAYED,
    /** A newer event stands in images. */
    REPLACED,
    /** The image was deleted. */
    DELETED,
    /** Neither the event nor anything after it stands in images any longer. */
    GONE
}
