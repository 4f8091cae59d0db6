// How dense and how large everything is drawn, by whichever painter; and the painter by WebGL.
let map = document.getElementById("map");
const alphaOf = (count) => {
  const crowd = count / Math.max(1, (view.width * view.height) / 900);
  return Math.min(Math.max((isDark ? 0.62 : 0.55) / Math.sqrt(Math.max(crowd, 0.6)), 0.03), 0.6);
};
/** Where there are more people than room, their density shows instead of the last one drawn. */
const vertexAlpha = (count) => {
  const crowd = (count / (view.width * view.height)) * 8 / Math.pow(growth(), 2);
  return Math.min(1, Math.max(0.5, 1.15 - 0.25 * crowd));
};
const widthOfHeaviest = () => Math.min(1.2 + 2.2 * growth() * Math.pow(n, -0.1), 7);
/** How far the glow of a cluster's people reaches beyond their discs, in pixels. */
const glowOf = (count) =>
  (state.overlay === "cluster" && count < 30000 ? 7 + 500 * Math.pow(n, -0.55) * growth() : 0);
const glowAlpha = () => (isDark ? 0.05 : 0.06);

const rowLength = 2048;

const shaders = {
  common: `#version 300 es
    precision highp float; precision highp int;
    uniform highp sampler2D places; uniform lowp sampler2D colours;
    uniform vec2 centre, half_view; uniform float scale, growth, ratio, strength;
    ivec2 cell(uint v) { return ivec2(int(v) & ${rowLength - 1}, int(v) >> 11); }
    vec2 place(uint v) { return (texelFetch(places, cell(v), 0).xy - centre) * scale; }`,
  edge: `
    in uint a; in uint b; in float weight;
    uniform float width; out vec4 colour; out float across; out float half_width;
    void main() {
      vec2 from = place(a), to = place(b), way = to - from;
      float length_ = max(length(way), 1e-6);
      half_width = 0.5 * ratio * mix(0.7, width, weight);
      across = float((gl_VertexID & 1) * 2 - 1) * (half_width + ratio);
      bool far = gl_VertexID > 1;
      gl_Position = vec4(((far ? to : from) + vec2(-way.y, way.x) / length_ * across) / half_view, 0, 1);
      // Long lines say less about where people belong, and would hide the short ones.
      float fade = clamp(160.0 * ratio / length_, 0.14, 1.0);
      colour = vec4(texelFetch(colours, cell(far ? b : a), 0).rgb,
        strength * fade * mix(0.45, 1.0, weight));
    }`,
  edgeInk: `#version 300 es
    precision mediump float; in vec4 colour; in float across; in float half_width; out vec4 ink;
    uniform float soft;
    void main() {
      float cover = clamp((half_width + 0.5 * soft - abs(across)) / soft, 0.0, 1.0) * min(1.0, 2.0 * half_width / soft);
      ink = vec4(colour.rgb, 1) * colour.a * cover;
    }`,
  vertex: `
    in uint a; uniform float extra; out vec4 colour; out float size;
    void main() {
      float r = texelFetch(places, cell(a), 0).z * growth * ratio + extra;
      size = 2.0 * r + 2.0;
      gl_PointSize = size;
      gl_Position = vec4(place(a) / half_view, 0, 1);
      colour = vec4(texelFetch(colours, cell(a), 0).rgb, strength);
    }`,
  vertexInk: `#version 300 es
    precision mediump float; in vec4 colour; in float size; out vec4 ink;
    uniform vec3 rim; uniform float soft_glow;
    void main() {
      float d = length(gl_PointCoord - 0.5) * size, r = size * 0.5 - 1.0;
      float cover = clamp(r - d + 0.5, 0.0, 1.0);
      if (soft_glow > 0.0) {
        float t = clamp(1.0 - d / r, 0.0, 1.0);
        ink = vec4(colour.rgb, 1) * colour.a * t * t;
        return;
      }
      float inside = r > 3.5 ? clamp(r - 1.2 - d + 0.5, 0.0, 1.0) : 1.0;
      ink = vec4(mix(rim, colour.rgb, inside), 1) * cover * colour.a;
    }`,
};

