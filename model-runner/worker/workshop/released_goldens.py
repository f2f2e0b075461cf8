"""Writes what the reference answers to the random checkpoints in the released layout. See README.md."""

import gzip
import json
import pathlib
import sys

import torch
from transformers import CLIPImageProcessor, Kosmos2ForConditionalGeneration, Kosmos2Processor, PreTrainedTokenizerFast

import pictures
import released

RESOURCES = pathlib.Path(__file__).parent.parent / "src/test/resources/released"
SHOWN = ["alpha.png", "baseline.jpg", "bilevel.png", "deep-grey.png", "deep.png", "down.png", "grey-alpha.png", "grey.jpg"]
SHOWN += ["grey.png", "keyed.png", "orientation-6.jpg", "palette-transparent.png", "palette.png", "progressive.jpg", "thin.png", "up.png"]
REGION = [0.1, 0.2, 0.6, 0.9]
PROMPTS = {
    "BRIEF_CAPTION": "<grounding> An image of",
    "DETAILED_CAPTION": "<grounding> Describe this image in detail:",
    "PLAIN_CAPTION": "An image of",
    "GROUND_PHRASE": "<grounding><phrase> {}</phrase>",
    "DESCRIBE_REGION": "<grounding><phrase> It</phrase> is",
    "ANSWER": "Question: {} Answer:",
    "GROUNDED_ANSWER": "<grounding> Question: {} Answer:",
}
# phrases and questions of one length each, in tokens
PHRASES = ["a red ball", "two dogs are", "the blue cat"]
QUESTIONS = ["What is this?", "Who wears it?", "Where is he?"]


class Reference:
    def __init__(self, config: pathlib.Path):
        shape = released.config(config)
        self.model = Kosmos2ForConditionalGeneration._from_config(shape, attn_implementation="eager").eval()
        tensors = released.shapes(shape)
        state = {name: torch.from_numpy(released.values(name, size, "").reshape(size)) for name, size in tensors.items()}
        strange = self.model.load_state_dict(state, strict=False)
        assert not strange.unexpected_keys and all("lm_head" in name or "position" in name for name in strange.missing_keys), strange
        self.model.tie_weights()
        table = self.model.text_model.model.embed_tokens.weight
        assert self.model.text_model.lm_head.weight.data_ptr() == table.data_ptr() and table[1].abs().sum() == 0
        self.ngram = json.loads(config.read_text())["no_repeat_ngram_size"]
        file = gzip.decompress((RESOURCES / "tokenizer.json.gz").read_bytes()).decode()
        self.tokenizer = PreTrainedTokenizerFast(
            tokenizer_object=released.Tokenizer.from_str(file), bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
            clean_up_tokenization_spaces=False,
        )
        images = CLIPImageProcessor(
            size={"height": 224, "width": 224}, crop_size={"height": 224, "width": 224}, do_center_crop=False, resample=3
        )
        self.processor = Kosmos2Processor(images, self.tokenizer)
        self.closest = 9.0

    @torch.no_grad()
    def answer(self, task: str, shown: list[str], texts: list[str | None], most: int) -> dict:
        boxes = [[tuple(REGION)]] * len(shown) if task == "DESCRIBE_REGION" else None
        inputs = self.processor(
            images=[pictures.shown(name, 224) for name in shown], text=[PROMPTS[task].format(text) for text in texts],
            bboxes=boxes, num_image_tokens=64, return_tensors="pt",
        )
        assert inputs["attention_mask"].all(), (task, texts)
        made = self.model.generate(
            **inputs, max_new_tokens=most, do_sample=False, return_dict_in_generate=True, output_logits=True, output_scores=True,
            bos_token_id=0, pad_token_id=1, eos_token_id=2, no_repeat_ngram_size=self.ngram,
        )
        start = inputs["input_ids"].shape[1]
        rows = []
        for i, sequence in enumerate(made.sequences):
            ids = sequence[start:].tolist()
            ids = ids[: ids.index(2) + 1] if 2 in ids else ids
            for k in range(len(ids)):
                best = made.scores[k][i].topk(2).values
                self.closest = min(self.closest, float(best[0] - best[1]))
            raw = self.tokenizer.decode(sequence, skip_special_tokens=True)
            caption, entities = self.processor.post_process_generation(raw)
            rows.append({
                "picture": shown[i], "asked": texts[i], "promptIds": inputs["input_ids"][i].tolist()[67:], "tokenIds": ids,
                "logProbs": [round(float(torch.log_softmax(made.logits[k][i], -1)[t]), 5) for k, t in enumerate(ids)],
                "raw": self.processor.post_process_generation(raw, cleanup_and_extract=False), "text": caption,
                "entities": [{"phrase": e[0], "span": e[1], "boxes": e[2]} for e in entities],
            })
        return {"task": task, "region": REGION if boxes else None, "maxNewTokens": most, "rows": rows}


def main() -> None:
    torch.set_num_threads(1)
    for name in sys.argv[1:]:
        reference = Reference(RESOURCES / name / "config.json")
        cases = [reference.answer("BRIEF_CAPTION", SHOWN[16 - n :], [None] * n, 20) for n in (1, 2, 7, 16)]
        cases.append(reference.answer("BRIEF_CAPTION", SHOWN[:7], [None] * 7, 1))
        cases.append(reference.answer("PLAIN_CAPTION", SHOWN[3:6], [None] * 3, 60))
        for task in PROMPTS:
            texts = PHRASES if task == "GROUND_PHRASE" else QUESTIONS if "ANSWER" in task else [None] * 3
            cases.append(reference.answer(task, SHOWN[4:7], texts, 16))
        lines = "\n".join(json.dumps(case, ensure_ascii=False) for case in cases)
        (RESOURCES / name / "goldens.jsonl.gz").write_bytes(gzip.compress(lines.encode(), 9, mtime=0))
        print(name, "closest", reference.closest)
        for case in cases:
            print(" ", case["task"], [len(row["tokenIds"]) for row in case["rows"]], len({row["raw"] for row in case["rows"]}), case["rows"][0]["raw"][:70])


if __name__ == "__main__":
    main()
