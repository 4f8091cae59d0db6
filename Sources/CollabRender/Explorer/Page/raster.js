// The map where no graphics processor draws it: lines and discs are added up in memory, for a few
// milliseconds of each frame. Meanwhile, and while the map moves, the last picture is moved.
const createRaster = () => {
  const settings = { alpha: false, willReadFrequently: true };
  // A canvas that was asked for WebGL gives no plain context any more.
  if (!map.getContext("2d", settings)) {
    const fresh = map.cloneNode();
    map.replaceWith(fresh);
    map = fresh;
  }
  // Pixels beyond each side of the window, so that the edge of the picture comes late into view.
  const beyond = 128;
  // Pixels of lines and numbers of people and ties that a picture takes: the whole one, and a
  // plainer one for the midst of a motion.
  const amounts = { whole: { ink: 2.5e7, ties: m, people: n }, plain: { ink: 1e6, ties: 120000, people: 40000 } };
  const block = 4000;
  const tints = new Uint8Array(3 * n), ties = new Uint32Array(m), people = new Uint32Array(n);
  let vertices = shownVertices;
  let width = 0, height = 0, light = new Float32Array(0), image = null;
  let job = null, picture = null, wholeAlpha = null;

  /** A line of a half width with soft sides, from the colour of one person to that of another. */
  const line = (ax, ay, bx, by, half, alpha, a, b) => {
    const steep = Math.abs(by - ay) > Math.abs(bx - ax), ahead = steep ? ay <= by : ax <= bx;
    const u0 = steep ? (ahead ? ay : by) : ahead ? ax : bx, w0 = steep ? (ahead ? ax : bx) : ahead ? ay : by;
    const run = Math.abs(steep ? by - ay : bx - ax);
    if (run < 0.3) return;
    const slope = (steep ? bx - ax : by - ay) / (steep ? by - ay : bx - ax);
    const cosine = 1 / Math.sqrt(1 + slope * slope), reach = (half + 0.5) / cosine;
    const along = steep ? height : width, across = steep ? width : height;
    let low = u0, high = u0 + run;
    if (slope !== 0) {
      const enter = u0 + ((slope > 0 ? -reach : across + reach) - w0) / slope;
      const leave = u0 + ((slope > 0 ? across + reach : -reach) - w0) / slope;
      low = Math.max(low, enter);
      high = Math.min(high, leave);
    }
    const first = Math.max(0, Math.round(low)), last = Math.min(along, Math.round(high));
    const from = 3 * (ahead ? a : b), to = 3 * (ahead ? b : a), peak = alpha * Math.min(1, 2 * half);
    const step = steep ? 3 * width : 3, side = steep ? 3 : 3 * width;
    for (let u = first; u < last; u++) {
      const way = u + 0.5 - u0, centre = w0 + way * slope, share = way / run;
      const red = tints[from] + (tints[to] - tints[from]) * share;
      const green = tints[from + 1] + (tints[to + 1] - tints[from + 1]) * share;
      const blue = tints[from + 2] + (tints[to + 2] - tints[from + 2]) * share;
      const end = Math.min(across - 1, Math.floor(centre + reach - 0.5));
      for (let w = Math.max(0, Math.ceil(centre - reach - 0.5)); w <= end; w++) {
        let cover = half + 0.5 - Math.abs(w + 0.5 - centre) * cosine;
        if (cover <= 0) continue;
        cover = (cover < 1 ? cover : 1) * peak;
        const i = u * step + w * side;
        light[i] += (red - light[i]) * cover;
        light[i + 1] += (green - light[i + 1]) * cover;
        light[i + 2] += (blue - light[i + 2]) * cover;
      }
    }
  };
  /** A disc with a rim of paper where it is large, or a soft glow. */
  const disc = (px, py, r, alpha, v, isGlow, ground) => {
    const left = Math.max(0, Math.ceil(px - r - 1)), right = Math.min(width - 1, Math.floor(px + r));
    const bottom = Math.min(height - 1, Math.floor(py + r)), red = tints[3 * v], green = tints[3 * v + 1], blue = tints[3 * v + 2];
    for (let row = Math.max(0, Math.ceil(py - r - 1)); row <= bottom; row++) {
      const dy = row + 0.5 - py;
      for (let column = left; column <= right; column++) {
        const dx = column + 0.5 - px, distance = Math.sqrt(dx * dx + dy * dy);
        let cover = isGlow ? 1 - distance / r : r - distance + 0.5;
        if (cover <= 0) continue;
        cover = (isGlow ? cover * cover : cover < 1 ? cover : 1) * alpha;
        const inside = isGlow || r <= 3.5 ? 1 : Math.min(Math.max(r - 0.7 - distance, 0), 1);
        const i = 3 * (row * width + column);
        light[i] += (ground[0] + (red - ground[0]) * inside - light[i]) * cover;
        light[i + 1] += (ground[1] + (green - ground[1]) * inside - light[i + 1]) * cover;
        light[i + 2] += (ground[2] + (blue - ground[2]) * inside - light[i + 2]) * cover;
      }
    }
  };

  /** Draws a picture of the view as it is now, with a rest after every block of work. */
  const paint = function* (done) {
    const { ratio } = view, amount = amounts[done.kind], ground = rgb(paper());
    const scale = view.scale * ratio, size = growth() * ratio;
    const columns = Math.round((view.width + 2 * beyond) * ratio), rows = Math.round((view.height + 2 * beyond) * ratio);
    const cx = columns / 2 - view.x * scale, cy = rows / 2 + view.y * scale;
    if (light.length !== 3 * columns * rows) light = new Float32Array(3 * columns * rows);
    [width, height] = [columns, rows];
    light.set(ground);
    for (let i = 3; i < light.length; i *= 2) light.copyWithin(i, 0, i);
    yield;
    let tieCount = 0, ink = 0, read = 0;
    const choose = (end) => {
      for (; read < end && ink < amount.ink; read++) {
        const e = shownEdges[read], a = edgeSources[e], b = edgeTargets[e];
        const ax = x[a] * scale + cx, bx = x[b] * scale + cx, ay = cy - y[a] * scale, by = cy - y[b] * scale;
        if ((ax < 0 && bx < 0) || (ay < 0 && by < 0) || (ax > width && bx > width) || (ay > height && by > height)) continue;
        ink += Math.min(Math.max(Math.abs(ax - bx), Math.abs(ay - by)), width) + 4;
        ties[tieCount++] = e;
      }
    };
    const most = Math.min(shownEdges.length, amount.ties);
    while (read < most && ink < amount.ink) {
      choose(Math.min(read + 5 * block, most));
      yield;
    }
    done.edges = tieCount;
    done.isCut = read < shownEdges.length;
    let count = 0;
    for (let i = 0; i < Math.min(vertices.length, amount.people); i++) {
      const v = vertices[i], px = x[v] * scale + cx, py = cy - y[v] * scale, r = radii[v] * size + 1;
      if (px > -r && py > -r && px < width + r && py < height + r) people[count++] = v;
    }
    done.vertices = count;
    const discs = (from, to, extra, alpha) => {
      for (let i = from; i > to; i--) {
        const v = people[i - 1];
        disc(x[v] * scale + cx, cy - y[v] * scale, radii[v] * size + extra, alpha, v, extra > 0, ground);
      }
    };
    const glow = done.kind === "whole" ? glowOf(count) * ratio : 0;
    for (let i = count; glow > 0 && i > 0; i -= block / 20) {
      discs(i, Math.max(0, i - block / 20), glow, glowAlpha());
      yield;
    }
    if (done.kind === "whole") wholeAlpha = alphaOf(tieCount);
    const alpha = wholeAlpha ?? alphaOf(tieCount), wide = widthOfHeaviest();
    const lines = (from, to) => {
      for (let i = from; i > to; i--) {
        const e = ties[i - 1], a = edgeSources[e], b = edgeTargets[e];
        const ax = x[a] * scale + cx, bx = x[b] * scale + cx, ay = cy - y[a] * scale, by = cy - y[b] * scale;
        const share = Math.sqrt(edgeWeights[e] / heaviest), dx = ax - bx, dy = ay - by;
        const fade = Math.min(Math.max((160 * ratio) / Math.sqrt(dx * dx + dy * dy + 1), 0.14), 1);
        line(ax, ay, bx, by, 0.5 * ratio * (0.7 + (wide - 0.7) * share), alpha * fade * (0.45 + 0.55 * share), a, b);
      }
    };
    for (let i = tieCount; i > 0; i -= block / 4) {
      lines(i, Math.max(0, i - block / 4));
      yield;
    }
    for (let i = count; i > 0; i -= block) {
      discs(i, Math.max(0, i - block), 0, vertexAlpha(vertices.length));
      yield;
    }
    if (image?.width !== width || image.height !== height) image = new ImageData(width, height);
    const bytes = image.data;
    const convert = (from, to) => {
      for (let i = 3 * from, j = 4 * from; j < 4 * to; i += 3, j += 4) {
        bytes[j] = light[i];
        bytes[j + 1] = light[i + 1];
        bytes[j + 2] = light[i + 2];
        bytes[j + 3] = 255;
      }
    };
    for (let row = 0; row < height; row += 128) {
      convert(row * width, Math.min(row + 128, height) * width);
      yield;
    }
    if (map.width !== width || map.height !== height) [map.width, map.height] = [width, height];
    map.getContext("2d", settings).putImageData(image, 0, 0);
    Object.assign(map.style, { left: `${-beyond}px`, top: `${-beyond}px`,
      width: `${width / ratio}px`, height: `${height / ratio}px` });
  };
  const begin = (kind) => {
    const done = { kind, x: view.x, y: view.y, scale: view.scale, ratio: view.ratio, width: view.width, height: view.height };
    return { done, steps: paint(done) };
  };
  const isOfView = (one) => ["x", "y", "scale", "ratio", "width", "height"].every((key) => one[key] === view[key]);
  /** Whether the last picture, moved, still fills the window about as sharply. */
  const covers = () => {
    const zoom = view.scale / picture.scale;
    const reach = (length) => (zoom * (length + 2 * beyond) - length) / 2;
    return zoom > 0.6 && zoom < 1.8 && Math.abs(picture.x - view.x) * view.scale <= reach(view.width)
      && Math.abs(picture.y - view.y) * view.scale <= reach(view.height);
  };
  const forget = () => {
    job = null;
    if (picture) picture.kind = "old";
  };
  return {
    kind: "raster",
    places: forget,
    colours() {
      coloursInto(tints, 3);
      forget();
    },
    vertices(list) {
      vertices = list;
      wholeAlpha = null;
      forget();
    },
    /** Goes on drawing for some milliseconds; tells what is drawn and whether more is to come. */
    draw({ isMoving, patience = isMoving ? 5 : 8 }) {
      if (!isMoving) {
        const isNew = picture?.kind !== "whole" || !isOfView(picture);
        if (isNew && !(job?.done.kind === "whole" && isOfView(job.done))) job = begin("whole");
      } else if (!(picture && covers()) && job?.done.kind !== "plain") {
        job = begin("plain");
      }
      for (const end = performance.now() + patience; job && performance.now() < end;) {
        if (job.steps.next().done) [picture, job] = [job.done, null];
      }
      if (picture) {
        map.style.transform = `translate(${(picture.x - view.x) * view.scale}px, ${
          (view.y - picture.y) * view.scale}px) scale(${view.scale / picture.scale})`;
      }
      return { edges: picture?.edges ?? 0, vertices: picture?.vertices ?? 0, isCut: picture?.isCut ?? false, isGoingOn: job !== null };
    },
    copyTo(pen) {
      const edge = Math.round(beyond * view.ratio);
      pen.drawImage(map, -edge, -edge);
    },
  };
};
