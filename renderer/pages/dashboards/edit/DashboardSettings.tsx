import { useState } from "react";
import { Dialog } from "../../../components/Dialog";
import { Tabs } from "../../../components/Tabs";
import { useOpenDashboard } from "../store";
import { AnnotationSettings } from "./settings/AnnotationSettings";
import { DashboardJson } from "./settings/DashboardJson";
import { GeneralSettings } from "./settings/GeneralSettings";
import { LinkSettings } from "./settings/LinkSettings";
import styles from "./settings/Settings.module.css";
import { VariableSettings } from "./settings/VariableSettings";

export type SettingsPart = "general" | "variables" | "annotations" | "links" | "json";

interface Props {
  /** Where it opens. */
  part: SettingsPart;
  onClose(): void;
}

/** What belongs to the dashboard as a whole. Each change takes effect at once, and undo takes it back. */
export function DashboardSettings({ part, onClose }: Props) {
  const [shown, setShown] = useState(part);
  const dashboard = useOpenDashboard((store) => store.current?.dashboard);
  if (!dashboard) return null;
  return (
    <Dialog isOpen onClose={onClose} width="wide" title={`Settings of “${dashboard.title}”`}>
      <Tabs<SettingsPart>
        label="Settings of the dashboard"
        value={shown}
        onChange={setShown}
        tabs={[
          {
            value: "general",
            label: "General",
            content: (
              <div className={styles.room}>
                <GeneralSettings dashboard={dashboard} />
              </div>
            ),
          },
          {
            value: "variables",
            label: "Variables",
            count: dashboard.variables.length,
            content: (
              <div className={styles.room}>
                <VariableSettings dashboard={dashboard} />
              </div>
            ),
          },
          {
            value: "annotations",
            label: "Annotations",
            count: dashboard.annotations.length,
            content: (
              <div className={styles.room}>
                <AnnotationSettings dashboard={dashboard} />
              </div>
            ),
          },
          {
            value: "links",
            label: "Links",
            count: dashboard.links.length,
            content: (
              <div className={styles.room}>
                <LinkSettings dashboard={dashboard} />
              </div>
            ),
          },
          {
            value: "json",
            label: "JSON",
            content: (
              <div className={styles.room}>
                <DashboardJson dashboard={dashboard} />
              </div>
            ),
          },
        ]}
      />
    </Dialog>
  );
}
