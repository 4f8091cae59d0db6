"""Hostile inputs, made when they are needed: each is small, or large without being data.

Each case is (name, file or folder, command, exit codes, part of the message). The content comes from a
function that yields bytes or writes into a folder.
"""
import gzip, bz2, io, json, lzma, sqlite3, struct, tarfile, zipfile, zlib

CASES = []


def case(file, expect, codes=(1,), command="stats {0}"):
    """Adds the function's content as a case: `expect` stands in the messages."""
    def add(make):
        CASES.append((make.__name__.replace("_", "-"), file, make, command, codes, expect))
        return make
    return add


GRAPHML = ('<graphml><graph edgedefault="undirected">', '</graph></graphml>')
ARTICLE = ('<article key="k"><author>Ada Aho</author><author>Bo Berg</author>'
           '<title>A title of words</title><year>2001</year></article>')
BIB = "@article{a, author={Aho, Ada and Berg, Bo}, title={A title of words}, year={2001}}\n"


def dblp(body, subset=""):
    subset = f"<!DOCTYPE dblp [{subset}]>" if subset else ""
    return f'<?xml version="1.0"?>{subset}<dblp>{body}</dblp>'


def article(title): return ARTICLE.replace("A title of words", title)


# XML: entities ---------------------------------------------------------------------------------

@case("a.xml", "entities-too-large")
def xml_billion_laughs():
    rest = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 30))
    return dblp(article("&e29;"), '<!ENTITY e0 "laugh">' + rest)

@case("a.xml", "", codes=(0, 1))
def xml_billion_empties():
    rest = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 40))
    return dblp(article("words &e39; of"), '<!ENTITY e0 "">' + rest)

@case("a.xml", "entities-too-large")
def xml_hundred_laughs():
    return dblp("".join(article("&e1;" * 200) for _ in range(100)),
                f'<!ENTITY e0 "{"x" * 640}"><!ENTITY e1 "{"&e0;" * 100}">')

@case("a.xml", "unknown-entity", codes=(0,))
def xml_entity_of_itself():
    return dblp(article("words &a; of"), '<!ENTITY a "&b;&b;"><!ENTITY b "&a;&a;">')

@case("a.graphml", "", codes=(0, 1))
def graphml_empties_in_attribute():
    rest = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 40))
    return (f'<!DOCTYPE graphml [<!ENTITY e0 "">{rest}]>' + GRAPHML[0]
            + '<node id="a&e39;"/><node id="b"/><edge source="a" target="b"/>' + GRAPHML[1])

@case("a.xml", "dblp.", command="stats {0} --from dblp")
def xml_entities_300000():
    return dblp(ARTICLE, "".join(f'<!ENTITY e{n} "x">' for n in range(300_000)))

@case("a.xml", "too-complex")
def xml_unknown_entities_100000():
    return dblp("".join(f"<article><author>A</author><title>words &u{n}; of &v{n};</title></article>" for n in range(50_000)))

@case("a.graphml", "too-complex")
def graphml_unknown_entities_100000():
    return (GRAPHML[0] + "".join(f'<node id="a&u{n};"/>' for n in range(100_000)) + GRAPHML[1])

@case("a.xml", "unknown-entity", codes=(0, 1), command="stats {0} --from dblp")
def xml_unknown_entities_in_declarations():
    return dblp(ARTICLE, "".join(f'<!ENTITY e{n} "&u{n};">' for n in range(9_000)))

@case("a.xml", "declaration-ignored", codes=(0,))
def xml_parameter_entities():
    rest = "".join(f'<!ENTITY % p{n} "{f"&#37;p{n - 1};" * 10}">' for n in range(1, 40))
    return dblp(ARTICLE, f'<!ENTITY % p0 "<!ENTITY x \'y\'>">{rest}%p39;')

@case("a.xml", "unknown-entity", codes=(0, 1))
def xml_external_entity():
    return dblp(article("words &x; of"), '<!ENTITY x SYSTEM "file:///etc/passwd">')

@case("a.xml", "", codes=(0,))
def xml_external_subset():
    return '<!DOCTYPE dblp SYSTEM "file:///dev/zero"><dblp>' + ARTICLE + '</dblp>'

