// The map itself: points and lines by WebGL, or by canvas where there is none.
let map = document.getElementById("map");
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
  const gl = map.getContext("webgl2", { antialias: false, alpha: false, powerPreference: "high-performance" });
  if (!gl) return null;
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
    gl.uniform2f(chosen.at("centre"), view.x, view.y);
    gl.uniform1f(chosen.at("scale"), view.scale * view.ratio);
    gl.uniform2f(chosen.at("half_view"), map.width / 2, map.height / 2);
    gl.uniform1f(chosen.at("ratio"), view.ratio);
    gl.uniform1f(chosen.at("growth"), growth());
    gl.uniform1f(chosen.at("strength"), alpha);
  };
  return {
    kind: "webgl",
    places() {
      const texels = new Float32Array(rows * rowLength * 4);
      for (let v = 0; v < n; v++) {
        texels[4 * v] = x[v];
        texels[4 * v + 1] = y[v];
        texels[4 * v + 2] = radii[v];
      }
      gl.activeTexture(gl.TEXTURE0);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA32F, rowLength, rows, 0, gl.RGBA, gl.FLOAT, texels);
    },
    colours() {
      const texels = new Uint8Array(rows * rowLength * 4);
      for (let v = 0; v < n; v++) texels.set(colourOf(v), 4 * v);
      gl.activeTexture(gl.TEXTURE1);
      gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA8, rowLength, rows, 0, gl.RGBA, gl.UNSIGNED_BYTE, texels);
    },
    vertices(list) {
      gl.bindBuffer(gl.ARRAY_BUFFER, pointBuffer);
      // Least important first, so that important ones lie on top.
      gl.bufferData(gl.ARRAY_BUFFER, list.slice().reverse(), gl.STATIC_DRAW);
    },
    edges(list) {
      const rows = new ArrayBuffer(12 * list.length);
      const ends = new Uint32Array(rows), weights = new Float32Array(rows);
      for (let i = 0; i < list.length; i++) {
        const e = list[i];
        ends[3 * i] = edgeSources[e];
        ends[3 * i + 1] = edgeTargets[e];
        weights[3 * i + 2] = Math.sqrt(edgeWeights[e] / heaviest);
      }
      gl.bindBuffer(gl.ARRAY_BUFFER, edgeBuffer);
      gl.bufferData(gl.ARRAY_BUFFER, rows, gl.DYNAMIC_DRAW);
    },
    /** How long a drawing takes, in milliseconds, until its pixels are there. */
    time(edgeCount, vertexCount) {
      const begin = performance.now();
      this.draw({ edgeCount, vertexCount, vertexTotal: shownVertices.length, alpha: 0.1, dim: 1, glow: 0 });
      gl.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, new Uint8Array(4));
      return performance.now() - begin;
    },
    draw({ edgeCount, vertexCount, vertexTotal, alpha, dim, glow }) {
      const ground = rgb(paper()).map((part) => part / 255);
      gl.viewport(0, 0, map.width, map.height);
      gl.clearColor(...ground, 1);
      gl.clear(gl.COLOR_BUFFER_BIT);
      gl.bindVertexArray(pointRows);
      const first = vertexTotal - vertexCount;
      if (glow > 0) {
        use(points, (isDark ? 0.05 : 0.06) * dim);
        gl.uniform3f(points.at("rim"), ...ground);
        gl.uniform1f(points.at("soft_glow"), 1);
        gl.uniform1f(points.at("extra"), Math.min(glow * view.ratio, widest / 3));
        gl.drawArrays(gl.POINTS, first, vertexCount);
      }
      if (edgeCount > 0) {
        use(edges, alpha * dim);
        gl.uniform1f(edges.at("width"), Math.min(1.2 + 2.2 * growth() * Math.pow(n, -0.1), 7));
        gl.uniform1f(edges.at("soft"), view.ratio);
        gl.bindVertexArray(edgeRows);
        gl.drawArraysInstanced(gl.TRIANGLE_STRIP, 0, 4, edgeCount);
      }
      gl.bindVertexArray(pointRows);
      use(points, vertexAlpha(vertexCount, dim));
      gl.uniform3f(points.at("rim"), ...ground);
      gl.uniform1f(points.at("soft_glow"), 0);
      gl.uniform1f(points.at("extra"), 0);
      gl.drawArrays(gl.POINTS, first, vertexCount);
    },
  };
};

/** The same on a plain canvas: fewer lines, the same picture. */
const createCanvasPainter = () => {
  // A canvas that was asked for WebGL gives no plain context any more.
  if (!map.getContext("2d")) {
    const fresh = map.cloneNode();
    map.replaceWith(fresh);
    map = fresh;
  }
  let colours = [], vertices = [], edges = [];
  return {
    kind: "canvas",
    places() {},
    colours() { colours = Array.from({ length: n }, (_, v) => css(colourOf(v))); },
    vertices(list) { vertices = list; },
    edges(list) { edges = list; },
    draw({ edgeCount, vertexCount, alpha, dim }) {
      const pen = map.getContext("2d");
      pen.setTransform(view.ratio, 0, 0, view.ratio, 0, 0);
      pen.fillStyle = paper();
      pen.fillRect(0, 0, view.width, view.height);
      drawEdges(pen, edges, Math.min(edgeCount, 8000), colours, alpha * dim);
      drawVertices(pen, vertices, Math.min(vertexCount, 12000), colours, vertexAlpha(vertexCount, dim));
    },
  };
};
/** Where there are more people than room, their density shows instead of the last one drawn. */
const vertexAlpha = (count, dim) => {
  const crowd = (count / (view.width * view.height)) * 8 / Math.pow(growth(), 2);
  return (dim < 1 ? 0.25 : 1) * Math.min(1, Math.max(0.5, 1.15 - 0.25 * crowd));
};
const drawEdges = (pen, edges, count, colours, alpha) => {
  for (let i = Math.min(count, edges.length) - 1; i >= 0; i--) {
    const e = edges[i], a = edgeSources[e], b = edgeTargets[e];
    const share = Math.sqrt(edgeWeights[e] / heaviest);
    const [ax, ay, bx, by] = [screenX(a), screenY(a), screenX(b), screenY(b)];
    const fade = Math.min(Math.max(160 / Math.hypot(bx - ax, by - ay), 0.14), 1);
    pen.globalAlpha = alpha * fade * (0.45 + 0.55 * share);
    pen.lineWidth = 0.7 + share * Math.min(0.5 + 2.2 * growth() * Math.pow(n, -0.1), 6);
    pen.strokeStyle = colours[a];
    pen.beginPath();
    pen.moveTo(ax, ay);
    pen.lineTo(bx, by);
    pen.stroke();
  }
  pen.globalAlpha = 1;
};
const drawVertices = (pen, vertices, count, colours, alpha) => {
  pen.globalAlpha = alpha;
  pen.strokeStyle = paper();
  pen.lineWidth = 1.2;
  for (let i = Math.min(count, vertices.length) - 1; i >= 0; i--) {
    const v = vertices[i], r = radius(v);
    pen.fillStyle = colours[v];
    pen.beginPath();
    pen.arc(screenX(v), screenY(v), r, 0, 2 * Math.PI);
    pen.fill();
    if (r > 3.5) pen.stroke();
  }
  pen.globalAlpha = 1;
};
