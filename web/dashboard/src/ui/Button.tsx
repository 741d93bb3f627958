import type { ReactNode } from "react";
import {
  Button as AriaButton,
  type ButtonProps as AriaButtonProps,
  Tooltip,
  TooltipTrigger,
} from "react-aria-components";
import styles from "./Button.module.css";

type Variant = "primary" | "secondary" | "quiet" | "danger" | "note";

export interface ButtonProps extends Omit<AriaButtonProps, "className" | "style"> {
  variant?: Variant;
  size?: "small" | "medium";
  block?: boolean;
}

export function Button({ variant = "secondary", size = "medium", block = false, ...props }: ButtonProps) {
  const classes = [styles.button, styles[variant], styles[size], block ? styles.block : ""];
  return <AriaButton {...props} className={classes.join(" ")} />;
}

export interface IconButtonProps extends Omit<AriaButtonProps, "className" | "style" | "children"> {
  /** The name for screen readers and the tooltip. */
  label: string;
  shortcut?: string;
  active?: boolean;
  children: ReactNode;
}

export function IconButton({ label, shortcut, active = false, children, ...props }: IconButtonProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      <AriaButton {...props} aria-label={label} className={`${styles.icon} ${active ? styles.active : ""}`}>
        {children}
      </AriaButton>
      <Tooltip className={styles.tooltip ?? ""} offset={6}>
        {label}
        {shortcut === undefined ? null : <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  );
}
