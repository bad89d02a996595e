import { CircleAlert, CircleCheck } from "lucide-react";
import { shapeWords } from "#shared/dashboards/prepare-import";
import { Checkbox } from "../../../components/Checkbox";
import { visibleText } from "../../../components/visible-text";
import styles from "./Import.module.css";
import { ImportReport } from "./ImportReport";
import type { ImportItem } from "./items";

interface Props {
  item: ImportItem;
  isAlone: boolean;
  isIncluded: boolean;
  onInclude(isIncluded: boolean): void;
  /** The title of the dashboard that has its uid. */
  clash: string | undefined;
}

/** One dashboard that was found, or a file in which there is none. */
export function FoundItem({ item, isAlone, isIncluded, onInclude, clash }: Props) {
  if (item.kind === "failed") {
    return (
      <li className={styles.item}>
        <CircleAlert size={16} aria-hidden className={styles.failedIcon} />
        <div className={styles.words}>
          <p className={styles.name}>{visibleText(item.from)}</p>
          <p className={styles.failed} role="alert">
            {visibleText(item.say)}
          </p>
        </div>
      </li>
    );
  }
  const { dashboard, shape, panels, report } = item.imported;
  const isWhole = panels.drawn === panels.total;
  return (
    <li className={styles.item}>
      {isAlone ? (
        <CircleCheck size={16} aria-hidden className={styles.foundIcon} />
      ) : (
        <Checkbox label="" isChecked={isIncluded} onChange={onInclude} />
      )}
      <div className={styles.words}>
        <p className={styles.name}>{visibleText(dashboard.title)}</p>
        <p className={styles.facts}>
          {`${visibleText(item.from)}: ${shapeWords[shape]} · `}
          <span className={isWhole ? undefined : styles.partly}>{drawnWords(panels)}</span>
          {clash !== undefined && ` · has the uid of “${visibleText(clash)}”`}
        </p>
        {report.length > 0 && <ImportReport report={report} />}
      </div>
    </li>
  );
}

function drawnWords({ total, drawn }: { total: number; drawn: number }): string {
  if (total === 0) return "no panels";
  if (drawn === total) return total === 1 ? "its panel is drawn" : `all ${total} panels are drawn`;
  return `${drawn} of ${total} panels are drawn as they were; the others show their data as a table`;
}
