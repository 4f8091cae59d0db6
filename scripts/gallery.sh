#!/usr/bin/env bash
# usage: scripts/gallery.sh [executable] [name of a map...]
#
# Draws maps of real data in light, in dark and for print into gallery/, with a page that shows them
# and the command under each, and fails if any text overlaps another, is cut off or, up to 2,000
# authors, lies over a disc, or if any disc hides another. Data beside the project (../shared/data,
# or $COLLAB_SHARED/data) is optional: maps of it are left out with a line where it is absent.
set -euo pipefail
cd "$(dirname "$0")/.."
collab=${1:-.build/release/collab}
shift || true
only=" $* "
data=${COLLAB_SHARED:-../shared}/data
out=gallery
mkdir -p "$out"
page=$out/index.html
failures=0

# quoted WORD...: the words as one types them in a shell.
quoted() {
  local word line=
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./=,:+-]+$ ]] || word="\"$word\""
    line+=" $word"
  done
  printf '%s' "${line# }"
}

escaped() { sed -e 's/&/\&amp;/g' -e 's/</\&lt;/g' -e 's/>/\&gt;/g'; }

# figure NAME REPORT: the value of a line of a layout report.
figure() { awk -v name="$1" 'index($0, name) == 1 { print $NF }' "$2"; }

# wrong REPORT: how many texts and discs overlap or are cut.
wrong() {
  local over=0
  if (($(figure discs "$1") <= 2000)); then over=$(figure "covered discs" "$1"); fi
  echo $(($(figure "overlapping texts" "$1") + $(figure "cut texts" "$1") \
    + $(figure "overlapping discs" "$1") + over))
}