# XML: document types -----------------------------------------------------------------------------

@case("a.xml", "declaration-ignored", codes=(0, 1), command="stats {0} --from dblp")
def xml_attlist_defaults_20000():
    return dblp(ARTICLE * 2_000, "".join(
        f'<!ATTLIST article a{n} CDATA "x">' for n in range(20_000)))

@case("a.xml", "", codes=(0, 1), command="stats {0} --from dblp")
def xml_enumeration_100000():
    return dblp(ARTICLE, f'<!ATTLIST article k ({"|".join(f"v{n}" for n in range(100_000))}) #IMPLIED>')

@case("a.xml", "", codes=(0, 1), command="stats {0} --from dblp")
def xml_element_declarations_500000():
    return dblp(ARTICLE, "".join(f"<!ELEMENT e{n} ANY>" for n in range(500_000)))

@case("a.xml", "", codes=(0, 1), command="stats {0} --from dblp")
def xml_content_model():
    return dblp(ARTICLE, f'<!ELEMENT dblp {"(a," * 100_000}b{")" * 100_000}>')

@case("a.xml", "dblp.", command="stats {0} --from dblp")
def xml_document_type_without_end():
    return "<!DOCTYPE dblp [" + "<!ENTITY a 'b'>" * 100_000 + "<dblp>" + ARTICLE * 1_000

@case("a.xml", "dblp.")
def xml_many_document_types():
    return "<dblp>" + ("<!DOCTYPE dblp [" + ARTICLE) * 100_000

# XML: elements -----------------------------------------------------------------------------------

@case("a.xml", "dblp.")
def xml_nested_1000000():
    return dblp("<article>" + "<a>" * 1_000_000 + "</a>" * 1_000_000 + "</article>" + ARTICLE)

@case("a.xml", "dblp.")
def xml_nested_records_1000000():
    return dblp("<article>" * 1_000_000)

@case("a.graphml", "graphml.")
def graphml_nested_nodes_200000():
    return GRAPHML[0] + '<node id="a"><graph>' * 200_000 + GRAPHML[1]

@case("a.graphml", "graphml.")
def graphml_nested_graphs_closed():
    return (GRAPHML[0] + '<node id="a"><graph>' * 200_000 + "</graph></node>" * 200_000 + GRAPHML[1])

@case("a.gexf", "gexf.")
def gexf_nested_nodes():
    return '<gexf><graph><nodes>' + '<node id="a"><nodes>' * 200_000

@case("a.xml", "dblp.", codes=(0, 1))
def xml_element_names_500000():
    return dblp("<article>" + "".join(f"<e{n}/>" for n in range(500_000)) + "</article>" + ARTICLE)

@case("a.xml", "dblp.", codes=(0, 1))
def xml_element_names_in_records():
    return dblp("".join(f"<article><e{n}/><author>A{n} Aho</author></article>" for n in range(100_000)))

@case("a.xml", "dblp.", codes=(0, 1))
def xml_names_around_records():
    return dblp("".join(f"<e{n}/>" for n in range(500_000)) + ARTICLE)

@case("a.xml", "dblp.")
def xml_long_name():
    return dblp(f'<article><{"n" * 20_000_000}/></article>' + ARTICLE)

@case("a.xml", "dblp.")
def xml_long_names_around_broken_records():
    names = [f"n{n}" + "x" * 40_000 for n in range(100)]
    return "<dblp>" + "".join(f"<{n}>" for n in names) + "<article><x></article>" * 100_000

@case("a.xml", "more than 1000 attributes")
def xml_wide_start_tag():
    return dblp("<article " + " ".join(f'a{n}="x"' for n in range(500_000)) + ">" + ARTICLE)

@case("a.xml", "dblp.")
def xml_many_wide_start_tags():
    tag = "<article " + " ".join(f'a{n}="x"' for n in range(1_001)) + "/>"
    return dblp(tag * 1_000 + ARTICLE)

@case("a.xml", "", codes=(0,))
def xml_many_attributes():
    tag = "<article " + " ".join(f'a{n}="x"' for n in range(999)) + ">"
    return dblp((tag + "<author>Ada Aho</author></article>") * 500)

