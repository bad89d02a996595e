import { Radio } from "lucide-react";
import { Button } from "../../../components/Button";
import styles from "./Live.module.css";

interface Props {
  isOn: boolean;
  onChange(isOn: boolean): void;
  isDisabled: boolean;
}

/** Follows as lines are written. */
export function LiveSwitch({ isOn, onChange, isDisabled }: Props) {
  return (
    <Button
      icon={Radio}
      role="switch"
      aria-checked={isOn}
      aria-label="Live"
      title={isDisabled ? "Only a query for lines can be followed" : isOn ? "Stop following" : "Follow as lines are written"}
      className={styles.switch}
      disabled={isDisabled}
      onClick={() => onChange(!isOn)}
    >
      Live
    </Button>
  );
}
