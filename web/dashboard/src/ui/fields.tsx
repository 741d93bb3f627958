import type { ReactNode } from "react";
import {
  Switch as AriaSwitch,
  TextField as AriaTextField,
  type TextFieldProps as AriaTextFieldProps,
  FieldError,
  Input,
  Label,
  type SwitchProps,
  Text,
  TextArea,
} from "react-aria-components";
import styles from "./fields.module.css";

export interface TextFieldProps extends Omit<AriaTextFieldProps, "className" | "style" | "children"> {
  label: string;
  description?: ReactNode;
  /** The server's messages for this field. */
  errors?: string[] | undefined;
  placeholder?: string;
  multiline?: boolean;
}

export function TextField({ label, description, errors, placeholder, multiline = false, ...props }: TextFieldProps) {
  const invalid = errors !== undefined && errors.length > 0;
  return (
    <AriaTextField {...props} isInvalid={invalid} validationBehavior="aria" className={styles.field ?? ""}>
      <Label className={styles.label ?? ""}>{label}</Label>
      {multiline ? (
        <TextArea className={styles.input ?? ""} placeholder={placeholder} rows={3} dir="auto" />
      ) : (
        <Input className={styles.input ?? ""} placeholder={placeholder} dir="auto" />
      )}
      {description === undefined || invalid ? null : (
        <Text slot="description" className={styles.description ?? ""}>
          {description}
        </Text>
      )}
      <FieldError className={styles.error ?? ""}>{errors?.map((error) => `${label} ${error}`).join(". ")}</FieldError>
    </AriaTextField>
  );
}

export function Switch({
  children,
  description,
  ...props
}: Omit<SwitchProps, "className" | "style" | "children"> & { children: ReactNode; description?: string }) {
  return (
    <AriaSwitch {...props} className={styles.switch ?? ""}>
      <span className={styles.switchText}>
        {children}
        {description === undefined ? null : <span className={styles.description}>{description}</span>}
      </span>
      <span className={styles.track} aria-hidden="true" />
    </AriaSwitch>
  );
}
