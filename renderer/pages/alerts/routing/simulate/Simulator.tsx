import { BellRing, MoonStar } from "lucide-react";
import { describeTimings } from "#shared/alerting/routing-words";
import type { AppError } from "#shared/model/failure";
import { formatLabels } from "#shared/model/labels";
import type { RoutingConfig } from "#shared/model/routing";
import type { EpochMs } from "#shared/units/time";
import { FailureNote } from "../../../../components/FailureNote";
import { Field } from "../../../../components/Field";
import type { LabelCandidates } from "../../../../components/matchers-input/candidates";
import { MatchersInput } from "../../../../components/matchers-input/MatchersInput";
import { SearchPicker } from "../../../../components/SearchPicker";
import { visibleText } from "../../../../components/visible-text";
import { useInbox } from "../../../../stores/inbox";
import { useSourceNames } from "../../../../stores/source-names";
import { MomentInput } from "../../silences/MomentInput";
import { asksForPlace, routedLabels } from "../place-labels";
import type { Simulation } from "../tree/RouteTree";
import { labelsText, readLabelsText } from "./labels-text";
import styles from "./Simulator.module.css";

interface Props {
  config: RoutingConfig;
  text: string;
  onText(text: string): void;
  at: EpochMs | undefined;
  onAt(at: EpochMs | undefined): void;
  simulation: Simulation | undefined;
  error: AppError | null;
  candidates: () => LabelCandidates;
}

/** Tries out where an alert would go: of the labels that are typed, or of one that fires. */
export function Simulator({ config, text, onText, at, onAt, simulation, error, candidates }: Props) {
  const { rows } = useInbox();
  const { nameOf } = useSourceNames();
  const alerts = [...rows.values()].filter(({ state }) => state !== "resolved").slice(0, 500);
  return (
    <div className={styles.column}>
      <p className={styles.note}>See where an alert goes in the tree as it stands here, saved or not, and why.</p>
      <Field label="Labels">
        <MatchersInput
          value={text}
          onChange={onText}
          candidates={candidates}
          read={readLabelsText}
          placeholder='alertname="DiskFull", severity="critical"'
          hasChips
        />
      </Field>
      {alerts.length > 0 && (
        <SearchPicker
          label="Take an alert"
          placeholder="Take an alert that fires…"
          value={undefined}
          options={alerts.map(({ id, name, labels }) => ({
            value: id,
            label: name,
            detail: formatLabels(Object.fromEntries(Object.entries(labels).filter(([label]) => label !== "alertname"))),
          }))}
          onChange={(id) => {
            const alert = rows.get(id);
            if (alert) onText(labelsText(asksForPlace(config) ? routedLabels(alert, nameOf) : alert.labels));
          }}
        />
      )}
      <Field label="At" hint="Empty: now.">
        <MomentInput value={at} onChange={onAt} />
      </Field>
      {error && <FailureNote failure={error.failure} />}
      {simulation && (
        <section className={styles.outcome} aria-label="Who is told" aria-live="polite">
          <h3 className={styles.title}>
            {simulation.ends.length === 1 ? "One receiver is told" : `${simulation.ends.length} receivers are told`}
          </h3>
          {simulation.ends.map((end) => (
            <div key={end.path.join(".")} className={styles.end} data-muted={end.muted !== undefined || undefined}>
              <p className={styles.receiver}>
                {end.muted ? <MoonStar size={14} aria-hidden /> : <BellRing size={14} aria-hidden />}
                {visibleText(end.receiver)}
              </p>
              {end.muted && <p className={styles.muted}>Not then: {visibleText(end.muted.say)}.</p>}
              <p className={styles.fact}>
                <span>group</span>
                <code>{visibleText(formatLabels(end.groupLabels))}</code>
              </p>
              <p className={styles.fact}>
                <span>told</span>
                {describeTimings(end)}
              </p>
            </div>
          ))}
        </section>
      )}
    </div>
  );
}
