import { TriangleAlert } from "lucide-react";
import { useEffect, useState } from "react";
import { whereIs } from "#shared/dashboards/change/layout-tree";
import type { Panel } from "#shared/dashboards/panel";
import type { PanelData } from "#shared/dashboards/panel-data";
import { fillText } from "#shared/dashboards/variables/fill";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Switch } from "../../../../components/Switch";
import { useWidth } from "../../../../components/use-width";
import { visibleText } from "../../../../components/visible-text";
import { useDashboardRun } from "../../run/dashboard-context";
import { useOpenDashboard } from "../../store";
import { PanelBody } from "../../view/PanelBody";
import { pixelsOf } from "../grid-metrics";
import styles from "./PanelEditor.module.css";

/** Until the room is measured. */
export const previewWidth = 800;
/** As much as leaves room for a query below. */
const fillHeight = () => Math.max(180, Math.min(420, Math.round(window.innerHeight * 0.36)));
/** Of the frame around what is drawn. */
const padding = { across: 22, below: 12, title: 32 };

interface Props {
  panel: Panel;
  data: PanelData;
  onWidth(width: number): void;
  onRetry(): void;
}

/** The panel as it is drawn now: as wide as there is room, or as large as it stands on the dashboard. */
export function Preview({ panel, data, onWidth, onRetry }: Props) {
  const [room, place] = useWidth();
  const [size, setSize] = useState<"fill" | "actual">("fill");
  const [isTable, setTable] = useState(false);
  const { scope } = useDashboardRun();
  const actual = useActualSize(room);
  const shown = size === "actual" && actual ? actual : { width: room, height: fillHeight() };
  const inner = shown.width - padding.across;
  const title = fillText(panel.title, scope);

  useEffect(() => {
    if (inner > 0) onWidth(inner);
  }, [inner, onWidth]);

  return (
    <div className={styles.preview}>
      <div className={styles.previewBar}>
        <SegmentedControl<"fill" | "actual">
          label="Size of the preview"
          value={size}
          onChange={setSize}
          segments={[
            { value: "fill", label: "Fill" },
            { value: "actual", label: "As on the dashboard" },
          ]}
        />
        <Switch isOn={isTable} onChange={setTable} label="As a table" />
        <span className={styles.notices} title={data.notices.join("\n")} role="status">
          {data.notices.length > 0 && (
            <>
              <TriangleAlert size={13} aria-hidden /> {visibleText(data.notices.join(" · "))}
            </>
          )}
        </span>
      </div>
      <div ref={place} className={styles.room}>
        {room > 0 && (
          <div
            className={styles.card}
            data-transparent={panel.isTransparent || undefined}
            style={{ width: shown.width, height: shown.height }}
          >
            {title !== "" && <div className={styles.cardTitle}>{visibleText(title)}</div>}
            <div className={styles.cardBody}>
              <PanelBody
                panel={panel}
                data={data}
                width={inner}
                height={shown.height - padding.below - (title === "" ? 10 : padding.title)}
                isTable={isTable}
                onRetry={onRetry}
              />
            </div>
          </div>
        )}
      </div>
    </div>
  );
}

/** What the panel's place on the grid comes to, on a page as wide as this one was before the options stood beside it. */
function useActualSize(room: number): { width: number; height: number } | undefined {
  const element = useOpenDashboard((store) => store.current?.editedPanel);
  const layout = useOpenDashboard((store) => store.current?.dashboard.layout);
  const item = element !== undefined && layout ? whereIs(layout, element)?.item : undefined;
  return item && pixelsOf(item, room + optionsWidth);
}

const optionsWidth = 340;
