#!/usr/bin/env bash
# usage: scripts/compare.sh OLD NEW [quick|whole]
#
# Runs two executables side by side on seeds/, Fixtures/ and, with `whole`, on data beside the
# project (../shared/data, or $COLLAB_SHARED/data): every table, export, picture, page and report,
# with standard error and exit code. Fails unless all files are equal to the byte. Texts for people
# (messages, tables, Markdown, pages) may differ by the substitutions of scripts/compare.sed, which
# are made in the old texts. $COMPARE_OUTPUT keeps the files; old ones found there are used again.
set -euo pipefail
cd "$(dirname "$0")/.."
old=$(realpath "$1") new=$(realpath "$2") extent=${3:-quick}
root=$PWD
data=$(realpath -m "${COLLAB_SHARED:-../shared}/data")
out=${COMPARE_OUTPUT:-$(mktemp -d)}
substitutions=$root/scripts/compare.sed

# run NAME ARGUMENT...: keeps what a command writes to standard output and error, and its exit code.
run() {
  local name=$1 code=0
  shift
  "$collab" "$@" > "$name.out" 2> "$name.err" < /dev/null || code=$?
  # Executables from before it was said say nothing of what they wrote.
  sed -i "/^wrote '/d" "$name.err"
  echo "$code" >> "$name.err"
}

# All that is asked of one input.
tables() {
  run stats stats "$1"
  run stats-json stats "$1" --format json
  run structure stats "$1" --structure --format csv
  run duplicates stats "$1" --duplicates --format csv
  run sources stats "$1" --sources --format markdown
  run rank rank "$1" --top 20
  run rank-csv rank "$1" --by "$measures" --format csv
  run rank-json rank "$1" --by pagerank,betweenness,hc-index --format json --weighting strict
  run clusters clusters "$1" --format csv
  run members clusters "$1" --members --format csv --method louvain
}

exports() {
  local id
  for id in $exporters; do run "export-$id" export "$1" --to "$id" -o "export-$id.file"; done
  for id in $writers; do run "write-$id" export "$1" --to "$id"; done
}

pictures() {
  run draw draw "$1" -o map.svg -o map.dot -o map.html -o map.gexf -o map.json --layout-report
  run draw-clusters draw "$1" -o clusters.svg --vertices clusters
}

# What asks for more of an input than is worth while for each.
more() {
  local id first second
  first=$(sed -n '2s/^[0-9]*,"\{0,1\}\([^",]*\).*/\1/p' rank-csv.out)
  second=$(sed -n '6s/^[0-9]*,"\{0,1\}\([^",]*\).*/\1/p' rank-csv.out)
  run stability clusters "$1" --runs 3 --format json
  run profile clusters "$1" --profile --format json
  run potts clusters "$1" --method leiden-cpm --set resolution=0.1 --set rounds=4
  run propagation clusters "$1" --method label-propagation --members --format json
  run set rank "$1" --by pagerank,katz --set damping=0.5 --set attenuation=0.3 --format json
  run sampled rank "$1" --by betweenness --epsilon 0.05 --format csv
  run alpha rank "$1" --by betweenness,closeness,harmonic --set alpha=1 --format csv
  for id in $backbones; do run "backbone-$id" draw "$1" -o "backbone-$id.dot" --backbone "$id"; done
  for id in $layouts; do run "layout-$id" draw "$1" -o "layout-$id.svg" --layout "$id"; done
  for id in $colorings; do
    run "color-$id" draw "$1" -o "color-$id.svg" --color-by "$id"
    run "clusters-$id" draw "$1" -o "clusters-$id.svg" --color-by "$id" --vertices clusters
  done
  run size draw "$1" -o size.svg -o size.html --size-by betweenness --color-by h-index --theme print
  run ego draw "$1" -o ego.svg --ego "$first" --radius 2 --highlight "$second"
  run path draw "$1" -o path.svg --path "$first" "$second"
  run density draw "$1" -o density.svg --density --top 60 --theme dark
  run part draw "$1" -o part.png -o part.pdf --largest-component --labels 10 --min-weight 0.5
  run isolated draw "$1" -o isolated.svg --isolated --title "A title" --seed 7
  run slice draw "$1" -o slice.svg --positions map.json --pinned --color-by last-year
  run later draw "$1" -o later.svg --positions map.json --years 1990..2014
  run author author "$first" "$1"
  run author-json author "$first" "$1" --format json
  run path-text path "$first" "$second" "$1"
  run report report "$1" -o report
  run report-other report "$1" -o report-other --by h-index,pagerank --set damping=0.6 \
    --method leiden-cpm --draw 40 --color-by mean-year --size-by papers --seed 3
  run compare compare report report-other
  run compare-csv compare report report-other --format csv
}

