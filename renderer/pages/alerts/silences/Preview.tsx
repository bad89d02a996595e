import { EyeOff, TriangleAlert } from "lucide-react";
import type { Matcher } from "#shared/model/matcher";
import { FailureNote } from "../../../components/FailureNote";
import { useInbox } from "../../../stores/inbox";
import { HiddenAlerts } from "./HiddenAlerts";
import styles from "./Silences.module.css";
import { usePreview } from "./use-preview";
import { previewWarning, sentence } from "./warnings";

const mostShown = 30;

/** What the silence would hide now, as it is being written. */
export function Preview({ matchers }: { matchers: readonly Matcher[] | undefined }) {
  const { data, error } = usePreview(matchers);
  const { rows } = useInbox();
  if (matchers === undefined) return <p className={styles.quiet}>The matchers cannot be read yet.</p>;
  if (matchers.length === 0) return <p className={styles.quiet}>Add a matcher to see what would be hidden.</p>;
  if (error) return <FailureNote failure={error.failure} />;
  if (!data) return <p className={styles.quiet}>Looking…</p>;
  if (data.problem !== undefined) {
    return (
      <p className={styles.warning} data-kind="problem">
        <TriangleAlert size={14} aria-hidden />
        {sentence(data.problem)}
      </p>
    );
  }
  const all = [...rows.values()].filter(({ state }) => state !== "resolved").length;
  const warning = previewWarning(data.total, all);
  const shown = data.ids.flatMap((id) => rows.get(id) ?? []).slice(0, mostShown);
  return (
    <>
      <p className={styles.count} aria-live="polite">
        <EyeOff size={14} aria-hidden /> {data.total === 1 ? "1 alert" : `${data.total} alerts`} of {all}
      </p>
      {warning !== undefined && (
        <p className={styles.warning} data-kind={data.total === 0 ? "hides-nothing" : "hides-all"}>
          <TriangleAlert size={14} aria-hidden />
          {warning}
        </p>
      )}
      <HiddenAlerts alerts={shown} total={data.total} />
    </>
  );
}
