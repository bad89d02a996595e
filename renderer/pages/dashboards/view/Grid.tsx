import type { ExpandedGrid } from "#shared/dashboards/variables/repeat";
import { gridPlaces } from "./grid-places";
import type { DrawPanel } from "./Layout";
import styles from "./Layout.module.css";

interface Props {
  items: ExpandedGrid["items"];
  width: number;
  draw: DrawPanel;
}

/** Panels where the dashboard has put them. They stand in the page in reading order, so that the keyboard goes the way the eye does. */
export function Grid({ items, width, draw }: Props) {
  const ordered = [...items].sort((a, b) => a.y - b.y || a.x - b.x);
  const { places, height } = gridPlaces(ordered, width);
  return (
    <div className={styles.grid} style={{ height }}>
      {ordered.map((item, index) => {
        const place = places[index];
        if (!place) return null;
        const { left, top } = place;
        return (
          <div key={item.key} className={styles.cell} style={{ left, top, width: place.width, height: place.height }}>
            {draw({ key: item.key, element: item.element, locals: item.locals, width: place.width, height: place.height })}
          </div>
        );
      })}
    </div>
  );
}
