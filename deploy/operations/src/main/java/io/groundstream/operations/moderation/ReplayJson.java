package io.groundstream.operations.moderation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.groundstream.operations.moderation.Replay.Difference;
import io.groundstream.schemas.json.PlainJson;

/** What a policy would change, as a tool reads it. */
public final class ReplayJson {
    private ReplayJson() {}

    public static ObjectNode of(Difference difference) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("images", difference.images()).put("changed", difference.changed());
        node.put("overridden", difference.overridden());
        node.put("unprocessed", difference.unprocessed());
        var transitions = node.putArray("transitions");
        for (var transition : difference.transitions()) {
            var one = transitions.addObject();
            one.put("from", transition.from()).put("to", transition.to());
            one.put("images", transition.images());
            var examples = one.putArray("examples");
            for (var example : transition.examples()) {
                var shown = examples.addObject().put("imageId", example.imageId());
                shown.set("findings", PlainJson.of(example.findings()));
            }
        }
        return node;
    }
}
