import { createStore } from "../ui/store";

export type Theme = "system" | "light" | "dark";

const storageKey = "netia:theme";
const systemIsDark = window.matchMedia("(prefers-color-scheme: dark)");

export const theme = createStore<Theme>(stored());

/** Applies the chosen theme now and whenever the choice or the system changes. */
export function followTheme(): void {
  const apply = () => {
    const chosen = theme.get();
    const isDark = chosen === "dark" || (chosen === "system" && systemIsDark.matches);
    document.documentElement.dataset["theme"] = isDark ? "dark" : "light";
  };
  apply();
  theme.subscribe(apply);
  systemIsDark.addEventListener("change", apply);
}

export function chooseTheme(choice: Theme): void {
  localStorage.setItem(storageKey, choice);
  theme.update(() => choice);
}

function stored(): Theme {
  const value = localStorage.getItem(storageKey);
  return value === "light" || value === "dark" ? value : "system";
}
