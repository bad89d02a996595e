// How much of a panel's frame is left for what it draws; the same numbers as in PanelFrame.module.css. Known without measuring, so
// that a dashboard of fifty panels is laid out once.
const head = 36;
const side = 12;
const below = 10;
const border = 1;

export function bodyRoom(frame: { width: number; height: number }, hasTitle: boolean): { width: number; height: number } {
  const above = hasTitle ? head : below;
  return {
    width: Math.max(0, Math.floor(frame.width - 2 * (side + border))),
    height: Math.max(0, Math.floor(frame.height - above - below - 2 * border)),
  };
}
