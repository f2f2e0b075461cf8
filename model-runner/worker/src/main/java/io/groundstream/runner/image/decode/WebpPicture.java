package io.groundstream.runner.image.decode;

/**
 * A WebP, or the first frame of one on its canvas. libwebp decodes it; it is shown a still picture
 * made of that frame's own chunks.
 */
final class WebpPicture implements Encoded {
    private final Header header;
    private final WebpFrame frame;
    private final boolean transparent;

    /**
     * @param transparent whether the file says so; else what is not painted is black
     */
    WebpPicture(Header header, WebpFrame frame, boolean transparent) {
        this.header = header;
        this.frame = frame;
        this.transparent = transparent;
    }

    static Encoded read(byte[] bytes) throws RefusedException {
        return new WebpHeader(bytes).read();
    }

    @Override
    public Header header() {
        return header;
    }

    /** RGBA twice, in the decoder and out of it, and the canvas. */
    @Override
    public long memory() {
        return header.pixels() * (4 + 4 + 3);
    }

    @Override
    public Rows rows(int least) throws RefusedException {
        var library =
                Leptonica.find()
                        .orElseThrow(
                                () ->
                                        RefusedException.unsupported(
                                                "no decoder for WebP on this platform"));
        var rows = RgbaRows.decode(library, frame, transparent);
        return fills() ? rows : onCanvas(rows);
    }

    private boolean fills() {
        return frame.width() == header.width() && frame.height() == header.height();
    }

    private Rows onCanvas(Rows rows) throws RefusedException {
        try (rows) {
            var canvas = new WholePicture(header.width(), header.height());
            canvas.fill(transparent ? 255 : 0);
            for (int y = 0; y < frame.height(); y++) {
                canvas.scatter(rows.next(), frame.width(), frame.left(), 1, frame.top() + y);
            }
            return canvas;
        }
    }
}
