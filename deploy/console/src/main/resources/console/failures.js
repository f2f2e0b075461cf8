/** What failure codes mean, and what helps. */

const CODES = {
    INTERNAL: ['Internal fault', 'A fault of Groundstream itself. The log of the runner or the topology tells more.'],
    SCHEMA: ['Unreadable record', 'The record is no image event of a schema that is known. Publish it anew; a replay cannot help.'],
    FETCH: ['Not fetched', 'The bytes could not be fetched. Replay once the source answers again.'],
    FORBIDDEN_SOURCE: ['Forbidden source', 'The runner’s configuration does not allow this source. Allow it, then replay.'],
    TOO_LARGE: ['Too large', 'More bytes than the limit.'],
    UNSUPPORTED_FORMAT: ['Unsupported format', 'Not a picture of a kind that is read.'],
    CORRUPT_IMAGE: ['Corrupt picture', 'The bytes are no whole picture. Publish a good copy.'],
    TOO_MANY_PIXELS: ['Too many pixels', 'The picture unpacks to more than the limit.'],
    DIGEST_MISMATCH: ['Digest mismatch', 'The bytes are not those that the publisher declared.'],
    BAD_TASK: ['Bad task', 'The event asks for something that the model cannot do.'],
    TIMEOUT: ['Too late', 'The deadline passed, or no runner answered. Replay once there are runners enough.'],
    MODEL: ['Model fault', 'The model gave no usable answer.'],
    EXHAUSTED: ['Tries exhausted', 'It was tried as often as it may be. Replay once the cause is gone.'],
};

export function codeName(code) {
    return CODES[code]?.[0] ?? code;
}

export function codeHelp(code) {
    return CODES[code]?.[1] ?? '';
}
