import { TriangleAlert } from "lucide-react";
import type { Dashboard } from "#shared/dashboards/dashboard";
import { Switch } from "../../../components/Switch";
import { Tooltip } from "../../../components/Tooltip";
import { visibleText } from "../../../components/visible-text";
import styles from "./Annotations.module.css";
import type { AnnotationSwitches as Switches } from "./use-annotation-switches";

interface Props {
  dashboard: Dashboard;
  switches: Switches;
  /** Why some cannot be shown, by name. */
  problems: ReadonlyMap<string, string>;
}

/** One switch for each kind of mark on the time axis. */
export function AnnotationSwitches({ dashboard, switches, problems }: Props) {
  return dashboard.annotations
    .filter(({ isHidden }) => !isHidden)
    .map(({ name }) => {
      const problem = problems.get(name);
      return (
        <div key={name} className={styles.switch}>
          <Switch isOn={!switches.off.has(name)} onChange={() => switches.toggle(name)} label={visibleText(name)} />
          {problem !== undefined && (
            <Tooltip text={problem}>
              <TriangleAlert size={14} aria-label={problem} />
            </Tooltip>
          )}
        </div>
      );
    });
}
