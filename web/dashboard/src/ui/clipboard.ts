import { showToast } from "./toasts";

/** Copies the text and shows that; where the browser forbids it, shows that instead. */
export async function copyText(text: string, done: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    showToast({ title: done });
  } catch {
    // Only allowed on secure origins and while the page has the focus.
    showToast({ title: "Your browser did not allow copying", detail: "Select the text and copy it by hand." });
  }
}
