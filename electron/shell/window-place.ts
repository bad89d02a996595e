/** A rectangle on the desktop, in its own units. */
export interface Place {
  x: number;
  y: number;
  width: number;
  height: number;
}

export const smallestWindow = { width: 900, height: 600 };
const usualWindow = { width: 1440, height: 900 };
/** So much of the window's top edge must lie on a display for a hand to get hold of it. */
const handle = { width: 120, height: 40 };

/**
 * Where the window opens: where it was, cut to the display it lies on. Without a place to remember, or when the display it
 * lay on is gone, no position is given and the system centres it.
 */
export function placeOfWindow(was: Place | undefined, displays: readonly Place[]): Partial<Place> {
  const display = was && displays.find((candidate) => holdsHandle(was, candidate));
  const largest = display ?? displays[0] ?? { x: 0, y: 0, ...usualWindow };
  const { width, height } = was ?? usualWindow;
  const size = {
    width: Math.max(smallestWindow.width, Math.min(width, largest.width)),
    height: Math.max(smallestWindow.height, Math.min(height, largest.height)),
  };
  return was && display ? { x: was.x, y: was.y, ...size } : size;
}

function holdsHandle(window: Place, display: Place): boolean {
  const overlap = Math.min(window.x + window.width, display.x + display.width) - Math.max(window.x, display.x);
  const isTopInside = window.y >= display.y && window.y + handle.height <= display.y + display.height;
  return overlap >= handle.width && isTopInside;
}
