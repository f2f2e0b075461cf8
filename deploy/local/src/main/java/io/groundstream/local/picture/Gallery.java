package io.groundstream.local.picture;

import io.groundstream.schemas.avro.TaskResult;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Annotated pictures side by side on one sheet, each put where the sheet is shortest so far. */
public final class Gallery {
    private static final int COLUMNS = 3;
    private static final int WIDTH = 400;
    private static final int GAP = 12;

    private record Tile(BufferedImage picture, int x, int y) {}

    private final List<Tile> tiles = new ArrayList<>();
    private final int[] bottoms = new int[COLUMNS];

    public Gallery() {
        Arrays.fill(bottoms, GAP);
    }

    public void add(BufferedImage picture, TaskResult result) {
        var tile = AnnotatedPicture.draw(picture, result, WIDTH);
        int column = 0;
        for (int i = 1; i < COLUMNS; i++) {
            column = bottoms[i] < bottoms[column] ? i : column;
        }
        tiles.add(new Tile(tile, GAP + column * (WIDTH + GAP), bottoms[column]));
        bottoms[column] += tile.getHeight() + GAP;
    }

    public BufferedImage sheet() {
        int width = GAP + COLUMNS * (WIDTH + GAP);
        int height = Arrays.stream(bottoms).max().orElseThrow();
        var sheet = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setColor(new Color(0xe8eaed));
        graphics.fillRect(0, 0, width, height);
        tiles.forEach(tile -> graphics.drawImage(tile.picture(), tile.x(), tile.y(), null));
        graphics.dispose();
        return sheet;
    }
}