@case("a.xml", "dblp.")
def xml_namespaces():
    levels = "".join("<x " + " ".join(f'xmlns:p{m}x{n}="u{m}x{n}"' for n in range(900)) + ">" for m in range(200))
    wide = "<y " + " ".join(f'p0x{n}:a="x"' for n in range(900)) + "/>"
    return dblp("<article>" + levels + wide * 200 + "</x>" * 200 + "</article>" + ARTICLE)

@case("a.xml", "dblp.")
def xml_comment_without_end():
    return "<dblp>" + "<!-- " * 5_000_000 + ARTICLE

@case("a.xml", "", codes=(0,))
def xml_comments_2000000():
    return dblp(ARTICLE + "<!---->" * 2_000_000 + ARTICLE)

@case("a.xml", "dblp.")
def xml_sections_without_end():
    return "<dblp>" + (ARTICLE + "<![CDATA[") * 200_000

@case("a.xml", "dblp.")
def xml_instructions_without_end():
    return "<dblp>" + (ARTICLE + "<?p ") * 200_000

@case("a.xml", "dblp.")
def xml_less_than_signs():
    return "<dblp><article>" + "<" * 10_000_000

@case("a.xml", "dblp.")
def xml_ampersands():
    return dblp(article("&" * 10_000_000))

@case("a.xml", "dblp.", codes=(0, 1))
def xml_end_tags():
    return dblp("</article>" * 1_000_000 + ARTICLE)

@case("a.xml", "", codes=(0, 1))
def xml_character_references():
    return dblp(article("&#x0;" + "&#65;" * 1_000_000))

@case("a.xml", "dblp.", codes=(0, 1))
def xml_attribute_of_50_mb():
    return dblp(f'<article key="{"k" * 50_000_000}">' + ARTICLE)

@case("a.xml", "", codes=(0, 1))
def xml_text_of_50_mb():
    return dblp(article("w" * 50_000_000))

@case("a.xml", "", codes=(0, 1))
def xml_authors_1000000():
    return dblp("<article>" + "<author>Ada Aho</author>" * 1_000_000 + "</article>")

@case("a.gexf", "gexf.entities-too-large", command="stats {0} --from gexf")
def gexf_labels_of_64_kib():
    return ('<!DOCTYPE gexf [<!ENTITY a "' + "x" * 65_000 + '">]><gexf><graph><nodes>'
            + "".join(f'<node id="{n}" label="&a;"/>' for n in range(2_000)) + "</nodes></graph></gexf>")

@case("a.graphml", "", codes=(0, 1))
def graphml_keys_100000():
    return ("<graphml>" + "".join(f'<key id="k{n}" for="node" attr.name="a{n}"><default>x</default></key>' for n in range(100_000))
            + '<graph>' + "".join(f'<node id="{n}"/>' for n in range(1_000)) + GRAPHML[1])

@case("a.graphml", "", codes=(0, 1))
def graphml_huge_ids():
    ids = [f"{n}" + "9" * 100_000 for n in range(100)]
    return (GRAPHML[0] + "".join(f'<node id="{n}"/>' for n in ids)
            + "".join(f'<edge source="{ids[n]}" target="{ids[n + 1]}"/>' for n in range(99)) + GRAPHML[1])

@case("a.graphml", "graphml.", codes=(1,))
def graphml_impossible_weights():
    values = ["nan", "inf", "-1", "1e400", "0x10", "1e-400", "", "9" * 1_000]
    return ('<graphml><key id="w" for="edge" attr.name="weight"/><graph>'
            + "".join(f'<node id="a{n}"/><node id="b{n}"/>' for n in range(8))
            + "".join(f'<edge source="a{n}" target="b{n}"><data key="w">{v}</data></edge>' for n, v in enumerate(values))
            + GRAPHML[1])

# Archives ----------------------------------------------------------------------------------------

def zipped(files):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files: archive.writestr(name, content)
    return out.getvalue()

def compressed_zeros(size, compress=None):
    deflate = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [deflate.compress(bytes(1 << 24)) for _ in range(size >> 24)]
    return b"".join(parts) + deflate.flush()

@case("a.bib.gz", "input.expands-too-much")
def gzip_bomb_8_gib(): return compressed_zeros(8 << 30)

