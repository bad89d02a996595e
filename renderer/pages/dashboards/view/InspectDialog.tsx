import { useState } from "react";
import type { Panel } from "#shared/dashboards/panel";
import type { PanelData } from "#shared/dashboards/panel-data";
import { formatMoment } from "#shared/format/clock-time";
import { formatDuration } from "#shared/format/duration";
import { CopyButton } from "../../../components/CopyButton";
import { Dialog } from "../../../components/Dialog";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { visibleText } from "../../../components/visible-text";
import { useSourceNames } from "../../../stores/source-names";
import type { Answers, Plan } from "../run/answers";
import styles from "./Inspect.module.css";

interface Props {
  title: string;
  panel: Panel;
  /** As it would be asked now. */
  plan: Plan;
  answers: Answers | undefined;
  data: PanelData;
  onClose(): void;
}

type Part = "queries" | "json";

/** What a panel asked and what came of it, and the panel as the dashboard's file has it. */
export function InspectDialog({ title, panel, plan, answers, data, onClose }: Props) {
  const [part, setPart] = useState<Part>("queries");
  const json = JSON.stringify(panel, undefined, 2);
  return (
    <Dialog isOpen onClose={onClose} title={`Inspect: ${title || "this panel"}`} width="wide">
      <SegmentedControl<Part>
        label="What to inspect"
        value={part}
        onChange={setPart}
        segments={[
          { value: "queries", label: "Queries" },
          { value: "json", label: "JSON of the panel" },
        ]}
      />
      {part === "queries" ? (
        <Queries plan={plan} answers={answers} data={data} />
      ) : (
        <div className={styles.json}>
          <CopyButton text={json} label="Copy the JSON" />
          <pre>{json}</pre>
        </div>
      )}
    </Dialog>
  );
}

function Queries({ plan, answers, data }: Pick<Props, "plan" | "answers" | "data">) {
  const { nameOf } = useSourceNames();
  const outcomes = answers?.outcomes ?? plan.queries.map((query) => ({ query, answer: undefined, failure: undefined }));
  if (outcomes.length === 0) return <p>This panel has no query that is shown.</p>;
  const rows = data.frames.reduce((sum, { length }) => sum + length, 0);
  return (
    <div className={styles.queries}>
      <p>
        {data.frames.length} {data.frames.length === 1 ? "frame" : "frames"}, {rows} {rows === 1 ? "row" : "rows"} after
        transformations.
      </p>
      {outcomes.map(({ query, answer, failure }) => (
        <section key={`${query.refId} ${query.kind}`} aria-label={`Query ${query.refId}`}>
          <h3>
            {query.refId} <span>{query.kind === "instant" ? "instant" : `every ${formatDuration(query.stepMs)}`}</span>
          </h3>
          <pre>{query.expr}</pre>
          <dl>
            <Fact name="Source">{visibleText(nameOf(query.source))}</Fact>
            {query.kind === "range" && <Fact name="From">{formatMoment(query.startMs)}</Fact>}
            <Fact name={query.kind === "range" ? "To" : "At"}>{formatMoment(query.endMs)}</Fact>
            <Fact name="Took">{answer ? `${Math.round(answer.tookMs)} ms` : "–"}</Fact>
            <Fact name="Series">{answer ? String(answer.series?.length ?? countInstant(answer.instant)) : "–"}</Fact>
          </dl>
          {failure && <p role="alert">{failure.say}</p>}
          {query.unsupported !== undefined && <p>{query.unsupported}</p>}
        </section>
      ))}
    </div>
  );
}

function countInstant(instant: { kind: string; labels?: readonly unknown[]; series?: readonly unknown[] } | undefined): number {
  return instant?.labels?.length ?? instant?.series?.length ?? (instant ? 1 : 0);
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
