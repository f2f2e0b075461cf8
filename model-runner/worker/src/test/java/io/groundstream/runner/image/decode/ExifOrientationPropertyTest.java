package io.groundstream.runner.image.decode;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

class ExifOrientationPropertyTest {
    @Property(tries = 500, seed = "4711")
    void exifOfAnyContentHasSomeOrientation(@ForAll @Size(max = 120) byte[] rest) {
        var exif = "Exif\0\0MM\0*".getBytes(StandardCharsets.ISO_8859_1);
        var bytes = Arrays.copyOf(exif, exif.length + rest.length);
        System.arraycopy(rest, 0, bytes, exif.length, rest.length);

        assertThat(ExifOrientation.in(bytes, 0, bytes.length)).isNotNull();
    }
}