@case("a.bib.gz.gz.gz", "input.")
def gzip_in_gzip_in_gzip():
    return gzip.compress(gzip.compress(compressed_zeros(4 << 30)))

@case("a.bib.bz2", "input.")
def bzip2_bomb_2_gib():
    return bz2.compress(bytes(1 << 26)) * 32

@case("a.bib.xz", "input.")
def xz_bomb_1_gib():
    part = lzma.compress(bytes(1 << 27), preset=0)
    return part * 8

@case("a.bib.xz", "input.")
def xz_dictionary_of_1_gib():
    return lzma.compress(BIB.encode(), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 30}])

@case("a.bib.lzma", "input.")
def lzma_header_without_end():
    return b"\x5d" + struct.pack("<I", 0xFFFFFFFF) + b"\xff" * 8 + bytes(100)

@case("a.zip", "input.expands-too-much")
def zip_bomb():
    return zipped([(f"{n}.bib", bytes(1 << 28)) for n in range(4)])

@case("a.zip", "input.")
def zip_in_zip():
    content = zipped([("a.bib", BIB)])
    for _ in range(200): content = zipped([("a.zip", content)] * 2 if len(content) < 100_000 else [("a.zip", content)])
    return content

@case("a.zip", "input.")
def zip_of_overlapping_files():
    # Every entry of the list points to one local file, as in Fifield's bombs.
    name, data = b"a.bib", zlib.compress(bytes(1 << 26), 9)[2:-4]
    crc = zlib.crc32(bytes(1 << 26))
    local = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0, crc, len(data), 1 << 26, len(name), 0) + name + data
    entry = lambda n: struct.pack("<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0, crc, len(data), 1 << 26, len(name), 0, 0, 0, 0, 0, 0) + name
    many = b"".join(entry(n) for n in range(10_000))
    return local + many + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 10_000, 10_000, len(many), len(local), 0)

@case("a.zip", "", codes=(0,))
def zip_of_odd_names():
    return zipped([(n, BIB) for n in ["../../x.bib", "/etc/x.bib", "a\nb.bib", "\x1b[31m.bib", "x" * 60_000 + ".bib", "a\\..\\b.bib", "\u202ebib.a"]])

@case("a.zip", "input.")
def zip_of_2000000_entries_claimed():
    return b"PK\x03\x04" + bytes(26) + struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 65535, 65535, 0xFFFFFFFF, 0, 0)

def tarred(add):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive: add(archive)
    return out.getvalue()

@case("a.tar", "", codes=(0, 1))
def tar_of_20000_empty_files():
    def add(archive):
        for n in range(20_000): archive.addfile(tarfile.TarInfo(f"{n}.bib"))
    return tarred(add)

@case("a.tar", "", codes=(0, 1))
def tar_of_links_and_devices():
    def add(archive):
        for n, kind in enumerate([tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE]):
            item = tarfile.TarInfo(f"{n}.bib"); item.type = kind; item.linkname = "/etc/passwd"
            archive.addfile(item)
        item = tarfile.TarInfo("good.bib"); item.size = len(BIB); archive.addfile(item, io.BytesIO(BIB.encode()))
    return tarred(add)

@case("a.tar", "input.")
def tar_of_impossible_size():
    item = tarfile.TarInfo("a.bib"); item.size = 1 << 60
    return item.tobuf(tarfile.GNU_FORMAT) + BIB.encode()

@case("a.tar.gz", "input.")
def tar_gz_bomb():
    item = tarfile.TarInfo("a.bib"); item.size = 8 << 30
    deflate = zlib.compressobj(9, zlib.DEFLATED, 31)
    parts = [deflate.compress(item.tobuf(tarfile.GNU_FORMAT))]
    zeros = bytes(1 << 24)
    parts += [deflate.compress(zeros) for _ in range(512)]
    return b"".join(parts) + deflate.flush()

# JSON --------------------------------------------------------------------------------------------

@case("a.json", "json")
def json_nested_10000000(): return "[" * 10_000_000

@case("a.json", "json")
def json_nested_objects(): return '{"title":' * 1_000_000

