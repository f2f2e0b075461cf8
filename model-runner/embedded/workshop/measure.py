"""How much of unseen scenes the model gets right, by the reference's own greedy generation."""

import collections

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
def generate(model, tokenizer, prompts: list[list[int]], pictures, size: int = 64) -> list[str]:
    """What the model says to each prompt; only prompts of one length go together."""
    said = [""] * len(prompts)
    lengths = collections.defaultdict(list)
    for i, prompt in enumerate(prompts):
        lengths[len(prompt)].append(i)
    for same in lengths.values():
        for at in range(0, len(same), size):
            some = same[at : at + size]
            ids = torch.tensor([prompts[i] for i in some])
            slots = torch.zeros(ids.shape, dtype=torch.bool)
            slots[:, 2 : 2 + vocabulary.SLOTS] = True
            out = model.generate(
                pixel_values=pixels([pictures[i] for i in some]), input_ids=ids, attention_mask=torch.ones_like(ids),
                image_embeds_position_mask=slots, max_new_tokens=110, do_sample=False,
                bos_token_id=0, pad_token_id=1, eos_token_id=2,
            )
            for i, text in zip(some, tokenizer.batch_decode(out, skip_special_tokens=True)):
                said[i] = text.split("</image>")[-1]
    return said


def captions(texts: list[str], truths: list[dict]) -> dict:
    """Brief captions: exact sets of phrases, recall at IoU 0.5, mean IoU."""
    exact = true = found = 0
    overlaps = []
    for text, truth in zip(texts, truths):
        _, entities = parse(text)
        wanted = truth["phrases"]
        exact += sorted(e[0] for e in entities) == sorted(p["phrase"] for p in wanted)
        true += len(wanted)
        left = [(e[0], box) for e in entities for box in e[2]]
        for phrase in wanted:
            candidates = sorted((iou(box, phrase["box"]), name, box) for name, box in left if name == phrase["phrase"])
            best = candidates[-1] if candidates else (0.0, "", None)
            overlaps.append(best[0])
            if best[0] >= 0.5:
                found += 1
                left.remove((best[1], best[2]))
    share = lambda n, of: round(n / of, 4)
    return {
        "captionExact": share(exact, len(truths)),
        "groundingRecallAt50": share(found, true),
        "meanIou": share(sum(overlaps), len(overlaps)),
    }


def all_found(text: str, boxes) -> bool:
    """Whether the answer's boxes are the wanted ones, one to one."""
    left = [box for e in parse(text)[1] for box in e[2]]
    for wanted in boxes:
        best = max(left, key=lambda box: iou(box, wanted), default=None)
        if best is None or iou(best, wanted) < 0.5:
            return False
        left.remove(best)
    return not left


def everything(model, tokenizer, wording, pairs) -> dict:
    """Every task on (truth, picture) pairs."""
    truths, pictures = [t for t, _ in pairs], [p for _, p in pairs]
    said = generate(model, tokenizer, [wording.brief] * len(pairs), pictures)
    out = {"scenes": len(pairs)} | captions(said, truths)
    share = lambda right: round(sum(right) / max(1, len(right)), 4)

    def ask(items):
        texts = generate(model, tokenizer, [prompt for _, prompt, _ in items], [pictures[i] for i, _, _ in items])
        return [(text, want) for text, (_, _, want) in zip(texts, items)]

    refers = [(i, wording.image + wording(f"<grounding><phrase> {r['text']}</phrase>"), r["boxes"])
              for i, t in enumerate(truths) for r in t["refers"][:2]]
    out["referringRecallAt50"] = share([all_found(text, boxes) for text, boxes in ask(refers)])
    phrases = [(i, wording.image + wording(f"<grounding><phrase> {p['phrase']}</phrase>"), [p["box"]])
               for i, t in enumerate(truths) for p in t["phrases"][:1]]
    out["phraseRecallAt50"] = share([all_found(text, boxes) for text, boxes in ask(phrases)])
    regions = [(i, wording.region(p)[0], f"{p['colour']} {p['kind']}.") for i, t in enumerate(truths) for p in t["phrases"][:1]]
    out["regionAccuracy"] = share([text.endswith(want) for text, want in ask(regions)])
    questions = [(i, wording.answer(q, False)[0], q) for i, t in enumerate(truths) for q in t["questions"][:6]]
    answers = [(text.split("Answer:")[-1].strip() == q["answer"], q["question"]) for text, q in ask(questions)]
    out["answerAccuracy"] = share([right for right, _ in answers])
    for word in ("What colour", "What is", "How many", "Where", "Is"):
        out[word] = share([right for right, question in answers if question.startswith(word)])
    return out