# map NAME SENTENCE INPUT ARGUMENT...: draws a map and adds it to the page.
map() {
  local name=$1 sentence=$2 input=$3
  shift 3
  if [[ $only != "  " && $only != *" $name "* ]]; then return; fi
  if [[ ! -e $input ]]; then
    echo "$name: skipped, there is no $input"
    return
  fi
  local command="collab draw $(quoted "$@") -o $name.svg" report=$out/$name.txt
  command=${command//"$data"/../shared/data}
  "$collab" draw "$@" --layout-report -o "$out/$name.svg" -o "$out/$name.png" > "$report"
  local theme found
  found=$(wrong "$report")
  for theme in dark print; do
    "$collab" draw "$@" --theme $theme --layout-report -o "$out/$name-$theme.png" \
      > "$out/$name-$theme.txt"
    found=$((found + $(wrong "$out/$name-$theme.txt")))
  done
  local texts discs
  texts=$(figure texts "$report") discs=$(figure discs "$report")
  echo "$name: $texts texts and $discs discs, $found of them overlap or are cut in any theme"
  failures=$((failures + found))
  local title
  title=$(sed -n 's,^<title id="title">\(.*\)</title>$,\1,p' "$out/$name.svg" | head -n 1)
  cat >> "$page" <<END
<figure id="$name">
<h2>$title</h2>
<p>$(escaped <<< "$sentence")</p>
<a href="$name.svg"><picture>
<source media="(prefers-color-scheme: dark)" srcset="$name-dark.png">
<img src="$name.png" loading="lazy" alt="$title">
</picture></a>
<figcaption>
<pre>$(escaped <<< "$command")</pre>
<p>$texts texts, none overlapping or cut: measured in the drawn file. $discs discs.</p>
</figcaption>
</figure>
END
}

cat > "$page" <<'END'
<!DOCTYPE html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Maps drawn by Collab</title>
<style>
:root { --paper: #fcfcfa; --ink: #1c1f24; --muted: #565c66; --line: #e2dfd8 }
@media (prefers-color-scheme: dark) {
  :root { --paper: #14171c; --ink: #f2f3f5; --muted: #aeb4bd; --line: #2a303a }
}
body { margin: 0 auto; padding: 2rem 1.5rem; max-width: 72rem; background: var(--paper);
  color: var(--ink); font: 1rem/1.5 Helvetica, Arial, sans-serif }
figure { margin: 0; padding: 2.5rem 0; border-top: 1px solid var(--line) }
img { display: block; width: 100%; height: auto }
h2 { margin: 0; font-size: 1.3rem }
p { margin: .2rem 0 1rem; color: var(--muted) }
pre { margin: 1rem 0 .5rem; padding: .7rem 1rem; white-space: pre-wrap; border: 1px solid var(--line);
  border-radius: 4px }
</style>
<h1>Maps drawn by Collab</h1>
<p>Each from real data by the command under it; a click opens it as a vector picture.</p>
END

map seeds "Five author pages, the ones that come with the project." \
  seeds seeds --title "Who writes with whom on five author pages"
map ego "One author's coauthors, and who of them work together." \
  seeds seeds --ego "Lucas Beyer" --max-authors 50
map lab "A bibliography kept by hand: the Open Problems Project of computational geometry." \
  "$data/formats/topp/topp.bib" "$data/formats/topp/topp.bib" \
  --title "The bibliography of the Open Problems Project"
map netscience "Newman's network scientists; a tie is heavier the fewer wrote a paper together." \
  "$data/graphs/netscience.gml" "$data/graphs/netscience.gml" \
  --title "Coauthorship in network science, 2006"

vis=$data/vispubdata/ieee-vis-1990-2014.csv
if [[ -e $vis && $only == "  " ]]; then
  "$collab" report "$vis" -q --title "Who works with whom at IEEE VIS" -o "$out/report"
fi
map islands "A conference as islands: communities stand apart, each titled by words of its papers." \
  "$vis" "$vis" --largest-component --title "Who works with whom at IEEE VIS, 1990 to 2014"
map vis "A conference by the mean year of each author's papers." \
  "$vis" "$vis" --color-by mean-year --top 700 --title "IEEE VIS, 1990 to 2014" \
  -o "$out/vis.json"
for years in 1990..1997 1998..2005 2006..2014; do
  map "vis-${years%%.*}" "A slice of the same map: who is in both stands where they stand in the whole." \
    "$vis" "$vis" --years "$years" --color-by mean-year --positions "$out/vis.json" --pinned \
    --title "IEEE VIS, ${years/../ to }"
done

map path "How two people are connected: the papers on the way, and who else is around." \
  "$vis" "$vis" --path "B. Shneiderman" "P. Cignoni" --top 60
map country "Authors of one country's geosciences and those abroad with whom they write." \
  "$data/openalex" "$data/openalex" --color-by country --top 120 \
  --title "Earth sciences of Dhahran, by the country of the authors"
map density "Where the authors of the same conference are: the densest places of the map." \
  "$vis" "$vis" --density --largest-component --labels 60 --title "IEEE VIS: a density map"

map hep "All authors of the arXiv's hep-th, 1995 to 1999, by their ties alone." \
  "$data/graphs/hep-th.graph" "$data/graphs/hep-th.graph" --largest-component \
  --labels 0 --title "High-energy theory"
map acl "Communities of a field: each as large as it has authors, titled by words of its papers." \
  "$data/acl-anthology/xml" "$data/acl-anthology/xml" --vertices clusters --top 60 --min-weight 8 \
  --color-by mean-year --title "Computational linguistics, 1952 to 2022"
if [[ $only == "  " || $only == *" generated "* ]]; then
  [[ -e $out/generated.bib ]] || "$collab" generate --works 460000 -o "$out/generated.bib"
fi
map generated "A made-up bibliography as large as DBLP was in 2010, by its communities." \
  "$out/generated.bib" "$out/generated.bib" --vertices clusters --top 50 \
  --min-weight 20 \
  --title "A made-up field of 300,000 authors"

if ((failures)); then
  echo "$failures texts or discs overlap or are cut" >&2
  exit 1
fi
echo "The page: $page"
