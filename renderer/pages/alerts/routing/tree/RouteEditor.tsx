import { ArrowDown, ArrowUp, CopyPlus, Plus, Trash2 } from "lucide-react";
import { describeGroupBy } from "#shared/alerting/routing-words";
import type { Route, RoutingConfig } from "#shared/model/routing";
import { Button } from "../../../../components/Button";
import { Checkbox } from "../../../../components/Checkbox";
import { Field } from "../../../../components/Field";
import { IconButton } from "../../../../components/IconButton";
import { MultiPick } from "../../../../components/MultiPick";
import type { LabelCandidates } from "../../../../components/matchers-input/candidates";
import { Select } from "../../../../components/Select";
import { visibleText } from "../../../../components/visible-text";
import { type Path, pathKey, routeAt } from "./change-tree";
import { DurationField } from "./DurationField";
import styles from "./Editor.module.css";
import { GroupByField } from "./GroupByField";
import { effectiveAbove } from "./inheritance";
import { MatchersField } from "./MatchersField";

interface Props {
  config: RoutingConfig;
  path: Path;
  /** Just added: its matchers are typed next. */
  isFresh: boolean;
  receivers: readonly string[];
  candidates: () => LabelCandidates;
  /** Changes of one field, as it is typed, are one step back. */
  onChange(change: Partial<Route>, topic: string): void;
  onAdd(): void;
  onDuplicate(): void;
  onMove(by: -1 | 1): void;
  onRemove(): void;
}

/** Not a receiver: their names begin with no blank. */
const asAbove = " as above";

/** One route, to be changed. What is left open is as above. */
export function RouteEditor({
  config,
  path,
  isFresh,
  receivers,
  candidates,
  onChange,
  onAdd,
  onDuplicate,
  onMove,
  onRemove,
}: Props) {
  const route = routeAt(config.route, path);
  if (!route) return null;
  const isRoot = path.length === 0;
  const above = effectiveAbove(config.route, path);
  const siblings = isRoot ? 1 : (routeAt(config.route, path.slice(0, -1))?.routes.length ?? 1);
  const index = path[path.length - 1] ?? 0;
  const set = <Name extends keyof Route>(name: Name, value: Route[Name]) =>
    onChange({ [name]: value }, `${pathKey(path)} ${name}`);
  const aboveGroupBy = above.groupBy.includes("...") ? "all" : above.groupBy;
  const intervals = config.timeIntervals.map(({ name }) => ({ value: name, label: name }));
  return (
    <div className={styles.editor} key={pathKey(path)}>
      <div className={styles.tools}>
        <Button size="small" icon={Plus} onClick={onAdd}>
          Add route below
        </Button>
        <span className={styles.gap} />
        {!isRoot && (
          <>
            <IconButton icon={ArrowUp} label="Ask earlier (Alt ↑)" onClick={() => onMove(-1)} disabled={index === 0} />
            <IconButton icon={ArrowDown} label="Ask later (Alt ↓)" onClick={() => onMove(1)} disabled={index === siblings - 1} />
            <IconButton icon={CopyPlus} label="Duplicate" onClick={onDuplicate} />
            <IconButton icon={Trash2} label="Remove, with all below it (Delete)" onClick={onRemove} />
          </>
        )}
      </div>
      {isRoot ? (
        <p className={styles.note}>Every alert begins here. What no route below takes is told by this one.</p>
      ) : (
        <MatchersField
          label="Matchers"
          hint="All of them have to fit. None: it takes everything."
          placeholder='severity="critical"'
          value={route.matchers}
          candidates={candidates}
          autoFocus={isFresh}
          onChange={(matchers) => set("matchers", matchers)}
        />
      )}
      <Field label="Receiver">
        <Select
          value={route.receiver ?? asAbove}
          onChange={(next) => set("receiver", next === asAbove ? undefined : next)}
          options={receiverOptions(receivers, route.receiver, isRoot ? undefined : above.receiver)}
          placeholder="Choose a receiver"
        />
      </Field>
      <GroupByField
        value={route.groupBy}
        inherited={isRoot ? undefined : describeGroupBy(aboveGroupBy)}
        candidates={candidates}
        onChange={(groupBy) => set("groupBy", groupBy)}
      />
      <div className={styles.waits}>
        <DurationField
          label="Group wait"
          hint="Before the first message of a group."
          value={route.groupWaitMs}
          inherited={above.groupWaitMs}
          onChange={(length) => set("groupWaitMs", length)}
        />
        <DurationField
          label="Group interval"
          hint="Between news of a group."
          value={route.groupIntervalMs}
          inherited={above.groupIntervalMs}
          onChange={(length) => set("groupIntervalMs", length)}
        />
        <DurationField
          label="Repeat interval"
          hint="Until the same is told again."
          value={route.repeatIntervalMs}
          inherited={above.repeatIntervalMs}
          onChange={(length) => set("repeatIntervalMs", length)}
        />
      </div>
      {!isRoot && (
        <>
          <Checkbox
            isChecked={route.continue}
            onChange={(isOn) => set("continue", isOn)}
            label="Continue"
            hint="The routes after it are asked too, so that several can tell of one alert."
          />
          <Field
            label="Mute during"
            isGroup
            hint={intervals.length === 0 ? "No time intervals yet: make one in their tab." : "Nothing is told in these times."}
          >
            <MultiPick
              label="Mute during"
              values={route.muteTimeIntervals}
              options={intervals}
              placeholder="Never"
              onChange={(names) => set("muteTimeIntervals", names)}
            />
          </Field>
          <Field label="Tell only during" isGroup>
            <MultiPick
              label="Tell only during"
              values={route.activeTimeIntervals}
              options={intervals}
              placeholder="Always"
              onChange={(names) => set("activeTimeIntervals", names)}
            />
          </Field>
        </>
      )}
    </div>
  );
}

/** All receivers, the chosen one among them even when it is gone; and for all but the root, the one from above. */
function receiverOptions(receivers: readonly string[], chosen: string | undefined, above: string | undefined) {
  const gone =
    chosen !== undefined && !receivers.includes(chosen)
      ? [{ value: chosen, label: visibleText(chosen), detail: "does not exist" }]
      : [];
  return [
    ...(above === undefined ? [] : [{ value: asAbove, label: "As above", detail: visibleText(above) }]),
    ...receivers.map((name) => ({ value: name, label: visibleText(name) })),
    ...gone,
  ];
}
