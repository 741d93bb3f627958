import { TextField } from "../ui/fields";
import styles from "./widget-settings.module.css";

const usual = "#1677ff";
const swatches = [usual, "#0f766e", "#7c3aed", "#db2777", "#ea580c", "#16a34a", "#111827"];

interface Props {
  isReadOnly: boolean;
  value: string | null;
  errors: string[] | undefined;
  onChange: (color: string) => void;
}

export function ColorField({ isReadOnly, value, errors, onChange }: Props) {
  const color = value ?? usual;
  return (
    <div className={styles.color}>
      <TextField label="Colour" isReadOnly={isReadOnly} value={color} onChange={onChange} errors={errors} />
      <fieldset className={styles.swatches} aria-label="Suggested colours" disabled={isReadOnly}>
        <input
          type="color"
          aria-label="Pick a colour"
          value={/^#[0-9a-f]{6}$/i.test(color) ? color : usual}
          onChange={(event) => onChange(event.target.value)}
        />
        {swatches.map((swatch) => (
          <button
            key={swatch}
            type="button"
            aria-label={swatch}
            aria-pressed={swatch === color.toLowerCase()}
            style={{ background: swatch }}
            onClick={() => onChange(swatch)}
          />
        ))}
      </fieldset>
    </div>
  );
}
