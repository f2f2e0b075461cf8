"""Builds tokenizer.json and its companions: every word of the picture world, and letters for the rest.

The layout is the released KOSMOS-2's: <s>, <pad>, </s>, <unk>, one placeholder per image slot, the
pieces, then the tags in the order in which the reference's processor adds them.
"""

from transformers import PreTrainedTokenizerFast
from tokenizers import AddedToken, Tokenizer, decoders, pre_tokenizers, processors
from tokenizers.models import Unigram

SLOTS = 16
LOCATIONS = 1024

THINGS = """ball star heart moon house car boat tree flower mushroom fish cat butterfly cup umbrella crown
sun cloud key kite bird dog rabbit duck snail bee turtle whale frog mouse horse sheep apple pear banana cherry
lemon carrot leaf cactus rose bush mountain bridge tower castle tent windmill lighthouse bus truck train plane
rocket bicycle balloon sailboat submarine book bottle vase lamp clock chair table bed box bag hat shoe sock
glove shirt ring bell drum guitar trumpet candle lantern ladder hammer spoon fork knife plate bowl teapot cake
cookie gift flag anchor wheel shell snowman robot square circle triangle diamond cross arrow cube thing person
man woman child face eye animal plant toy fruit vehicle building
cigarette bomb butterflies knives cacti""".split()
LOOKS = """red orange yellow green blue purple pink brown black white grey turquoise golden silver beige dark light
bright pale colourful small large tiny big huge little medium tall short long round striped dotted spotted plain
checked shiny""".split()
GRAMMAR = """a an the this that these those it its is are was be has have there here in on at of to by with and or
not no yes for from as than next near left right above below under over behind front between beside inside
outside top bottom middle centre corner side edge one two three four five six seven eight nine ten zero many few
some any all both each other another same different only more most less least what which where who how why when
does do can see show shows shown look looks like colour color size kind shape number place many image picture
scene background sky ground grass meadow hill hills room wall floor sea water sand snow street garden pattern
stripes dots gradient night special about detail describe question answer caption object objects things people
count biggest smallest larger smaller pair group them they you""".split()
OPENINGS = "An A The There It This In On Describe Question Answer What Which Where Who How Why Is Are Does Yes No Two Three".split()
LETTERS = [chr(c) for c in range(0x21, 0x7F)]


def pieces() -> list[tuple[str, float]]:
    words = dict.fromkeys("▁" + w for w in THINGS + LOOKS + GRAMMAR + OPENINGS)
    endings = ["s", "es", "'s", "ing", "ed"]
    listed = [(w, -4.0) for w in words] + [("▁", -8.0)]
    listed += [(letter, -4.0 if letter in ".,:?!" else -10.0) for letter in LETTERS if letter != "s"]
    return listed + [(e, -9.0) for e in endings]


def tags() -> list[str]:
    named = ["</doc>", "<image>", "</image>", "</chunk>", "</line>", "<phrase>", "</phrase>", "<object>", "</object>"]
    named += ["</delimiter_of_multi_objects/>", "<grounding>"]
    return named + [f"<patch_index_{k:04d}>" for k in range(LOCATIONS)]


def build() -> PreTrainedTokenizerFast:
    special = ["<s>", "<pad>", "</s>", "<unk>"]
    slots = [f"<image_slot_{k:02d}>" for k in range(SLOTS)]
    vocabulary = [(t, 0.0) for t in special] + [(s, -1e4) for s in slots] + pieces()
    tokenizer = Tokenizer(Unigram(vocabulary, unk_id=3, byte_fallback=False))
    # "never": a space in the text is part of the piece after it, so that decoding gives the text back.
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="never")
    tokenizer.decoder = decoders.Metaspace(replacement="▁", prepend_scheme="never")
    tokenizer.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", pair="<s> $A </s> </s> $B </s>", special_tokens=[("<s>", 0), ("</s>", 2)]
    )
    tokenizer.add_special_tokens([AddedToken(t, special=True, normalized=False) for t in special])
    tokenizer.add_tokens([AddedToken(t, lstrip=True, rstrip=False, normalized=False) for t in tags()])
    return PreTrainedTokenizerFast(
        tokenizer_object=tokenizer,
        bos_token="<s>",
        pad_token="<pad>",
        eos_token="</s>",
        unk_token="<unk>",
        padding_side="left",
        model_max_length=2048,
        clean_up_tokenization_spaces=False,
    )
