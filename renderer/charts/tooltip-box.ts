// The one tooltip of all charts. It lies over the page, so that a small panel does not cut it off.
import styles from "./TimeChart.module.css";

export interface TooltipBox {
  /** Beside this point of the window, on the side where there is more room. */
  show(owner: object, parts: readonly HTMLElement[], at: { x: number; y: number }): void;
  /** Whose it is that is shown now: a chart hides only its own. */
  isOf(owner: object): boolean;
  hide(): void;
}

/** From the pointer, and from the edges of the window, in pixels. */
const distance = 12;
const margin = 6;

let shared: TooltipBox | undefined;

export function tooltipBox(): TooltipBox {
  shared ??= createTooltipBox();
  return shared;
}

function createTooltipBox(): TooltipBox {
  const box = document.createElement("div");
  box.className = styles.tooltip ?? "";
  box.hidden = true;
  document.body.append(box);
  let shownFor: object | undefined;
  return {
    show(owner, parts, { x, y }) {
      shownFor = owner;
      box.replaceChildren(...parts);
      box.hidden = false;
      const { offsetWidth: width, offsetHeight: height } = box;
      const isRight = x + distance + width + margin > innerWidth;
      const left = isRight ? Math.max(margin, x - distance - width) : x + distance;
      const top = Math.max(margin, Math.min(y - distance, innerHeight - height - margin));
      box.style.transform = `translate(${Math.round(left)}px, ${Math.round(top)}px)`;
    },
    isOf: (owner) => shownFor === owner,
    hide() {
      shownFor = undefined;
      if (!box.hidden) box.hidden = true;
    },
  };
}
