#!/usr/bin/env python3
"""Learns src/search/polish.tsv from the inflection of common Polish words.

    pip install morfeusz2 wordfreq
    polish_table.py --out src/search/polish.tsv [--doubled WORDS] [--without WORDS]
    polish_table.py --out src/search/polish.tsv --words

Takes the lemmas of the 200,000 most frequent forms (wordfreq) with all their forms (Morfeusz 2 / SGJP,
BSD-2-Clause), works out for each form which ending has to be replaced by what to get the lemma's
stem, and keeps the fewest endings that get nearly all of them right: a candidate costs in precision,
a missed form in recall, a line in bytes. WORDS holds lemmas, one a line or word: --doubled gives them more
weight, --without leaves them out, to measure on them. Irregular words stand in polish_words.tsv;
--words puts them into the table that is there, without learning it anew.
"""
import argparse, collections, pathlib, re, sys

PLAIN = str.maketrans("ąćęłńóśźż", "acelnoszz")
VOWELS = set("aeiouy")
KINDS = {"subst": "noun", "adj": "adjective", "adv": "adverb"} | dict.fromkeys(
    "fin praet inf impt pact ppas ger imps pcon pant bedzie".split(), "verb")
LEFT_OUT = {"arch.", "rzad.", "wulg.", "daw."}
CANDIDATE, LINE, LONGEST, LONGEST_CUT = 0.005, 1.2, 10, 6
STOP = """a i o u w z na do od po za ze we dla oraz lub albo nie sie jest sa to ten ta te ze jak przez przy pod nad by czy co ich jego jej
tym tej tego"""
HEADER = """# Polish word endings and the stems that they may stand on, in folded letters.
#
# [same] forms of one paradigm that are told apart by their ending alone: the longest
# ending that leaves two letters is replaced, before anything else.
# [stem] the longest ending decides: it is replaced by each of its candidates in turn; two
# words are forms of one when they share a candidate. `^` is the word's beginning, `-` nothing.
# A noun's stem is its genitive without the vowel, an adjective's its dictionary form
# without the vowel, a verb's its infinitive without the consonant.
#
# Learned by tools/polish_table.py from the inflection of 40,000 common lemmas in SGJP
# (Morfeusz 2, BSD-2-Clause), with irregular words added by hand. Lines may be edited.
"""


def fold(text):
    return text.lower().translate(PLAIN)


def same_endings():
    """Endings of adjectives, participles, gerunds and past tenses that tell nothing but the case or person."""
    same = {}
    for c in ("n", "w", "sz", "c", "t"):
        same |= {c + e: c + "y" for e in ("ego", "ych", "ymi", "ym", "ej", "a", "e")}
        if c != "t":
            same[c + "emu"] = c + "y"
    for c in "bdmprz":
        same |= {c + e: c + "y" for e in ("ego", "ych", "ymi")}
    for c in "kg":
        same |= {c + e: c + "i" for e in ("iego", "iemu", "ich", "imi", "im", "iej", "ie")}
    same |= {"ej" + e: "ejszy" for e in ("szego", "szych", "szymi", "szym", "szej", "szemu", "sza", "sze", "si")}
    for c in "nc":
        same |= {c + e: c + "ie" for e in ("ia", "iu", "iem", "iom", "iami", "iach")}
    for v in "aeiyu":
        for g in ("la", "lo", "ly", "li"):
            same |= {v + g + e: v + "l" for e in ("", "by", "bym", "bys", "bysmy", "byscie")}
        same |= {v + e: v + "l" for e in "lam las lem les lom los lismy liscie lysmy lyscie lby lbym lbys".split()}
    return same | {e: "uje" for e in ("uja", "ujesz", "ujemy", "ujecie", "uj", "ujmy", "ujcie", "ujac")}


SAME = same_endings()


def normal(word):
    for length in range(min(max(map(len, SAME)), len(word) - 2), 1, -1):
        if word[-length:] in SAME:
            return word[:-length] + SAME[word[-length:]]
    return word


