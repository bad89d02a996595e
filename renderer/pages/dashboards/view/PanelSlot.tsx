import { Braces, Expand, Link, Minimize2, SearchCode, Table as TableIcon } from "lucide-react";
import { type KeyboardEvent, memo, useCallback, useEffect, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { Panel } from "#shared/dashboards/panel";
import { copyText } from "../../../components/copy-text";
import type { MenuItem } from "../../../components/Menu";
import { panelTypeOf } from "../../../panels";
import { editItems } from "../edit/panel-menu";
import { exportItems } from "../export/export-items";
import { usePanelRun } from "../run/use-panel-data";
import { useOpenDashboard } from "../store";
import { exploreAddress } from "./explore";
import { InspectDialog } from "./InspectDialog";
import { PanelBody } from "./PanelBody";
import { PanelFrame } from "./PanelFrame";
import { bodyRoom } from "./panel-room";
import { usePanelView } from "./panel-view";
import { useInSight } from "./use-in-sight";
import { usePanelTexts } from "./use-panel-texts";

export interface PanelSlotProps {
  element: string;
  panel: Panel;
  /** Tells a copy of a repeated panel from the others; also how links name it. */
  viewKey: string;
  locals?: ReadonlyMap<string, string> | undefined;
  /** Of the frame, in px. */
  width: number;
  height: number;
}

/** One panel in its place: asks while it is in sight, and draws what it has. */
export const PanelSlot = memo(function PanelSlot({ element, panel, viewKey, locals, width, height }: PanelSlotProps) {
  const [isInSight, sight] = useInSight();
  const [wasSeen, setSeen] = useState(false);
  if (isInSight && !wasSeen) setSeen(true);
  const room = bodyRoom({ width, height }, panel.title !== "");
  const isAsking = (panelTypeOf(panel.type)?.needs ?? "frames") === "frames";
  const { data, answers, plan, retry } = usePanelRun(panel, { locals, width: room.width, isVisible: isInSight && isAsking });
  const texts = usePanelTexts(locals);
  const [isTable, setTable] = useState(false);
  const [isInspected, setInspected] = useState(false);
  const view = usePanelView();
  const navigate = useNavigate();
  const isFull = view.full === viewKey;

  // Made when it is opened, from what is there then: each second the data is other data.
  const latest = useRef({ data, plan });
  useEffect(() => {
    latest.current = { data, plan };
  });
  const menu = useCallback((): readonly MenuItem[] => {
    const explore = exploreAddress(latest.current.plan);
    return [
      isFull
        ? { label: "Back to the dashboard", icon: Minimize2, keys: "v", onSelect: () => view.setFull(undefined) }
        : { label: "View", icon: Expand, keys: "v", onSelect: () => view.setFull(viewKey) },
      { label: isTable ? "Show as it is" : "Show as a table", icon: TableIcon, keys: "T", onSelect: () => setTable(!isTable) },
      ...(explore === undefined
        ? []
        : [{ label: "Explore in Metrics", icon: SearchCode, onSelect: () => void navigate(explore) }]),
      { label: "Inspect", icon: Braces, keys: "i", onSelect: () => setInspected(true) },
      { label: "Copy link", icon: Link, onSelect: () => void copyText(view.linkOf(viewKey)) },
      { kind: "line" },
      ...exportItems({ title: texts.fill(panel.title), data: latest.current.data, viewKey }),
      { kind: "line" },
      ...editItems(element),
    ];
  }, [isFull, isTable, element, panel.title, texts, view, viewKey, navigate]);

  const onKeyDown = useCallback(
    (event: KeyboardEvent<HTMLElement>) => {
      if (!isForPanel(event)) return;
      const frame = event.currentTarget;
      const run = actionOf(event.key, {
        full: () => view.setFull(isFull ? undefined : viewKey),
        table: () => {
          // What has the focus in the chart is gone with it.
          frame.focus();
          setTable((was) => !was);
        },
        inspect: () => setInspected(true),
        edit: () => {
          const { current, editPanel } = useOpenDashboard.getState();
          if (current?.dashboard.isEditable) editPanel(element);
        },
      });
      if (!run) return;
      event.preventDefault();
      event.stopPropagation();
      run();
    },
    [element, isFull, view, viewKey],
  );

  return (
    <div ref={sight} style={{ width, height }} data-view-key={viewKey}>
      <PanelFrame
        panel={panel}
        data={isAsking ? data : undefined}
        texts={texts}
        // Of a thousand panels most are never seen: they have no menu yet.
        menu={wasSeen ? menu : undefined}
        rangeNote={panel.queryOptions.hideTimeOverride ? undefined : plan.rangeNote}
        onKeyDown={onKeyDown}
      >
        {wasSeen && (
          <PanelBody
            panel={panel}
            data={data}
            width={room.width}
            height={room.height}
            locals={locals}
            isTable={isTable}
            onRetry={retry}
          />
        )}
      </PanelFrame>
      {isInspected && (
        <InspectDialog
          title={texts.fill(panel.title)}
          panel={panel}
          plan={plan}
          answers={answers}
          data={data}
          onClose={() => setInspected(false)}
        />
      )}
    </div>
  );
});

/** From a chart inside of it, too; but not from where keys are typed, nor from a menu of it that React counts as inside. */
function isForPanel(event: KeyboardEvent<HTMLElement>): boolean {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return false;
  if (event.target === event.currentTarget) return true;
  const { target } = event;
  if (!(target instanceof Element) || !event.currentTarget.contains(target) || event.key === "Enter") return false;
  return target.closest("input, textarea, select, [contenteditable=true]") === null;
}

interface Actions {
  full(): void;
  table(): void;
  inspect(): void;
  edit(): void;
}

function actionOf(key: string, { full, table, inspect, edit }: Actions): (() => void) | undefined {
  switch (key) {
    case "v":
    case "Enter":
      return full;
    case "T":
      return table;
    case "i":
      return inspect;
    case "e":
      return edit;
    default:
      return undefined;
  }
}
