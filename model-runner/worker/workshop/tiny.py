"""Writes a random KOSMOS-2 checkpoint that is small enough to commit. Its answers mean nothing, but vary."""

import pathlib
import sys

import torch
from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers, processors
from tokenizers.models import Unigram
from transformers import CLIPImageProcessor, GenerationConfig, Kosmos2Config, Kosmos2ForConditionalGeneration
from transformers import PreTrainedTokenizerFast

SLOTS = 8
WORDS = """a an the red green blue small large ball cat house tree left right of is in on what where who image an image
question answer describe this detail it and 😀 é""".split() + ["An", "Question", "Answer", "Describe", "It", "What"]


def tokenizer() -> PreTrainedTokenizerFast:
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    pieces = [(t, 0.0) for t in special] + [(f"<image_slot_{k:02d}>", -100.0) for k in range(SLOTS)]
    pieces += [("▁" + w, -4.0) for w in dict.fromkeys(WORDS)] + [("▁", -6.0)]
    pieces += [(chr(c), -8.0) for c in range(0x21, 0x7F)] + [("é", -8.0), ("😀", -8.0), ("猫", -8.0)]
    made = Tokenizer(Unigram(pieces, unk_id=3, byte_fallback=False))
    # as XLM-RoBERTa's: each stretch of words begins with a space
    made.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always")
    made.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="always")
    made.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tags = ["</doc>", "<image>", "</image>", "</chunk>", "</line>", "<phrase>", "</phrase>", "<object>", "</object>"]
    tags += ["</delimiter_of_multi_objects/>", "<grounding>"] + [f"<patch_index_{k:04d}>" for k in range(1024)]
    made.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    made.add_tokens([AddedToken(t, lstrip=True, rstrip=False, normalized=False) for t in tags])
    return PreTrainedTokenizerFast(
        tokenizer_object=made, bos_token="<s>", pad_token="<pad>", eos_token="</s>", unk_token="<unk>",
        clean_up_tokenization_spaces=False,
    )


def main(out: pathlib.Path) -> None:
    torch.manual_seed(21)
    words = tokenizer()
    config = Kosmos2Config(
        text_config=dict(
            vocab_size=len(words) + 3, embed_dim=48, layers=3, ffn_dim=80, attention_heads=6,
            max_position_embeddings=160, dropout=0.0, attention_dropout=0.0, activation_dropout=0.0,
        ),
        vision_config=dict(
            hidden_size=40, intermediate_size=72, num_hidden_layers=2, num_attention_heads=5, image_size=56,
            patch_size=14,
        ),
        latent_query_num=SLOTS,
    )
    model = Kosmos2ForConditionalGeneration._from_config(config, attn_implementation="eager")
    with torch.no_grad():
        for name, weight in model.named_parameters():
            if weight.dim() == 1:
                weight.copy_(0.2 * torch.randn_like(weight) + (1 if name.endswith("weight") else 0))
            else:
                weight.copy_(1.5 * torch.randn_like(weight) / weight[0].numel() ** 0.5)
        table = model.text_model.model.embed_tokens.weight
        table[1] = 0
        table[2] *= 4.0  # so that rows end, and at different steps
    model.generation_config = GenerationConfig(
        bos_token_id=0, pad_token_id=1, eos_token_id=2, no_repeat_ngram_size=3, max_new_tokens=40
    )
    model.to(torch.float16).save_pretrained(out)
    words.save_pretrained(out)
    CLIPImageProcessor(
        size={"height": 56, "width": 56}, crop_size={"height": 56, "width": 56}, do_center_crop=False, resample=3
    ).save_pretrained(out)
    file = out / "tokenizer.json"
    Tokenizer.from_file(str(file)).save(str(file), pretty=False)
    for path in out.iterdir():
        path.chmod(0o644)


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
