"""How much of unseen scenes the model gets right, by the reference's own greedy generation."""

import torch
from transformers.models.kosmos2.processing_kosmos2 import clean_text_and_extract_entities_with_bboxes as parse

import vocabulary
from scenes import pixels


def iou(a, b) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    both = max(width, 0) * max(height, 0)
    return both / ((a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - both) if both else 0.0


@torch.no_grad()
def generate(model, tokenizer, wording, pixel_values) -> list[str]:
    ids = torch.tensor([wording.brief] * len(pixel_values))
    slots = torch.zeros(ids.shape, dtype=torch.bool)
    slots[:, 2 : 2 + vocabulary.SLOTS] = True
    out = model.generate(
        pixel_values=pixel_values, input_ids=ids, attention_mask=torch.ones_like(ids), image_embeds_position_mask=slots,
        max_new_tokens=64, do_sample=False, bos_token_id=0, pad_token_id=1, eos_token_id=2,
    )
    return [text.split("</image>")[-1] for text in tokenizer.batch_decode(out, skip_special_tokens=True)]


def score(texts: list[str], truths: list[dict]) -> dict:
    exact = same_text = found = true = 0
    overlaps = []
    for text, truth in zip(texts, truths):
        caption, entities = parse(text)
        wanted = truth["phrases"]
        exact += {e[0] for e in entities} == {p["phrase"] for p in wanted} and len(entities) == len(wanted)
        same_text += caption == truth["caption"]
        true += len(wanted)
        left = [(e[0], box) for e in entities for box in e[2]]
        for phrase in wanted:
            candidates = sorted((iou(box, phrase["box"]), name, box) for name, box in left if name == phrase["phrase"])
            best = candidates[-1] if candidates else (0.0, "", None)
            overlaps.append(best[0])
            if best[0] >= 0.5:
                found += 1
                left.remove((best[1], best[2]))
    return {
        "scenes": len(truths),
        "captionExact": round(exact / len(truths), 4),
        "captionText": round(same_text / len(truths), 4),
        "groundingRecallAt50": round(found / true, 4),
        "meanIou": round(sum(overlaps) / len(overlaps), 4),
    }


def on_stream(model, tokenizer, wording, pairs, size=64) -> dict:
    texts = []
    for at in range(0, len(pairs), size):
        texts += generate(model, tokenizer, wording, pixels([p for _, p in pairs[at : at + size]]))
    return score(texts, [truth for truth, _ in pairs])
