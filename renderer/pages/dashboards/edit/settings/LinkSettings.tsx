import { type Dashboard, type DashboardLink, dashboardLinkSchema } from "#shared/dashboards/dashboard";
import { Field } from "../../../../components/Field";
import { SegmentedControl } from "../../../../components/SegmentedControl";
import { Switch } from "../../../../components/Switch";
import { TextInput } from "../../../../components/TextInput";
import { useOpenDashboard } from "../../store";
import { ControlField } from "../controls/ControlField";
import { EntryList } from "./EntryList";
import styles from "./Settings.module.css";

/** Links at the head of the dashboard. */
export function LinkSettings({ dashboard }: { dashboard: Dashboard }) {
  return (
    <EntryList<DashboardLink>
      what="link"
      entries={dashboard.links}
      onChange={(links, label, field) =>
        useOpenDashboard.getState().change(label, (was) => ({ ...was, links }), field === undefined ? {} : { field })
      }
      titleOf={({ title, url }) => title || url || "New link"}
      aboutOf={({ kind, url, tags }) => (kind === "link" ? url : `Dashboards tagged ${tags.join(", ") || "anything"}`)}
      makeNew={() => dashboardLinkSchema.parse({})}
      emptyWords="Links stand at the head of the dashboard: to a runbook, or to other dashboards."
    >
      {(link, put) => (
        <>
          <SegmentedControl<DashboardLink["kind"]>
            label="Leads to"
            value={link.kind}
            onChange={(kind) => put({ ...link, kind })}
            segments={[
              { value: "link", label: "An address" },
              { value: "dashboards", label: "Dashboards with a tag" },
            ]}
          />
          <div className={styles.form}>
            <Field label="Title">
              <TextInput value={link.title} onChange={(title) => put({ ...link, title })} />
            </Field>
            {link.kind === "link" ? (
              <Field label="Address" hint="May hold variables.">
                <TextInput isMono value={link.url} onChange={(url) => put({ ...link, url })} placeholder="https://" />
              </Field>
            ) : (
              <ControlField
                control={{ kind: "words", path: "tags", label: "Tags", group: "" }}
                value={link.tags}
                onChange={(tags) => put({ ...link, tags: Array.isArray(tags) ? tags.map(String) : [] })}
                fieldNames={[]}
              />
            )}
            <Field label="Tooltip">
              <TextInput value={link.tooltip} onChange={(tooltip) => put({ ...link, tooltip })} />
            </Field>
          </div>
          <Switch
            label="In a window of its own"
            isOn={link.targetBlank}
            onChange={(targetBlank) => put({ ...link, targetBlank })}
          />
          <Switch label="Takes the time range along" isOn={link.keepTime} onChange={(keepTime) => put({ ...link, keepTime })} />
          <Switch
            label="Takes the variables along"
            isOn={link.includeVars}
            onChange={(includeVars) => put({ ...link, includeVars })}
          />
          {link.kind === "dashboards" && (
            <Switch label="As one menu" isOn={link.asDropdown} onChange={(asDropdown) => put({ ...link, asDropdown })} />
          )}
        </>
      )}
    </EntryList>
  );
}
