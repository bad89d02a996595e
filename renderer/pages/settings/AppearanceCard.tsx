import type { Preferences } from "#shared/contract/settings";
import { Card } from "../../components/Card";
import { type Segment, SegmentedControl } from "../../components/SegmentedControl";
import styles from "./Settings.module.css";

interface Props {
  preferences: Preferences;
  onUpdate(change: Partial<Preferences>): void;
}

const themes: readonly Segment<Preferences["theme"]>[] = [
  { value: "system", label: "System" },
  { value: "dark", label: "Dark" },
  { value: "light", label: "Light" },
];

const densities: readonly Segment<Preferences["density"]>[] = [
  { value: "comfortable", label: "Comfortable" },
  { value: "compact", label: "Compact" },
];

export function AppearanceCard({ preferences, onUpdate }: Props) {
  return (
    <Card title="Appearance">
      <div className={styles.line}>
        <div>
          <p>Theme</p>
          <p className={styles.hint}>System follows the desktop, also when it changes in the evening.</p>
        </div>
        <SegmentedControl label="Theme" value={preferences.theme} onChange={(theme) => onUpdate({ theme })} segments={themes} />
      </div>
      <div className={styles.line}>
        <div>
          <p>Density</p>
          <p className={styles.hint}>Compact puts more rows on the screen.</p>
        </div>
        <SegmentedControl
          label="Density"
          value={preferences.density}
          onChange={(density) => onUpdate({ density })}
          segments={densities}
        />
      </div>
    </Card>
  );
}
