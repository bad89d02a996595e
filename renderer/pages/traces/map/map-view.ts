// How a canvas looks at the plane on which services stand: moved, and at a scale.

export interface MapView {
  /** Where the plane's origin is on the canvas, in CSS pixels. */
  x: number;
  y: number;
  scale: number;
}

export interface Size {
  width: number;
  height: number;
}

export interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const least = 0.05;
const most = 4;
/** The buttons for larger and smaller stand at the right. */
const margin = { x: 56, y: 24 };

/** The whole of it in the middle; never larger than it is. */
export function fitView({ left, top, right, bottom }: Bounds, { width, height }: Size): MapView {
  const wide = Math.max(1, right - left);
  const high = Math.max(1, bottom - top);
  const room = Math.min((width - 2 * margin.x) / wide, (height - 2 * margin.y) / high);
  const scale = Math.min(1, Math.max(least, room));
  return { x: width / 2 - ((left + right) / 2) * scale, y: height / 2 - ((top + bottom) / 2) * scale, scale };
}

/** Larger or smaller by a factor, with what is under a point staying there. */
export function zoomView(view: MapView, factor: number, at: { x: number; y: number }): MapView {
  const scale = Math.min(most, Math.max(least, view.scale * factor));
  const change = scale / view.scale;
  return { x: at.x - (at.x - view.x) * change, y: at.y - (at.y - view.y) * change, scale };
}

export const moveView = (view: MapView, dx: number, dy: number): MapView => ({ ...view, x: view.x + dx, y: view.y + dy });

/** The point of the plane that is drawn there. */
export const toPlane = ({ x, y, scale }: MapView, at: { x: number; y: number }) => ({
  x: (at.x - x) / scale,
  y: (at.y - y) / scale,
});
