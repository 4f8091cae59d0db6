// What lies under the people: outlines of clusters, or the density of all, as paths of the map.
const groundSide = 128, groundPad = 10;
const grounds = [["plain", "Plain"], ...(community ? [["outlines", "Outlines of clusters"]] : []), ["density", "Density"]];
let groundPaths = null;

/** How many of some people are around each cell of a grid: counts, blurred three times. */
const fieldOf = (people) => {
  const wide = groundSide + 2 * groundPad, reach = 2;
  let field = new Float32Array(wide * wide), other = new Float32Array(wide * wide);
  for (const v of people) field[cellOf(v)]++;
  for (let pass = 0; pass < 6; pass++) {
    const step = pass % 2 === 0 ? 1 : wide, line = pass % 2 === 0 ? wide : 1;
    for (let row = 0; row < wide; row++) {
      let sum = 0;
      for (let i = -reach; i < wide; i++) {
        if (i + reach < wide) sum += field[row * line + (i + reach) * step];
        if (i - reach - 1 >= 0) sum -= field[row * line + (i - reach - 1) * step];
        if (i >= 0) other[row * line + i * step] = sum;
      }
    }
    [field, other] = [other, field];
  }
  return field;
};
const cellOf = (v) => {
  const at = (value, axis) => groundPad + Math.floor(((value - bounds[axis][0]) / span) * (groundSide - 1));
  return at(y[v], 1) * (groundSide + 2 * groundPad) + at(x[v], 0);
};
/** The value that a share of some people stand below. */
const levelOf = (field, people, share) => {
  const values = Float32Array.from(people, (v) => field[cellOf(v)]).sort();
  return values[Math.floor(share * (values.length - 1))];
};

/** The lines where a field becomes positive, as an SVG path on the map, by marching squares. */
const contour = (field) => {
  const wide = groundSide + 2 * groundPad, next = new Map();
  const toMap = (at, axis) => bounds[axis][0] + ((at + 0.5 - groundPad) / (groundSide - 1)) * span;
  // A point where the line crosses from one corner of the grid to another, by the pair of them.
  const cross = (a, b) => {
    const share = field[a] / (field[a] - field[b]);
    const [ax, ay, bx, by] = [a % wide, Math.floor(a / wide), b % wide, Math.floor(b / wide)];
    return { key: Math.min(a, b) * 2 + (Math.abs(a - b) === 1 ? 0 : 1), x: toMap(ax + (bx - ax) * share, 0), y: toMap(ay + (by - ay) * share, 1) };
  };
  for (let row = 0; row + 1 < wide; row++) {
    for (let column = 0; column + 1 < wide; column++) {
      const i = row * wide + column, corners = [i, i + 1, i + wide + 1, i + wide];
      const leaves = [], enters = [];
      corners.forEach((a, k) => {
        const b = corners[(k + 1) % 4];
        if (field[a] > 0 && field[b] <= 0) leaves.push(cross(a, b));
        if (field[a] <= 0 && field[b] > 0) enters.push(cross(a, b));
      });
      // Each way out of the positive side begins a piece, which ends at the next way in.
      leaves.forEach((from, k) => next.set(from.key, { from, to: enters[k].key }));
    }
  }
  const round = (value) => Number(value.toPrecision(6));
  let path = "";
  while (next.size > 0) {
    const points = [];
    for (let key = next.keys().next().value; next.has(key);) {
      const { from, to } = next.get(key);
      next.delete(key);
      points.push(from);
      key = to;
    }
    if (points.length < 6) continue;
    // Corners are rounded: curves from the middle of one piece to that of the next.
    const middle = (a, b) => `${round((a.x + b.x) / 2)} ${round((a.y + b.y) / 2)}`;
    path += `M${middle(points[points.length - 1], points[0])}` + points.map((point, i) =>
      `Q${round(point.x)} ${round(point.y)} ${middle(point, points[(i + 1) % points.length])}`).join("") + "Z";
  }
  return path;
};
const makeGround = () => {
  if (state.ground === "density") {
    const field = fieldOf(shownVertices);
    return [0.05, 0.25, 0.5, 0.75].map((share) => {
      const level = levelOf(field, shownVertices, share);
      return { cluster: -1, path: contour(field.map((value) => value - level * 0.999)) };
    });
  }
  const members = Array.from({ length: Math.min(clusterCount, 40) }, () => []);
  for (const v of shownVertices) members[community[v]]?.push(v);
  const fields = members.map((list) => (list.length >= 5 ? fieldOf(list) : null));
  // A cluster's ground is where nine tenths of its people stand and none other is denser.
  const densest = fields.find(Boolean)?.slice().fill(0);
  for (const field of fields) field?.forEach((value, i) => { densest[i] = Math.max(densest[i], value); });
  return fields.flatMap((field, cluster) => {
    if (!field) return [];
    const level = levelOf(field, members[cluster], 0.1) * 0.999;
    return [{ cluster, path: contour(field.map((value, i) => (value < densest[i] ? Math.min(value - level, value - densest[i]) : value - level))) }];
  });
};
/** Draws the ground; the paths are made anew after a change of the filters. */
const drawGround = (pen) => {
  if (state.ground === "plain" || shownVertices.length === 0) return;
  groundPaths ??= makeGround().map((one) => ({ ...one, shape: new Path2D(one.path) }));
  const { ratio, scale } = view;
  pen.save();
  pen.setTransform(ratio * scale, 0, 0, -ratio * scale, ratio * (view.width / 2 - view.x * scale), ratio * (view.height / 2 + view.y * scale));
  pen.lineWidth = 1.4 / scale;
  for (const { cluster, shape } of groundPaths) {
    const { fill, line, opacity } = groundLook(cluster), dimmed = lit ? 0.3 : 1;
    pen.fillStyle = fill;
    pen.globalAlpha = dimmed * opacity[0];
    pen.fill(shape, "evenodd");
    pen.strokeStyle = line;
    pen.globalAlpha = dimmed * opacity[1];
    pen.stroke(shape);
  }
  pen.restore();
};
const groundLook = (cluster) => (cluster < 0 ? { fill: inkColour(), line: inkColour(), opacity: [0.06, 0.3] }
  : { fill: css(clusterColour(cluster)), line: titleColour(cluster), opacity: [0.16, 0.7] });
const groundSVG = () => {
  if (state.ground === "plain" || !groundPaths) return "";
  const dimmed = lit ? 0.3 : 1, paths = groundPaths.map(({ cluster, path }) => {
    const { fill, line, opacity } = groundLook(cluster);
    return `<path d="${path}" fill="${fill}" fill-opacity="${dimmed * opacity[0]}" stroke="${line}" stroke-opacity="${dimmed * opacity[1]}"/>`;
  });
  return `<g transform="translate(${view.width / 2 - view.x * view.scale} ${view.height / 2 + view.y * view.scale}) scale(${
    view.scale} ${-view.scale})" fill-rule="evenodd" stroke-width="${1.4 / view.scale}">${paths.join("\n")}</g>\n`;
};