def families():
    """Yields (lemma, kind, rank of its most frequent form, {form: tag})."""
    # Here, so that the words alone can be put in without either.
    import morfeusz2
    from wordfreq import top_n_list

    morfeusz = morfeusz2.Morfeusz(praet="composite", generate=True)
    ranks = {}
    for rank, word in enumerate(w for w in top_n_list("pl", 200000) if re.fullmatch("[a-ząćęłńóśźż]{2,}", w)):
        for _, _, (_, lemma, tag, names, labels) in morfeusz.analyse(word):
            kind = KINDS.get(tag.split(":")[0])
            person = any(name in ("nazwisko", "imię", "nazwisko|imię") for name in names)
            if kind and ":neg" not in tag and not LEFT_OUT & set(labels) and not person:
                ranks.setdefault((lemma, kind), rank)
    for (lemma, kind), rank in ranks.items():
        forms = {}
        for form, other, tag, _, labels in morfeusz.generate(lemma):
            parts = tag.split(":")
            if KINDS.get(parts[0]) != kind or other != lemma or ":neg" in tag or LEFT_OUT & set(labels):
                continue
            if not (parts[0] == "subst" and parts[2] == "voc") and re.fullmatch("[a-ząćęłńóśźżA-ZĄĆĘŁŃÓŚŹŻ]+", form):
                forms.setdefault(form.lower(), tag)
        if len(forms) > 1:
            yield lemma.split(":")[0], kind, rank, forms


def stem(lemma, kind, forms):
    """The stem that all forms are to lead to."""
    word = fold(lemma)
    if kind == "verb":
        return word[:-1] if lemma.endswith("ć") else word
    if kind == "adjective":
        return word.rstrip("yi") if word[-1] in "yi" else word
    if kind == "adverb":
        for ending in ("ie", "e", "o"):
            if word.endswith(ending) and len(word) > len(ending) + 1:
                word = word[: -len(ending)]
                break
        return word[:-1] if word.endswith("rz") else word
    if word.endswith("um") and len(word) > 4:
        return word[:-3] if word[-3] == "i" else word[:-2]
    tags = {form: tag.split(":") for form, tag in forms.items()}
    genitives = [[fold(f) for f, t in tags.items() if t[0] == "subst" and t[1] == number and "gen" in t[2]] for number in ("sg", "pl")]
    genitives = genitives[0] or genitives[1]
    if not genitives:
        return None
    genitive = genitives[0] if len(genitives) == 1 else min(genitives, key=lambda g: (len(g), g))
    adjectival = genitive.endswith("ego") or genitive.endswith("ej") and word.endswith("a") or genitive.endswith("ych")
    if adjectival or genitive.endswith("ich") and word[-1] in "yie":
        return word.rstrip("aeyi") or None
    if not any("sg" in tag for tag in forms.values()) and genitive.endswith("ow"):
        return genitive[:-2]
    if genitive[-1] not in VOWELS:
        return genitive
    genitive = genitive[:-1]
    if genitive.endswith("i"):
        return genitive[:-1] or None
    if genitive and genitive[-1] in VOWELS and word.startswith(genitive + "j"):
        return genitive + "j"
    return genitive or None


class Endings:
    """Counts by ending, and the choice of those that are worth a line."""

    def __init__(self):
        self.replaced = collections.defaultdict(lambda: collections.defaultdict(float))
        self.lengths = collections.defaultdict(lambda: collections.defaultdict(float))

    def add(self, form, target, weight):
        shared = 0
        while shared < min(len(target), len(form)) and form[shared] == target[shared]:
            shared += 1
        cut, added = len(form) - shared, target[shared:]
        if cut > LONGEST_CUT:
            return
        bounded = "^" + form
        for length in range(min(LONGEST, len(bounded)) + 1):
            ending = bounded[len(bounded) - length:]
            self.lengths[ending][min(len(form), 9)] += weight
            # An ending shorter than what is cut can't say so, and misses the form.
            self.replaced[ending][(cut, added) if length >= cut else None] += weight

    def candidate_cost(self, ending, candidate):
        """Short stems collide with others more often, so they cost more."""
        cut, added = candidate
        cost = 0.0
        for length, weight in self.lengths[ending].items():
            stem_length = length - cut + len(added)
            cost += weight * (40 if stem_length <= 2 else 10 if stem_length == 3 else 2.5 if stem_length == 4 else 1)
        return CANDIDATE * cost

    def own_cost(self, ending, chosen):
        missed = sum(weight for candidate, weight in self.replaced[ending].items() if candidate not in chosen)
        return missed + sum(self.candidate_cost(ending, candidate) for candidate in chosen)

    def choose(self):
        self.longer = collections.defaultdict(list)
        for ending, counts in self.replaced.items():
            if ending and sum(counts.values()) >= LINE:
                self.longer[ending[1:]].append(ending)
        self.best, self.costs, lines = {}, {}, {}
        self.cost("", ())
        self.walk("", (), lines)
        return lines

    def total(self, ending, chosen):
        cost = self.own_cost(ending, chosen)
        for longer in self.longer[ending]:
            cost += self.cost(longer, chosen) - self.own_cost(longer, chosen)
        return cost

    def cost(self, ending, inherited):
        """The least cost of all that ends so, if shorter endings have these candidates."""
        if (ending, inherited) in self.costs:
            return self.costs[ending, inherited][0]
        cost, own = self.total(ending, inherited), None
        if ending not in self.best:
            counts = self.replaced[ending]
            good = [c for c, weight in counts.items() if c is not None and weight >= self.candidate_cost(ending, c)]
            self.best[ending] = tuple(sorted(good, key=lambda c: -counts[c]))
        best = self.best[ending]
        if best and best != inherited:
            with_line = LINE + self.total(ending, best)
            if with_line < cost:
                cost, own = with_line, best
        self.costs[ending, inherited] = cost, own
        return cost

    def walk(self, ending, inherited, lines):
        own = self.costs[ending, inherited][1]
        if own is not None:
            lines[ending] = [ending[: len(ending) - cut] + added for cut, added in own]
            inherited = own
        for longer in self.longer[ending]:
            self.walk(longer, inherited, lines)


