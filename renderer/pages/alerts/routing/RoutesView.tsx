import { useState } from "react";
import type { Route, RoutingConfig } from "#shared/model/routing";
import { Card } from "../../../components/Card";
import { SegmentedControl } from "../../../components/SegmentedControl";
import { NotHereNote } from "./NotHereNote";
import type { ProblemsByPlace } from "./problems";
import styles from "./Routing.module.css";
import { labelsOf } from "./simulate/labels-text";
import { Simulator } from "./simulate/Simulator";
import { useSimulation } from "./simulate/use-simulation";
import { tellHereToo, tellsHere } from "./tell-here";
import {
  addChild,
  besides,
  changeRoute,
  duplicateRoute,
  isSamePath,
  moveRoute,
  newRoute,
  type Path,
  removeRoute,
  routeAt,
} from "./tree/change-tree";
import { FirstRoute } from "./tree/FirstRoute";
import { RouteEditor } from "./tree/RouteEditor";
import { RouteTree } from "./tree/RouteTree";
import { useRoutedLabels } from "./use-routed-labels";

interface Props {
  config: RoutingConfig;
  receivers: readonly string[];
  problems: ProblemsByPlace;
  onChange(config: RoutingConfig, topic?: string): void;
}

type Pane = "edit" | "try";

/** The tree, and beside it the chosen route or an alert that is tried out. */
export function RoutesView({ config, receivers, problems, onChange }: Props) {
  const [pane, setPane] = useState<Pane>("edit");
  const [chosen, setChosen] = useState<Path>([]);
  const [fresh, setFresh] = useState<Path>();
  const [text, setText] = useState("");
  const [at, setAt] = useState<number>();
  const candidates = useRoutedLabels();
  const { data: simulation, error } = useSimulation({ labels: pane === "try" ? labelsOf(text) : undefined, at, config });
  // After an undo the chosen node may be gone.
  const selected = routeAt(config.route, chosen) ? chosen : [];

  const put = (route: Route, topic?: string) => onChange({ ...config, route }, topic);

  function go({ root, path }: { root: Route; path: Path } = { root: config.route, path: selected }): void {
    put(root);
    setChosen(path);
  }

  const add = (parent: Path) => {
    const added = addChild(config.route, parent, newRoute);
    go(added);
    setPane("edit");
    // What comes to it is what is typed next.
    setFresh(added.path);
  };
  const move = (path: Path, by: -1 | 1) => go(moveRoute(config.route, path, by));
  const remove = (path: Path) => {
    if (path.length > 0) go({ root: removeRoute(config.route, path), path: besides(config.route, path) });
  };

  return (
    <div className={styles.routes}>
      <div className={styles.treeRoom}>
        {!tellsHere(config) && <NotHereNote onTellHere={() => onChange(tellHereToo(config))} />}
        <RouteTree
          root={config.route}
          selected={selected}
          onSelect={setChosen}
          problems={problems}
          simulation={pane === "try" ? simulation : undefined}
          onMove={move}
          onRemove={remove}
          onAdd={add}
        />
        {pane === "edit" && config.route.routes.length === 0 && <FirstRoute onAdd={() => add([])} />}
      </div>
      <Card className={styles.pane}>
        <SegmentedControl<Pane>
          label="Beside the tree"
          className={styles.paneChoice}
          value={pane}
          onChange={setPane}
          segments={[
            { value: "edit", label: "Edit route" },
            { value: "try", label: "Try an alert" },
          ]}
        />
        {pane === "edit" ? (
          <RouteEditor
            config={config}
            path={selected}
            isFresh={fresh !== undefined && isSamePath(fresh, selected)}
            receivers={receivers}
            candidates={candidates}
            onChange={(change, topic) =>
              put(
                changeRoute(config.route, selected, (route) => ({ ...route, ...change })),
                topic,
              )
            }
            onAdd={() => add(selected)}
            onDuplicate={() => go(duplicateRoute(config.route, selected))}
            onMove={(by) => move(selected, by)}
            onRemove={() => remove(selected)}
          />
        ) : (
          <Simulator
            config={config}
            text={text}
            onText={setText}
            at={at}
            onAt={setAt}
            simulation={simulation}
            error={error}
            candidates={candidates}
          />
        )}
      </Card>
    </div>
  );
}
