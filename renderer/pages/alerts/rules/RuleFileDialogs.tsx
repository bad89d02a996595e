import type { RuleFile } from "#shared/model/rule";
import { ask } from "../../../bridge/ask";
import { RemoveDialog } from "../../../components/RemoveDialog";
import type { useInbox } from "../../../stores/inbox";

interface Props {
  file: RuleFile;
  alerts: ReturnType<typeof useInbox>["rows"];
  onClose(): void;
}

/** Asks once more before a rule file and its alerts are forgotten. */
export function RemoveFileDialog({ file, alerts, onClose }: Props) {
  const rules = new Set(file.groups.flatMap((group) => group.rules.map(({ id }) => id)));
  const isOfFile = ({ origins }: { origins: readonly { kind: string; ruleId?: string | undefined }[] }) =>
    origins.some(({ kind, ruleId }) => kind === "rule" && ruleId !== undefined && rules.has(ruleId));
  const active = [...alerts.values()].filter((alert) => alert.state !== "resolved" && isOfFile(alert)).length;
  return (
    <RemoveDialog name={file.name} onRemove={() => ask("rules.remove", { id: file.id })} onClose={onClose}>
      <p>
        Its rules are no longer evaluated, and you are told nothing about them any more.
        {active > 0 &&
          ` ${active === 1 ? "One alert that is active now goes" : `${active} alerts that are active now go`} with it.`}
      </p>
      <p>{file.origin === "text" ? "Its text was kept by Watchdeck and goes too." : "The file itself stays where it is."}</p>
    </RemoveDialog>
  );
}
