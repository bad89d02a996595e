import { Plus } from "lucide-react";
import { type LayoutPath, layoutAt } from "#shared/dashboards/change/layout-tree";
import type { AutoLayout, Layout, RowsLayout } from "#shared/dashboards/layout";
import { Button } from "../../../components/Button";
import { useOpenDashboard } from "../store";
import { AutoEditor } from "./AutoEditor";
import { addEmptyPanel } from "./actions";
import { GridEditor, type RenderPanel } from "./GridEditor";
import styles from "./LayoutEditor.module.css";
import { RowHead } from "./RowHead";
import { TabsEditor } from "./TabsEditor";

/** The whole dashboard while it is edited: each panel and row stands once, also those that repeat. */
export function LayoutEditor({ renderPanel }: { renderPanel: RenderPanel }) {
  const layout = useOpenDashboard((store) => store.current?.dashboard.layout);
  if (!layout) return null;
  return <Part layout={layout} path={[]} renderPanel={renderPanel} />;
}

interface PartProps {
  layout: Layout;
  path: LayoutPath;
  renderPanel: RenderPanel;
}

function Part({ layout, path, renderPanel }: PartProps) {
  switch (layout.kind) {
    case "grid":
      if (layout.items.length === 0) return <EmptyPart path={path} />;
      return <GridEditor layout={layout} path={path} renderPanel={renderPanel} />;
    case "auto":
      return <AutoPart layout={layout} path={path} renderPanel={renderPanel} />;
    case "rows":
      return <Rows layout={layout} path={path} renderPanel={renderPanel} />;
    case "tabs":
      return (
        <TabsEditor layout={layout} path={path}>
          {(index, inner) => <Part layout={inner} path={[...path, index]} renderPanel={renderPanel} />}
        </TabsEditor>
      );
  }
}

function AutoPart({ layout, path, renderPanel }: PartProps & { layout: AutoLayout }) {
  if (layout.items.length === 0) return <EmptyPart path={path} />;
  return <AutoEditor layout={layout} path={path} renderPanel={renderPanel} />;
}

function Rows({ layout, path, renderPanel }: PartProps & { layout: RowsLayout }) {
  return (
    <div className={styles.rows}>
      {layout.rows.map((row, index) => {
        const inner = [...path, index];
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a row has no name of its own; two may have one title
          <section key={index} aria-label={row.title || "Panels without a row"} className={styles.row}>
            {!row.isHeadless && <RowHead row={row} path={inner} count={layout.rows.length} />}
            {(row.isHeadless || !row.isCollapsed) && <Part layout={row.layout} path={inner} renderPanel={renderPanel} />}
          </section>
        );
      })}
    </div>
  );
}

/** A place without panels: what is dragged can be dropped on it. */
function EmptyPart({ path }: { path: LayoutPath }) {
  const isAll = useOpenDashboard((store) => store.current?.dashboard.layout) === layoutOf(path);
  return (
    <div className={styles.empty} data-grid-path={path.join(".")}>
      <span>{isAll ? "This dashboard has no panels yet." : "No panels here yet."}</span>
      <Button size="small" icon={Plus} onClick={() => addEmptyPanel(path)}>
        Add panel
      </Button>
    </div>
  );
}

function layoutOf(path: LayoutPath): Layout | undefined {
  const layout = useOpenDashboard.getState().current?.dashboard.layout;
  return layout && layoutAt(layout, path);
}