@case("a.json", "json", codes=(0, 1))
def json_nested_in_a_member():
    return '[{"title": "A title of words", "authors": ["Ada Aho"], "x": ' + "[" * 100_000 + "]" * 100_000 + "}]"

@case("a.json", "", codes=(0, 1))
def json_keys_1000000():
    return '[{"title": "A title of words", "authors": ["Ada Aho"], ' + ", ".join(f'"k{n}": 1' for n in range(1_000_000)) + "}]"

@case("a.json", "", codes=(0, 1))
def json_lines_with_new_keys():
    return "".join(f'{{"title": "A title {n}", "authors": ["Ada Aho"], "k{n}": 1}}\n' for n in range(100_000))

@case("a.jsonl", "json")
def json_broken_lines(): return '{"title": "A title of words", "authors": ["Ada Aho"]}\n' + '{"title": \n' * 1_000_000

@case("a.json", "", codes=(1,))
def json_of_zeros(): return "[" + "0," * 10_000_000 + "0]"

@case("a.json", "", codes=(0, 1))
def json_text_of_50_mb(): return '[{"title": "' + "w" * 50_000_000 + '", "authors": ["Ada Aho"]}]'

@case("a.json", "", codes=(0, 1))
def json_surrogates_and_numbers():
    return ('[{"title": "A \\ud800 title \\u0000 of", "authors": ["Ada Aho"], "year": 1e400},'
            '{"title": "A second title", "authors": ["Bo Berg"], "year": 99999999999999999999},'
            '{"title": "A third title", "authors": ["Bo Berg"], "year": -1}]')

# BibTeX ------------------------------------------------------------------------------------------

@case("a.bib", "bibtex.")
def bibtex_nested_braces(): return "@article{a, title=" + "{" * 5_000_000

@case("a.bib", "", codes=(0,))
def bibtex_nested_braces_closed():
    return "@article{a, author={Aho, Ada}, title=" + "{" * 1_000_000 + "words" + "}" * 1_000_000 + "}"

@case("a.bib", "", codes=(0,))
def bibtex_nested_braces_in_names():
    return "@article{a, title={A title}, author=" + "{" * 1_000_000 + "Aho" + "}" * 1_000_000 + "}"

@case("a.bib", "bibtex.")
def bibtex_entries_without_end(): return "@article{a, title={words" * 300_000

@case("a.bib", "bibtex.")
def bibtex_entries_without_end_on_lines(): return "@article{a, title={words\n" * 300_000

@case("a.bib", "bibtex.")
def bibtex_quotes_without_end(): return '@article{a, title="words\n' * 300_000

@case("a.bib", "bibtex.undefined-macro", codes=(0,))
def bibtex_string_chain():
    return ('@string{s0 = "words of a title"}\n'
            + "".join(f"@string{{s{n} = s{n - 1} # s{n - 1}}}\n" for n in range(1, 64))
            + "@article{a, author={Aho, Ada}, title = s63}\n" + BIB)

@case("a.bib", "bibtex.macros-too-large")
def bibtex_wide_strings():
    return (f'@string{{s = "{"w" * 4_000}"}}\n'
            + "".join(f"@article{{a{n}, author={{Aho, Ada}}, title = s # s # s # s # s}}\n" for n in range(20_000)))

@case("a.bib", "", codes=(0, 1))
def bibtex_string_of_itself():
    return "@string{s = s # s}\n@article{a, author={Aho, Ada}, title = s}\n" + BIB

@case("a.bib", "", codes=(0, 1))
def bibtex_concatenations():
    return '@article{a, author={Aho, Ada}, title = "a"' + ' # "b"' * 1_000_000 + "}\n"

@case("a.bib", "", codes=(0, 1))
def bibtex_crossrefs_in_a_ring():
    return "".join(f"@inproceedings{{c{n}, author={{A{n} Aho}}, title={{Title {n}}}, crossref={{c{(n + 1) % 10_000}}}}}\n" for n in range(10_000))

@case("a.bib", "", codes=(0, 1))
def bibtex_authors_1000000():
    return "@article{a, title={A title of words}, author={" + " and ".join(["Aho, Ada"] * 1_000_000) + "}}"

