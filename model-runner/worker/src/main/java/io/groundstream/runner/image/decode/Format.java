package io.groundstream.runner.image.decode;

/** Encodings of pictures, known by their first bytes and by nothing else. */
public enum Format {
    JPEG("image/jpeg"),
    PNG("image/png"),
    GIF("image/gif"),
    WEBP("image/webp"),
    BMP("image/bmp"),
    TIFF("image/tiff"),
    UNKNOWN("application/octet-stream");

    private final String mediaType;

    Format(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** Reads the structure; anything that it throws is the picture's fault. */
    public Encoded read(byte[] bytes) throws RefusedException {
        return switch (this) {
            case JPEG -> JpegHeader.read(bytes);
            case PNG -> PngPicture.read(bytes);
            case GIF -> GifPicture.read(bytes);
            case WEBP -> WebpPicture.read(bytes);
            case BMP -> BmpPicture.read(bytes);
            case TIFF -> TiffPicture.read(bytes);
            case UNKNOWN ->
                    throw RefusedException.unsupported(
                            "pictures are JPEG, PNG, GIF, WebP, BMP or TIFF, these bytes are none"
                                    + " of them");
        };
    }

    public static Format of(byte[] bytes) {
        if (begins(bytes, 0, 0xFF, 0xD8, 0xFF)) {
            return JPEG;
        }
        if (begins(bytes, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n')) {
            return PNG;
        }
        if (begins(bytes, 0, 'G', 'I', 'F', '8')) {
            return GIF;
        }
        if (begins(bytes, 0, 'R', 'I', 'F', 'F') && begins(bytes, 8, 'W', 'E', 'B', 'P')) {
            return WEBP;
        }
        if (begins(bytes, 0, 'B', 'M') && begins(bytes, 6, 0, 0, 0, 0)) {
            return BMP;
        }
        if (begins(bytes, 0, 'I', 'I', 42, 0) || begins(bytes, 0, 'M', 'M', 0, 42)) {
            return TIFF;
        }
        return UNKNOWN;
    }

    private static boolean begins(byte[] bytes, int at, int... wanted) {
        if (bytes.length < at + wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if ((bytes[at + i] & 0xFF) != wanted[i]) {
                return false;
            }
        }
        return true;
    }
}