const createPainter = () => {
  // Where a processor only pretends to be a graphics card, the other painter is several times faster.
  const gl = map.getContext("webgl2", {
    antialias: false, alpha: false, failIfMajorPerformanceCaveat: true, powerPreference: "high-performance" });
  const about = gl?.getExtension("WEBGL_debug_renderer_info");
  const card = about ? gl.getParameter(about.UNMASKED_RENDERER_WEBGL) : "";
  if (!gl || /swiftshader|llvmpipe|software|basic render/i.test(card)) return null;
  const program = (vertex, fragment) => {
    const made = gl.createProgram();
    for (const [kind, text] of [[gl.VERTEX_SHADER, shaders.common + vertex], [gl.FRAGMENT_SHADER, fragment]]) {
      const shader = gl.createShader(kind);
      gl.shaderSource(shader, text);
      gl.compileShader(shader);
      gl.attachShader(made, shader);
    }
    gl.linkProgram(made);
    if (!gl.getProgramParameter(made, gl.LINK_STATUS)) return null;
    const places = new Map();
    return { made, at: (name) => {
      if (!places.has(name)) places.set(name, gl.getUniformLocation(made, name));
      return places.get(name);
    } };
  };
  const edges = program(shaders.edge, shaders.edgeInk);
  const points = program(shaders.vertex, shaders.vertexInk);
  if (!edges || !points) return null;
  const rows = Math.max(1, Math.ceil(n / rowLength));
  if (rows > gl.getParameter(gl.MAX_TEXTURE_SIZE)) return null;
  const texture = (unit) => {
    gl.activeTexture(gl.TEXTURE0 + unit);
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.NEAREST);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.NEAREST);
  };
  texture(0);
  texture(1);
  const edgeRows = gl.createVertexArray(), pointRows = gl.createVertexArray();
  const edgeBuffer = gl.createBuffer(), pointBuffer = gl.createBuffer();
  gl.bindVertexArray(edgeRows);
  gl.bindBuffer(gl.ARRAY_BUFFER, edgeBuffer);
  for (const [name, offset] of [["a", 0], ["b", 4]]) {
    const slot = gl.getAttribLocation(edges.made, name);
    gl.enableVertexAttribArray(slot);
    gl.vertexAttribIPointer(slot, 1, gl.UNSIGNED_INT, 12, offset);
    gl.vertexAttribDivisor(slot, 1);
  }
  const slot = gl.getAttribLocation(edges.made, "weight");
  gl.enableVertexAttribArray(slot);
  gl.vertexAttribPointer(slot, 1, gl.FLOAT, false, 12, 8);
  gl.vertexAttribDivisor(slot, 1);
  gl.bindVertexArray(pointRows);
  gl.bindBuffer(gl.ARRAY_BUFFER, pointBuffer);
  const pointSlot = gl.getAttribLocation(points.made, "a");
  gl.enableVertexAttribArray(pointSlot);
  gl.vertexAttribIPointer(pointSlot, 1, gl.UNSIGNED_INT, 0, 0);
  gl.enable(gl.BLEND);
  gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
  const widest = gl.getParameter(gl.ALIASED_POINT_SIZE_RANGE)[1];

  const use = (chosen, alpha) => {
    gl.useProgram(chosen.made);
    gl.uniform1i(chosen.at("places"), 0);
    gl.uniform1i(chosen.at("colours"), 1);
    gl.uniform2f(chosen.at("centre"), view.x - middleOf(0), view.y - middleOf(1));
    gl.uniform1f(chosen.at("scale"), view.scale * view.ratio);
    gl.uniform2f(chosen.at("half_view"), map.width / 2, map.height / 2);
    gl.uniform1f(chosen.at("ratio"), view.ratio);
    gl.uniform1f(chosen.at("growth"), growth());
    gl.uniform1f(chosen.at("strength"), alpha);
  };
  // How many lines and people are drawn while the map moves, and how many once it rests: as many
  // as this machine draws in time, which a first drawing tells.
  const limits = { moving: 1500, rest: 30000, movingVertices: 4000, restVertices: 30000 };
  let vertexTotal = 0, sent = null, sentCount = 0, isCut = false, isTimed = false, lastFrame = 0;
  /** Sends the ties worth drawing in this view, strongest first. */
  const send = () => {
    const mostEdges = 400000, isNear = view.scale > 3 * view.fit && shownEdges.length > limits.rest;
    if (!isNear && sent === shownEdges) return;
    const chosen = isNear ? edgesInView(limits.rest) : shownEdges.subarray(0, mostEdges);
    isCut = isNear ? chosen.length === limits.rest : shownEdges.length > limits.rest;
    const rows = new ArrayBuffer(12 * chosen.length);
    const ends = new Uint32Array(rows), weights = new Float32Array(rows);
    for (let i = 0; i < chosen.length; i++) {
      const e = chosen[i];
      ends[3 * i] = edgeSources[e];
      ends[3 * i + 1] = edgeTargets[e];
      weights[3 * i + 2] = Math.sqrt(edgeWeights[e] / heaviest);
    }
    gl.bindBuffer(gl.ARRAY_BUFFER, edgeBuffer);
    gl.bufferData(gl.ARRAY_BUFFER, rows, gl.DYNAMIC_DRAW);
    sent = isNear ? null : shownEdges;
    sentCount = chosen.length;
  };
  const paint = (edgeCount, vertexCount, alpha, glow) => {
    const ground = rgb(paper()).map((part) => part / 255), first = vertexTotal - vertexCount;
    gl.viewport(0, 0, map.width, map.height);
    gl.clearColor(...ground, 1);
    gl.clear(gl.COLOR_BUFFER_BIT);
    const discs = (strength, isGlow, extra) => {
      gl.bindVertexArray(pointRows);
      use(points, strength);
      gl.uniform3f(points.at("rim"), ...ground);
      gl.uniform1f(points.at("soft_glow"), isGlow);
      gl.uniform1f(points.at("extra"), extra);
      gl.drawArrays(gl.POINTS, first, vertexCount);
    };
    if (glow > 0) discs(glowAlpha(), 1, Math.min(glow * view.ratio, widest / 3));
    if (edgeCount > 0) {
      use(edges, alpha);
      gl.uniform1f(edges.at("width"), widthOfHeaviest());
      gl.uniform1f(edges.at("soft"), view.ratio);
      gl.bindVertexArray(edgeRows);
      gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, edgeCount);
    }
    discs(vertexAlpha(vertexCount), 0, 0);
  };
  const calibrate = () => {
    const sample = [Math.min(5000, sentCount), Math.min(12000, vertexTotal)];
    const time = () => {
      const begin = performance.now();
      paint(...sample, 0.1, 0);
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      return performance.now() - begin;
    };
    time();
    const speed = 1 / Math.max(time(), 0.5);
    const within = (milliseconds, share, least) => Math.max(least, Math.round(milliseconds * speed * share));
    Object.assign(limits, {
      moving: within(8, 5000, 1500), rest: within(250, 5000, 30000),
      movingVertices: within(8, 12000, 4000), restVertices: within(250, 12000, 30000),
    });
    isTimed = true;
  };
  /** Towards 60 frames a second: fewer lines where frames are late, more where they are not. */
  const adapt = (sinceLast) => {
    if (sinceLast > 22) {
      const less = sinceLast > 45 ? 0.5 : 0.8;
      limits.moving = Math.max(600, limits.moving * less);
      limits.movingVertices = Math.max(3000, limits.movingVertices * less);
    } else if (sinceLast < 18) {
      limits.moving = Math.min(limits.rest, limits.moving * 1.06);
      limits.movingVertices = Math.min(limits.restVertices, limits.movingVertices * 1.06);
    }
  };
  return {
    kind: "webgl",
    places() {
      // From the middle of the map, where 32 bits suffice however near one comes.
      const texels = new Float32Array(rows * rowLength * 4), middle = [middleOf(0), middleOf(1)];
      for (let v = 0; v < n; v++) {
        texels[4 * v] = x[v] - middle[0];
        texels[4 * v + 1] = y[v] - middle[1];
        texels[4 * v + 2] = radii[v];
      }
      gl.activeTexture(gl.TEXTURE0);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, rowLength, rows, 0, gl.RGBA, gl.FLOAT, texels);
    },
    colours() {
      const texels = new Uint8Array(rows * rowLength * 4);
      coloursInto(texels, 4);
      gl.activeTexture(gl.TEXTURE1);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, rowLength, rows, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
    },
    vertices(list) {
      gl.bindBuffer(gl.ARRAY_BUFFER, pointBuffer);
      // Least important first, so that important ones lie on top.
      gl.bufferData(gl.ARRAY_BUFFER, list.slice().reverse(), gl.STATIC_DRAW);
      vertexTotal = list.length;
      sent = null;
    },
    /** Draws what this view holds; tells what that is. */
    draw({ isMoving, time }) {
      const width = Math.round(view.width * view.ratio), height = Math.round(view.height * view.ratio);
      if (map.width !== width || map.height !== height) [map.width, map.height] = [width, height];
      if (!isMoving) send();
      if (!isTimed) calibrate();
      if (isMoving && time - lastFrame < 1000) adapt(time - lastFrame);
      lastFrame = isMoving ? time : 0;
      const count = (ofMoving, ofRest, all) => Math.floor(Math.min(all, isMoving ? ofMoving : ofRest));
      const edgeCount = count(limits.moving, limits.rest, sentCount);
      const vertexCount = count(limits.movingVertices, limits.restVertices, vertexTotal);
      paint(edgeCount, vertexCount, alphaOf(Math.min(sentCount, limits.rest)), isMoving ? 0 : glowOf(vertexCount));
      return { edges: edgeCount, vertices: vertexCount, isCut, isGoingOn: false };
    },
    copyTo(pen) {
      pen.drawImage(map, 0, 0);
    },
  };
};