@case("a.bib", "", codes=(0, 1))
def bibtex_commas_in_a_name():
    return "@article{a, title={A title of words}, author={" + "Aho," * 2_000_000 + "}}"

@case("a.bib", "", codes=(0, 1))
def bibtex_commands():
    return "@article{a, author={Aho, Ada}, title={" + "\\'" * 2_000_000 + "}}\n" + "@article{b, author={" + '{\\"' * 500_000 + "}" * 500_000 + "}}"

@case("a.bib", "", codes=(0, 1))
def bibtex_fields_500000():
    return "@article{a, author={Aho, Ada}, title={A title of words}," + "".join(f" f{n}={{x}}," for n in range(500_000)) + "}"

@case("a.bib", "input.no-entries")
def bibtex_at_signs(): return "@" * 10_000_000

@case("a.bib", "", codes=(0, 1))
def bibtex_comments_without_end(): return BIB + "@comment{ " * 1_000_000

@case("a.bib", "", codes=(0, 1))
def bibtex_one_key():
    return "".join(f"@article{{a, author={{Aho, Ada}}, title={{Title number {n}}}}}\n" for n in range(50_000))

# Tagged text ---------------------------------------------------------------------------------------

@case("a.ris", "", codes=(0,))
def ris_field_of_50_mb(): return "TY  - JOUR\nAU  - Aho, Ada\nTI  - " + "w" * 50_000_000 + "\nER  - \n"

@case("a.ris", "", codes=(0,))
def ris_lines_of_continuation(): return "TY  - JOUR\nAU  - Aho, Ada\nTI  - Words\n" + "more words\n" * 1_000_000 + "ER  - \n"

@case("a.ris", "ris.unclosed-record", codes=(0,))
def ris_entries_without_end(): return "TY  - JOUR\nAU  - Aho, Ada\n" * 300_000

@case("a.ris", "", codes=(0, 1))
def ris_authors_1000000(): return "TY  - JOUR\nTI  - A title of words\n" + "AU  - Aho, Ada\n" * 1_000_000 + "ER  - \n"

@case("a.ris", "", codes=(0,))
def ris_unknown_tags(): return "TY  - JOUR\nAU  - Aho, Ada\nTI  - Words\n" + "ZZ  - x\n" * 1_000_000 + "ER  - \n"

@case("a.txt", "", codes=(0, 1))
def wos_field_of_continuations(): return "FN Clarivate\nVR 1.0\nPT J\nAU Aho, A\n" + "   Berg, B\n" * 1_000_000 + "ER\nEF\n"

@case("a.nbib", "", codes=(0, 1))
def medline_without_end(): return "PMID- 1\nTI  - Words\nFAU - Aho, Ada\n" * 300_000

# Tables --------------------------------------------------------------------------------------------

@case("a.csv", "csv")
def csv_columns_1000000(): return ",".join(f"c{n}" for n in range(1_000_000)) + "\n" + "x," * 1_000_000 + "\n"

@case("a.csv", "", codes=(0, 1))
def csv_known_columns_1000000(): return "Authors,Title," + ",".join(["Keywords"] * 1_000_000) + "\nAda Aho,Words" + ",x" * 1_000_000 + "\n"

@case("a.csv", "", codes=(0, 1))
def csv_ragged_rows(): return "Authors,Title,Year\n" + "Ada Aho;Bo Berg\n" * 500_000

@case("a.csv", "csv", codes=(0, 1))
def csv_quote_without_end(): return "Authors,Title,Year\n" + "".join(f'"Ada Aho;Bo Berg,Words {n},2001\n' for n in range(50_000))

@case("a.csv", "csv.long-cell")
def csv_quotes(): return "Authors,Title,Year\n" + '"' * 20_000_001

@case("a.csv", "", codes=(0, 1))
def csv_line_of_50_mb(): return "Authors,Title,Year\nAda Aho," + "w" * 50_000_000 + ",2001\n"

@case("a.csv", "", codes=(0, 1))
def csv_separators_in_a_cell(): return "Authors,Title,Year\n" + ";" * 5_000_000 + ",Words,2001\n"

@case("a.csv", "csv.long-cell")
def csv_of_nul_bytes(): return "Authors,Title,Year\n" + "\0" * 20_000_000

