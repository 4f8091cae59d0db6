// A small map of the whole, with the window on it; a click or drag moves the window there.
const minimap = document.getElementById("minimap");
let miniGround = null;
const forgetMinimap = () => { miniGround = null; };
const miniScale = () => 0.9 * Math.min(minimap.clientWidth / Math.max(bounds[0][1] - bounds[0][0], 1e-9),
  minimap.clientHeight / Math.max(bounds[1][1] - bounds[1][0], 1e-9));
/** Shows the small map while the window holds only a part of the whole. */
const showMinimap = () => {
  minimap.hidden = view.scale < 1.3 * view.fit || view.width <= 760;
  if (minimap.hidden) return;
  const [width, height, scale, { ratio }] = [minimap.clientWidth, minimap.clientHeight, miniScale(), view];
  if (!miniGround || miniGround.width !== Math.round(width * ratio)) {
    miniGround = new OffscreenCanvas(Math.round(width * ratio), Math.round(height * ratio));
    const pen = miniGround.getContext("2d");
    pen.setTransform(ratio, 0, 0, ratio, 0, 0);
    for (const v of shownVertices.subarray(0, 20000).toReversed()) {
      const r = 0.6 + 1.6 * (radii[v] / largest);
      pen.fillStyle = css(colourOf(v));
      pen.fillRect(width / 2 + (x[v] - middleOf(0)) * scale - r, height / 2 - (y[v] - middleOf(1)) * scale - r, 2 * r, 2 * r);
    }
  }
  if (minimap.width !== miniGround.width) [minimap.width, minimap.height] = [miniGround.width, miniGround.height];
  const pen = minimap.getContext("2d");
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.clearRect(0, 0, minimap.width, minimap.height);
  pen.drawImage(miniGround, 0, 0);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const [wide, tall] = [(view.width / view.scale) * scale, (view.height / view.scale) * scale];
  pen.strokeStyle = inkColour();
  pen.lineWidth = 1.5;
  pen.strokeRect(width / 2 + (view.x - middleOf(0)) * scale - wide / 2, height / 2 - (view.y - middleOf(1)) * scale - tall / 2, wide, tall);
};
const goOnMinimap = (event) => {
  if (event.buttons === 0 && event.type === "pointermove") return;
  const box = minimap.getBoundingClientRect();
  view.x = middleOf(0) + (event.clientX - box.left - box.width / 2) / miniScale();
  view.y = middleOf(1) - (event.clientY - box.top - box.height / 2) / miniScale();
  move();
};
minimap.addEventListener("pointerdown", (event) => {
  minimap.setPointerCapture(event.pointerId);
  goOnMinimap(event);
});
minimap.addEventListener("pointermove", goOnMinimap);
