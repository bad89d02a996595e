import { type ReactNode, useState } from "react";
import type { ExpandedLayout, ExpandedRows, ExpandedTabs } from "#shared/dashboards/variables/repeat";
import { Tabs } from "../../../components/Tabs";
import { useWidth } from "../../../components/use-width";
import { visibleText } from "../../../components/visible-text";
import { AutoGrid } from "./AutoGrid";
import { Grid } from "./Grid";
import styles from "./Layout.module.css";
import { RowHead } from "./RowHead";

/** Draws one panel into a room of this many px. */
export type DrawPanel = (place: DrawnPlace) => ReactNode;

export interface DrawnPlace {
  key: string;
  element: string;
  locals?: ReadonlyMap<string, string> | undefined;
  width: number;
  height: number;
}

interface Props {
  layout: ExpandedLayout;
  draw: DrawPanel;
  /** Puts variables into the titles of rows and tabs. */
  fill(title: string, locals: ReadonlyMap<string, string>): string;
}

/** The layout tree of a dashboard that is looked at. What is folded away is not there, and asks nothing. */
export function LayoutView({ layout, draw, fill }: Props) {
  switch (layout.kind) {
    case "grid":
      return <Measured>{(width) => <Grid items={layout.items} width={width} draw={draw} />}</Measured>;
    case "auto":
      return <Measured>{(width) => <AutoGrid layout={layout} width={width} draw={draw} />}</Measured>;
    case "rows":
      return <Rows layout={layout} draw={draw} fill={fill} />;
    case "tabs":
      return <TabbedView layout={layout} draw={draw} fill={fill} />;
  }
}

function Measured({ children }: { children: (width: number) => ReactNode }) {
  const [width, place] = useWidth();
  return <div ref={place}>{width > 0 && children(width)}</div>;
}

function Rows({ layout, draw, fill }: Props & { layout: ExpandedRows }) {
  // What the user folds here is for this visit; what the file says changes by editing.
  const [folded, setFolded] = useState<ReadonlyMap<string, boolean>>(new Map());
  return (
    <div className={styles.rows}>
      {layout.rows.map((row) => {
        const title = fill(row.title, row.locals);
        const isFolded = !row.isHeadless && (folded.get(row.key) ?? row.isCollapsed);
        return (
          <section key={row.key} aria-label={title || "Panels without a row"} className={styles.row}>
            {!row.isHeadless && (
              <RowHead
                title={title}
                isFolded={isFolded}
                count={countPanels(row.layout)}
                onToggle={() => setFolded((was) => new Map(was).set(row.key, !isFolded))}
              />
            )}
            {!isFolded && <LayoutView layout={row.layout} draw={draw} fill={fill} />}
          </section>
        );
      })}
    </div>
  );
}

function TabbedView({ layout, draw, fill }: Props & { layout: ExpandedTabs }) {
  const [chosen, choose] = useState<string>();
  const [first] = layout.tabs;
  if (!first) return null;
  const value = layout.tabs.some(({ key }) => key === chosen) ? (chosen ?? first.key) : first.key;
  return (
    <Tabs
      label="Parts of this dashboard"
      value={value}
      onChange={choose}
      tabs={layout.tabs.map((tab) => ({
        value: tab.key,
        label: visibleText(fill(tab.title, tab.locals)) || "Untitled",
        content: <LayoutView layout={tab.layout} draw={draw} fill={fill} />,
      }))}
    />
  );
}

/** How many panels are in a part of the tree, its rows and tabs included. */
export function countPanels(layout: ExpandedLayout): number {
  switch (layout.kind) {
    case "grid":
    case "auto":
      return layout.items.length;
    case "rows":
      return layout.rows.reduce((sum, row) => sum + countPanels(row.layout), 0);
    case "tabs":
      return layout.tabs.reduce((sum, tab) => sum + countPanels(tab.layout), 0);
  }
}