@case("a.csv", "", codes=(1,))
def csv_of_line_feeds(): return "Authors,Title,Year\n" + "\n" * 20_000_000

@case("a.csv", "", codes=(0, 1))
def csv_impossible_years(): return "Authors,Title,Year\n" + "".join(f"Ada Aho,Words of title {n},99999999999\n" for n in range(50_000))

# Graphs --------------------------------------------------------------------------------------------

@case("a.net", "pajek.", codes=(0,))
def pajek_vertices_claimed(): return "*Vertices 2000000000\n1 \"Ada\"\n2 \"Bo\"\n*Edges\n1 2 1\n"

@case("a.net", "pajek.")
def pajek_vertices_beyond_numbers(): return "*Vertices 99999999999999999999\n1 \"Ada\"\n*Edges\n1 2 1\n"

@case("a.net", "pajek.")
def pajek_huge_ids(): return "*Vertices 2\n1 \"Ada\"\n2 \"Bo\"\n*Edges\n" + "9223372036854775807 -9223372036854775808 1\n" * 100_000

@case("a.net", "pajek.", codes=(0, 1))
def pajek_matrix(): return "*Vertices 100000\n*Matrix\n1 2 3\n"

@case("a.mtx", "matrixmarket.", codes=(0,))
def matrixmarket_claimed(): return "%%MatrixMarket matrix coordinate real general\n2000000000 2000000000 9000000000\n1 2 1\n"

@case("a.mtx", "matrixmarket.", codes=(0,))
def matrixmarket_array_claimed(): return "%%MatrixMarket matrix array real general\n4000000000 4000000000\n1\n"

@case("a.mtx", "matrixmarket.", codes=(0, 1))
def matrixmarket_numbers(): return "%%MatrixMarket matrix coordinate real symmetric\n3 3 4\n1 2 nan\n2 3 1e400\n3 1 -1\n0 9 1\n"

@case("a.graph", "metis.", codes=(0,))
def metis_claimed(): return "4000000000 9000000000\n2\n1\n"

@case("a.gml", "gml.")
def gml_nested(): return "graph [ " * 1_000_000

@case("a.gml", "", codes=(0,))
def gml_nested_in_a_node(): return "graph [ node [ id 1 " + "x [ " * 1_000_000 + "] " * 1_000_000 + "] ]"

@case("a.gml", "gml.", codes=(0, 1))
def gml_huge_ids(): return "graph [ node [ id 99999999999999999999 ] node [ id 1e308 ] edge [ source 1e308 target -1 value nan ] ]"

@case("a.gml", "gml.")
def gml_text_without_end(): return "graph [ node [ id 1 label \"" + "w" * 20_000_000

@case("a.ncol", "", codes=(0, 1))
def ncol_huge_ids(): return "".join(f"{'9' * 10_000}{n} {'8' * 10_000}{n} 1\n" for n in range(500))

@case("a.ncol", "edge-list.", codes=(0, 1))
def ncol_impossible_weights(): return "".join(f"a{n} b{n} {w}\n" for n, w in enumerate(["nan", "inf", "-1", "1e400", "0x10", "1e-400"] * 10_000))

@case("a.lgl", "", codes=(0, 1))
def lgl_lines(): return "# a\n" + "b\n" * 1_000_000

@case("a.csv", "", codes=(0, 1))
def matrix_of_one_row(): return "," + ",".join(f"a{n}" for n in range(500_000)) + "\na0" + ",1" * 500_000 + "\n"

@case("a.json", "json-graph.", codes=(0, 1))
def json_graph_of_missing_vertices(): return '{"nodes": [], "links": [' + ",".join(f'{{"source": {n}, "target": {n + 1}}}' for n in range(100_000)) + "]}"

# Text ------------------------------------------------------------------------------------------------

@case("a.txt", "", codes=(1,))
def text_of_one_line(): return "words " * 8_000_000

@case("a.txt", "", codes=(1,))
def text_of_zeros(): return bytes(50_000_000)

@case("a.bib", "", codes=(0, 1))
def text_of_invalid_utf8(): return BIB.encode() + b"\xff\xfe\xf8" * 5_000_000

