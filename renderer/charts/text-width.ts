// How wide texts are on a canvas.

const widths = new Map<string, number>();
const mostKept = 2000;
let measuring: CanvasRenderingContext2D | null | undefined;

/** In CSS pixels, at 11 px of the interface's face unless told otherwise. Remembered: a live chart asks for the same few labels at each update. */
export function textWidth(text: string, font = '11px "Inter Variable"'): number {
  const key = `${font}\u0000${text}`;
  const known = widths.get(key);
  if (known !== undefined) return known;
  measuring ??= measuringContext();
  if (!measuring) return text.length * 6;
  measuring.font = font;
  const width = Math.ceil(measuring.measureText(text).width);
  // Labels of times go by; what is forgotten is measured again. Before the face is there, another one is measured.
  if (widths.size >= mostKept) widths.clear();
  if (document.fonts.status === "loaded") widths.set(key, width);
  return width;
}

/** Of a canvas that is on the page: only there does it have the page's digits of one width, like the charts that are measured for. */
function measuringContext(): CanvasRenderingContext2D | null {
  const canvas = document.createElement("canvas");
  canvas.hidden = true;
  document.body.append(canvas);
  return canvas.getContext("2d");
}

/** The text, or as much of it as has room, with an ellipsis. */
export function fitText(text: string, room: number, font?: string): string {
  if (textWidth(text, font) <= room) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (textWidth(`${text.slice(0, middle)}…`, font) <= room) low = middle;
    else high = middle - 1;
  }
  return low === 0 ? "" : `${text.slice(0, low).trimEnd()}…`;
}