wrong() {
  run wrong-measure rank "$1" --by pagernk
  run wrong-setting rank "$1" --set dampng=0.5
  run wrong-range rank "$1" --set damping=2
  run wrong-method clusters "$1" --method leyden
  run wrong-layout draw "$1" -o wrong.svg --layout multi
  run wrong-color draw "$1" -o wrong.svg --color-by yeer
  run wrong-backbone draw "$1" -o wrong.svg --backbone disparty
  run wrong-ego draw "$1" -o wrong.svg --ego "Nobody Atall"
  run wrong-clusters draw "$1" -o wrong.html --vertices clusters
  run wrong-format export "$1" --to gefx
}

measures=$("$old" measures --format csv | tail -n +2 | cut -d, -f1 | paste -sd,)
exporters="gexf graphml pajek vosviewer vosviewer-json cytoscape json csv"
writers=$("$old" export --help | sed -n '/^The corpus/,/^USAGE/s/^  \([a-z-]*\):.*/\1/p')
backbones="threshold top-links spanning-forest core disparity sdsm"
layouts="multilevel vos linlog stress neato sfdp circo"
colorings="none first-year mean-year field country affiliation pagerank m-quotient"

# all EXECUTABLE FOLDER
all() {
  collab=$1
  local input name
  mkdir -p "$2"
  cd "$2"
  run formats formats
  run measures measures --format csv
  for input in "${inputs[@]}"; do
    [[ -e $input ]] || continue
    name=${input#"$root"/}
    name=${name#"$data"/}
    name=${name//[^A-Za-z0-9.]/_}
    if [[ -e $name/done ]]; then continue; fi
    mkdir -p "$name"
    cd "$name"
    tables "$input"
    exports "$input"
    pictures "$input"
    if [[ " ${large[*]} " == *" $input "* ]]; then
      more "$input"
      wrong "$input"
    fi
    touch done
    cd ..
    echo "  $name"
  done
  cd "$root"
}

large=("$root/seeds" "$root/Fixtures/corpus")
inputs=("$root/seeds")
for folder in "$root"/Fixtures/*/; do
  case ${folder%/} in
    */expected | */explorer | */exporters | */regressions) ;;
    *) inputs+=("${folder%/}") ;;
  esac
done
if [[ $extent == whole ]]; then
  large+=("$data/vispubdata/ieee-vis-1990-2014.csv" "$data/formats/ScientoPy")
  inputs+=("$data"/vispubdata/*.csv "$data"/graphs/net* "$data"/graphs/*.graph "$data"/formats/*)
fi

echo "old:" && all "$old" "$out/old"
echo "new:" && rm -rf "$out/new" && all "$new" "$out/new"

differences=0
while IFS= read -r file; do
  a=$out/old/$file b=$out/new/$file
  if [[ ! -e $a || ! -e $b ]]; then
    echo "only one wrote $file"
  elif cmp -s "$a" "$b"; then
    continue
  elif [[ $file =~ \.(out|err|md|html)$ && ! $file =~ (csv|json)\.out$ ]] \
    && sed -E -f "$substitutions" "$a" | cmp -s - "$b"; then
    continue
  else
    echo "differs: $file"
    diff <(sed -E -f "$substitutions" "$a") "$b" | head -6 || true
  fi
  differences=$((differences + 1))
done < <(cd "$out" && { cd old && find . -type f; cd ../new && find . -type f; } | sort -u)
count=$(find "$out/new" -type f | wc -l)
echo "$count files, $differences differences; kept in $out"
((differences == 0))
