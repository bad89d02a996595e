import { type Ref, useEffect, useImperativeHandle, useRef, useState } from "react";
import { createPortal } from "react-dom";
import { panelTypeOf } from "../../../panels";
import { usePanelRun } from "../run/use-panel-data";
import { PanelBody } from "../view/PanelBody";
import { PanelFrame } from "../view/PanelFrame";
import { bodyRoom } from "../view/panel-room";
import { usePanelTexts } from "../view/use-panel-texts";
import type { PanelToExport } from "./all-panels";
import styles from "./Export.module.css";
import { pictureOf } from "./picture";

export interface Stage {
  /** The panel as a picture, once it has its data; one at a time. */
  draw(panel: PanelToExport, signal: AbortSignal): Promise<Blob>;
}

interface Act {
  panel: PanelToExport;
  finish(frame: HTMLElement): void;
}

/** Where panels are drawn to be saved as pictures, whether or not they are in sight. */
export function PanelStage({ ref }: { ref: Ref<Stage> }) {
  const [act, setAct] = useState<Act>();
  useImperativeHandle(
    ref,
    () => ({
      draw: (panel, signal) =>
        new Promise<Blob>((resolve, reject) => {
          signal.addEventListener("abort", () => reject(new Error("Cancelled.")), { once: true });
          setAct({
            panel,
            finish: (frame) => {
              pictureOf(frame)
                .then(resolve, reject)
                .finally(() => setAct(undefined));
            },
          });
        }),
    }),
    [],
  );
  return act ? <Staged key={act.panel.key} {...act} /> : null;
}

function Staged({ panel: { panel, locals, width, height }, finish }: Act) {
  const frame = useRef<HTMLDivElement>(null);
  const room = bodyRoom({ width, height }, panel.title !== "");
  const isAsking = (panelTypeOf(panel.type)?.needs ?? "frames") === "frames";
  const { data, plan } = usePanelRun(panel, { locals, width: room.width, isVisible: isAsking });
  const texts = usePanelTexts(locals);
  const isReady = !isAsking || plan.queries.length === 0 || data.state !== "waiting";

  useEffect(() => {
    if (!isReady) return;
    return whenDrawn(() => frame.current, finish);
  }, [isReady, finish]);

  // Outside of the dialog, whose place and size are not those of a page.
  return createPortal(
    <div ref={frame} className={styles.stage} style={{ width, height }} aria-hidden inert>
      <PanelFrame panel={panel} data={isAsking ? data : undefined} texts={texts}>
        <PanelBody panel={panel} data={data} width={room.width} height={room.height} locals={locals} />
      </PanelFrame>
    </div>,
    document.body,
  );
}

/** Kinds of panels are loaded when they are first drawn, and charts draw in a task of their own: so long nothing may change. */
const quietMs = 250;
const longestMs = 10_000;

/** Once what is drawn has come to rest. Returns what gives it up. */
function whenDrawn(host: () => HTMLElement | null, run: (frame: HTMLElement) => void): () => void {
  const began = performance.now();
  let changedAt = began;
  const observer = new MutationObserver(() => {
    changedAt = performance.now();
  });
  const element = host();
  if (element) observer.observe(element, { subtree: true, childList: true, attributes: true, characterData: true });
  const look = setInterval(() => {
    const now = performance.now();
    const isResting = now - changedAt >= quietMs && host()?.querySelector("[data-skeleton]") === null;
    if (!isResting && now - began < longestMs) return;
    stop();
    const frame = host()?.querySelector<HTMLElement>("[data-panel]");
    if (frame) run(frame);
  }, 50);
  const stop = () => {
    clearInterval(look);
    observer.disconnect();
  };
  return stop;
}
