package io.groundstream.console.pipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.console.request.Replies;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The newest points. Safe for many threads. */
final class Ring {
    private final int size;
    private final Deque<Point> points = new ArrayDeque<>();

    Ring(int size) {
        this.size = size;
    }

    synchronized void add(Point point) {
        points.addLast(point);
        if (points.size() > size) {
            points.removeFirst();
        }
    }

    /** The oldest first. */
    synchronized List<Point> points() {
        return List.copyOf(points);
    }

    /** The newest point, and all of them as a list for each series. */
    ObjectNode json() {
        var all = points();
        var node = Replies.object();
        if (all.isEmpty()) {
            node.putNull("now");
        } else {
            node.set("now", all.getLast().json());
            all.getLast().putStates(node);
        }
        var lists = node.putObject("series");
        var times = lists.putArray("at");
        all.forEach(point -> times.add(point.at()));
        for (var series : Series.values()) {
            var list = lists.putArray(series.label());
            all.forEach(point -> list.add(point.values().get(series)));
        }
        return node;
    }
}