def with_words(lines):
    """Adds the words and endings that were written by hand."""
    learned = dict(lines)
    for line in (pathlib.Path(__file__).parent / "polish_words.tsv").read_text(encoding="utf-8").splitlines():
        ending, stems = line.split("\t")
        # An exclamation mark says that these stems are all; else what the rules say counts too.
        alone = stems.endswith(" !")
        stems = ["" if stem == "-" else stem for stem in stems.removesuffix(" !").split(" ")]
        if not ending.startswith("^"):
            lines[ending] = stems if alone else list(dict.fromkeys(stems + learned.get(ending, [])))
            continue
        known = []
        if not alone:
            for length in range(len(ending), -1, -1):
                tail = ending[len(ending) - length:]
                if tail in learned:
                    known = [(ending[: len(ending) - length] + stem).lstrip("^") for stem in learned[tail]]
                    break
        lines[ending] = stems + [stem for stem in known if stem not in stems and len(stem) >= 3]
    return lines


def present(path):
    """Returns the endings of the table that is there."""
    _, stems = path.read_text(encoding="utf-8").split("[stem]\n")
    split = (line.split("\t") for line in stems.splitlines())
    return {ending: ["" if stem == "-" else stem for stem in stems.split(" ")] for ending, stems in split}


def write(path, lines):
    backwards = lambda line: line[0][::-1]
    with path.open("w", encoding="utf-8") as out:
        out.write(HEADER + "[superlative]\nnaj\n[stop]\n" + STOP.replace("\n", " ") + "\n[same]\n")
        for ending, other in sorted(SAME.items(), key=backwards):
            out.write(f"{ending}\t{other}\n")
        out.write("[stem]\n")
        for ending, stems in sorted(lines.items(), key=backwards):
            if ending and stems:
                out.write(ending + "\t" + " ".join(stem or "-" for stem in stems) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", required=True, type=pathlib.Path)
    parser.add_argument("--doubled", type=pathlib.Path)
    parser.add_argument("--without", type=pathlib.Path)
    parser.add_argument("--words", action="store_true")
    args = parser.parse_args()
    if args.words:
        write(args.out, with_words(present(args.out)))
        return
    sys.setrecursionlimit(10000)
    listed = lambda path: set(path.read_text(encoding="utf-8").split()) if path else set()
    doubled, without = listed(args.doubled), listed(args.without)
    endings = Endings()
    for lemma, kind, rank, forms in families():
        target = stem(lemma, kind, forms)
        # These two have two paradigms each; polish_words.tsv has both.
        if lemma in without or lemma in ("klaster", "minister") or not target or len(target) < 2:
            continue
        weight = 4.0 if rank < 1500 else 2.0 if rank < 6000 else 1.0 if rank < 30000 else 0.5 if rank < 80000 else 0.25
        weight *= (0.4 if kind == "verb" else 1) * (3 if lemma in doubled else 1)
        seen = set()
        for form, tag in forms.items():
            form = fold(form)
            if ":sup" in tag and form.startswith("naj"):
                form = form[3:]
            form = normal(form)
            if form not in seen:
                seen.add(form)
                endings.add(form, target, weight)
    write(args.out, with_words(endings.choose()))


if __name__ == "__main__":
    main()
