"""The model's shape, its starting weights, and how a checkpoint directory is written."""

import math
import pathlib

import torch
from torch import nn
from transformers import CLIPImageProcessor, GenerationConfig, Kosmos2Config, Kosmos2ForConditionalGeneration
from transformers import Kosmos2Processor, PreTrainedTokenizerFast

import vocabulary

SIDE = 140
PATCH = 14
WIDTH = 128


def config(vocab_size: int) -> Kosmos2Config:
    return Kosmos2Config(
        text_config=dict(
            vocab_size=vocab_size, embed_dim=WIDTH, layers=4, ffn_dim=4 * WIDTH, attention_heads=4,
            max_position_embeddings=512, dropout=0.0, attention_dropout=0.0, activation_dropout=0.0,
        ),
        vision_config=dict(
            hidden_size=WIDTH, intermediate_size=4 * WIDTH, num_hidden_layers=5, num_attention_heads=4,
            image_size=SIDE, patch_size=PATCH,
        ),
        latent_query_num=vocabulary.SLOTS,
    )


def start(tokenizer, folder: pathlib.Path | None = None) -> Kosmos2ForConditionalGeneration:
    """Fresh weights, or with a folder those of the checkpoint there: words matched by their text, places by interpolation."""
    model = fresh(tokenizer)
    if folder:
        old = Kosmos2ForConditionalGeneration.from_pretrained(folder, dtype=torch.float32)
        ids = PreTrainedTokenizerFast.from_pretrained(folder).get_vocab()
        weights = old.state_dict()
        words = model.text_model.model.embed_tokens.weight.detach().clone()
        for token, i in tokenizer.get_vocab().items():
            if token in ids:
                words[i] = weights["text_model.model.embed_tokens.weight"][ids[token]]
        tied = {name: words for name in weights if name.endswith(("embed_tokens.weight", "lm_head.weight"))}
        weights |= {name: spread(weights[name]) for name in weights if name.endswith("position_embedding.weight")}
        model.load_state_dict(weights | tied)
    return model


def spread(positions: torch.Tensor) -> torch.Tensor:
    """Embeddings of the class token and a square of patches, [1 + old², width], for a square of our size."""
    old, new = math.isqrt(len(positions) - 1), SIDE // PATCH
    square = positions[1:].reshape(1, old, old, -1).permute(0, 3, 1, 2)
    square = torch.nn.functional.interpolate(square, size=(new, new), mode="bicubic", align_corners=False)
    return torch.cat([positions[:1], square.permute(0, 2, 3, 1).flatten(0, 2)])


def fresh(tokenizer) -> Kosmos2ForConditionalGeneration:
    """By the library's defaults image embeddings arrive hundreds of times weaker than positions."""
    model = Kosmos2ForConditionalGeneration._from_config(config(len(tokenizer)), attn_implementation="eager")
    for tower in (model.vision_model, model.text_model):
        for module in tower.modules():
            if isinstance(module, nn.Linear) and module is not model.text_model.lm_head:
                nn.init.normal_(module.weight, std=0.7 / math.sqrt(module.in_features))
    patches = model.vision_model.model.embeddings.patch_embedding.weight
    nn.init.normal_(patches, std=0.7 / math.sqrt(patches[0].numel()))
    projection = model.image_to_text_projection
    nn.init.normal_(projection.dense.weight, std=1.0)
    for linear in (projection.x_attn.q_proj, projection.x_attn.k_proj, projection.x_attn.v_proj, projection.x_attn.out_proj):
        nn.init.normal_(linear.weight, std=1 / math.sqrt(WIDTH))
    return model


def processor(tokenizer) -> Kosmos2Processor:
    images = CLIPImageProcessor(
        size={"height": SIDE, "width": SIDE}, crop_size={"height": SIDE, "width": SIDE}, do_center_crop=False, resample=3
    )
    return Kosmos2Processor(images, tokenizer)


def save(model, tokenizer, out: pathlib.Path) -> None:
    """Writes the ordinary checkpoint directory, weights in half precision."""
    out.mkdir(parents=True, exist_ok=True)
    half = Kosmos2ForConditionalGeneration(model.config)
    half.load_state_dict(model.state_dict())
    half.generation_config = GenerationConfig(bos_token_id=0, pad_token_id=1, eos_token_id=2, max_new_tokens=128)
    half.to(torch.float16).save_pretrained(out)
    tokenizer.save_pretrained(out)
    processor(tokenizer).image_processor.save_pretrained(out)
