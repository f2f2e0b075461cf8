"""Prompts and answers as token ids, exactly as the reference's processor would make them."""

import functools
import math
import random

import vocabulary

GRID = 32
ANSWERS = 12


class Wording:
    def __init__(self, tokenizer):
        self.tokenizer = tokenizer
        self.location = tokenizer.convert_tokens_to_ids("<patch_index_0000>")
        self.image = [0, *self("<image>"), *range(4, 4 + vocabulary.SLOTS), *self("</image>")]
        self.brief = self.image + self("<grounding> An image of")
        self.detailed = self.image + self("<grounding> Describe this image in detail:")
        self.plain = self.image + self(" An image of")
        self.end = [tokenizer.eos_token_id]

    @functools.lru_cache(300_000)
    def _ids(self, text: str) -> tuple[int, ...]:
        return tuple(self.tokenizer(text, add_special_tokens=False)["input_ids"])

    def __call__(self, text: str) -> list[int]:
        return list(self._ids(text))

    def corners(self, box) -> list[int]:
        x0, y0 = (math.floor(v * GRID) for v in box[:2])
        x1, y1 = (math.ceil(v * GRID - 1) for v in box[2:])
        return [self.location + y0 * GRID + x0, self.location + y1 * GRID + x1]

    def places(self, boxes) -> list[int]:
        out = self("<object>")
        for i, box in enumerate(boxes):
            out += self("</delimiter_of_multi_objects/>" if i else "") + self.corners(box)
        return out + self("</object>")

    def grounded(self, text: str, spans, boxes) -> list[int]:
        """The text with its phrases tagged; the space before a phrase goes into the tags."""
        out, at = [], 0
        for (start, end), box in zip(spans, boxes):
            out += self(text[at : start - 1]) + self(f"<phrase> {text[start:end]}</phrase>") + self.places([box])
            at = end
        return out + self(text[at:]) + self.end

    def caption(self, truth) -> tuple[list[int], list[int]]:
        spans = [[s - len("An image of") for s in p["span"]] for p in truth["phrases"]]
        boxes = [p["box"] for p in truth["phrases"]]
        return self.brief, self.grounded(truth["caption"].removeprefix("An image of"), spans, boxes)

    def detailed_caption(self, truth) -> tuple[list[int], list[int]]:
        spans = [[s + 1 for s in span] for span in truth["detailedCaption"]["spans"]]
        boxes = [p["box"] for p in truth["phrases"]]
        return self.detailed, self.grounded(" " + truth["detailedCaption"]["text"], spans, boxes)

    def plain_caption(self, truth) -> tuple[list[int], list[int]]:
        return self.plain, self(truth["caption"].removeprefix("An image of")) + self.end

    def grounding(self, words: str, boxes) -> tuple[list[int], list[int]]:
        return self.image + self(f"<grounding><phrase> {words}</phrase>"), self.places(boxes) + self.end

    def region(self, phrase) -> tuple[list[int], list[int]]:
        place = self("<object>") + self.corners(phrase["box"]) + self("</object>")
        prompt = self.image + self("<grounding><phrase> It</phrase>") + place + self(" is")
        return prompt, self(f" {phrase['phrase']}.") + self.end

    def answer(self, question, grounded: bool) -> tuple[list[int], list[int]]:
        words, box = f"Question: {question['question']} Answer:", question["box"]
        prompt = self.image + (self(f"<grounding> {words}") if grounded else self(" " + words))
        if grounded and box:
            return prompt, self(f"<phrase> {question['answer']}</phrase>") + self.places([box]) + self.end
        return prompt, self(f" {question['answer']}") + self.end

    def some_caption(self, truth, chance: random.Random):
        kind = chance.random()
        return self.caption(truth) if kind < 0.65 else self.detailed_caption(truth) if kind < 0.9 else self.plain_caption(truth)

    def some_others(self, truth, chance: random.Random):
        """Places of words, at times a region, and answers; counts and yes or no are the hardest to learn."""
        places = [self.some_place(truth, chance) for _ in range(2)]
        if chance.random() < 0.2:
            places[0] = self.region(chance.choice(truth["phrases"]))
        ease = lambda question: chance.random() * (0.4 if question["question"].startswith(("Is", "How")) else 1)
        questions = sorted(truth["questions"], key=ease)[:ANSWERS]
        return places + [self.answer(question, chance.random() < 0.08) for question in questions]

    def some_place(self, truth, chance: random.Random):
        if chance.random() < 0.15:
            phrase = chance.choice(truth["phrases"])
            return self.grounding(phrase["phrase"], [phrase["box"]])
        refer = chance.choice(truth["refers"])
        return self.grounding(refer["text"], refer["boxes"])
