import { X } from "lucide-react";
import { Popover } from "radix-ui";
import type { Problem } from "#shared/contract/settings";
import { ask } from "../bridge/ask";
import { Age } from "../components/Age";
import { IconButton } from "../components/IconButton";
import { stateIcons } from "../components/state";
import { useProblems } from "../stores/engine";
import styles from "./StatusBar.module.css";

/** How many things are worth telling, and the list of them. Not there when there are none. */
export function ProblemsButton() {
  const problems = useProblems().data?.problems ?? [];
  if (problems.length === 0) return null;
  const WorstIcon = problems.some(({ severity }) => severity === "critical") ? stateIcons.critical : stateIcons.warning;
  return (
    <Popover.Root>
      <Popover.Trigger className={styles.button}>
        <WorstIcon size={13} aria-hidden />
        {problems.length === 1 ? "1 problem" : `${problems.length} problems`}
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content className={styles.problems} side="top" align="end" sideOffset={6} collisionPadding={8}>
          <ul>
            {problems.map((problem) => (
              <ProblemItem key={problem.id} problem={problem} />
            ))}
          </ul>
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function ProblemItem({ problem }: { problem: Problem }) {
  const Icon = stateIcons[problem.severity];
  return (
    <li className={styles.problem} data-severity={problem.severity}>
      <Icon size={15} aria-label={problem.severity} />
      <div>
        <p>{problem.text}</p>
        <span className={styles.age}>
          <Age at={problem.at} />
        </span>
      </div>
      {/* A problem that could not be dismissed is still in the list, which says enough. */}
      <IconButton icon={X} label="Dismiss" onClick={() => void ask("problems.dismiss", { id: problem.id }).catch(() => {})} />
    </li>
  );
}