@case("a.bib", "", codes=(0, 1))
def text_of_combining_marks(): return "@article{a, author={Aho, Ada}, title={e" + "\u0301" * 2_000_000 + "}}"

@case("a.bib", "", codes=(0, 1))
def name_of_combining_marks(): return "@article{a, title={A title of words}, author={Aho, A" + "\u0301" * 1_000_000 + "}}"

@case("a.bib", "", codes=(0, 1))
def names_that_begin_alike(): return "@article{a, title={A title of words}, author={" + " and ".join(f"Aho, A{'a' * (n % 500)}" for n in range(20_000)) + "}}"

@case("a.bib", "", codes=(0, 1))
def titles_alike():
    return "".join(f"@article{{a{n}, author={{Aho, Ada and Berg, B{n % 7}}}, title={{The very same title of words}}, year={{{1900 + n % 100}}}}}\n" for n in range(20_000))

@case("a.bib", "", codes=(0, 1))
def one_identifier():
    return "".join(f"@article{{a{n}, author={{A{n} Aho}}, title={{Title number {n}}}, doi={{10.1000/1}}}}\n" for n in range(5_000))

# Corpora, manifests, rulings ------------------------------------------------------------------------

@case("a.sqlite", "not", codes=(74,))
def sqlite_of_others():
    file = sqlite3.connect(":memory:")
    file.execute("create table t (a)")
    return file.serialize() if hasattr(file, "serialize") else b"SQLite format 3\0" + bytes(4_096)

@case("a.sqlite", "", codes=(74,))
def sqlite_header_alone(): return b"SQLite format 3\0" + b"\xff" * 1_000_000

@case("f", "it is not a folder of 'collab report'", codes=(74,), command="compare {0} {0}")
def manifest_nested(folder):
    (folder / "manifest.json").write_text("[" * 1_000_000)

@case("f", "it is not a folder of 'collab report'", codes=(74,), command="compare {0} {0}")
def manifest_of_1000000_files(folder):
    (folder / "manifest.json").write_text(json.dumps({"files": [{"name": f"../{n}", "sha256": "0" * 64} for n in range(300_000)]}))

@case("f", "its manifest does not list", codes=(74,), command="report {1} -o {0}")
def manifest_in_the_way_of_a_report(folder):
    (folder / "manifest.json").write_text(json.dumps({"files": [{"name": "", "sha256": ""}, {"name": "..", "sha256": "0" * 64}]}))
    (folder / "mine.txt").write_text("mine")

@case("a.txt", "", codes=(1, 64, 74), command="stats {1} --names {0}")
def rulings_without_sense(): return "=\n!=\n= =\nA = \n" * 100_000

@case("a.txt", "", codes=(0, 1, 64, 74), command="stats {1} --names {0}")
def rulings_in_a_chain(): return "".join(f"A{n} Aho = A{n + 1} Aho\n" for n in range(100_000))

@case("a.txt", "", codes=(0, 1, 64, 74), command="stats {1} --names {0}")
def rulings_against_themselves(): return "".join(f"A{n} Aho = B{n} Aho\nA{n} Aho != B{n} Aho\n" for n in range(50_000))

@case("a.txt", "", codes=(1, 64, 74), command="stats {1} --names {0}")
def rulings_of_zeros(): return bytes(20_000_000)


@case("a.bib", "", codes=(0, 1))
def names_on_behalf_of_names():
    return "@article{a, title={A title of words}, author={Aho, Ada" + " on behalf of the Berg Group" * 2_000 + "}}"

@case("a.ris", "", codes=(0, 1))
def names_in_names():
    return "TY  - JOUR\nTI  - A title of words\nAU  - Ada Aho" + " and the Berg Group with the Chen Team" * 1_500 + "\nER  - \n"

@case("a.xml", "dblp.", codes=(0, 1))
def xml_instructions_of_many_names():
    return dblp("".join(f"<?p{n} ?>" for n in range(500_000)) + ARTICLE)

@case("a.xml", "dblp.", codes=(0, 1))
def xml_prefixes_undeclared():
    return dblp("<article>" + "".join(f"<p{n}:a/>" for n in range(500_000)) + "</article>" + ARTICLE)
