import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeDropdown,
  vsCodeOption,
} from "@vscode/webview-ui-toolkit";

/*
 * The only use of the UI toolkit, which its authors have retired: another set of controls goes in here.
 * The toolkit injects one <style>; it takes its nonce from <meta property="csp-nonce">, which the host writes.
 */

export interface ButtonOptions {
  readonly label: string;
  /** A codicon's id. */
  readonly icon: string;
  readonly isPrimary: boolean;
  readonly isEnabled: boolean;
}

export interface DropdownOption {
  readonly id: string;
  readonly label: string;
}

/** Must be called once before the first control is made. */
export function registerControls(): void {
  provideVSCodeDesignSystem().register(vsCodeButton(), vsCodeDropdown(), vsCodeOption());
}

/** Its options are there before it is: the toolkit looks at them when the button enters the page. */
export function createButton(
  document: Document,
  options: ButtonOptions,
  onClick: () => void,
): HTMLElement {
  const button = document.createElement("vscode-button");
  updateButton(button, options);
  button.addEventListener("click", onClick);
  return button;
}

export function updateButton(button: Element, options: ButtonOptions): void {
  if (button.textContent !== options.label) {
    const icon = button.ownerDocument.createElement("span");
    icon.className = `codicon codicon-${options.icon}`;
    icon.slot = "start";
    icon.setAttribute("aria-hidden", "true");
    button.replaceChildren(icon, options.label);
  }
  button.setAttribute("appearance", options.isPrimary ? "primary" : "secondary");
  button.toggleAttribute("disabled", !options.isEnabled);
}

/** A menu of one choice; `onChange` gets the id. */
export function createDropdown(
  document: Document,
  label: string,
  options: readonly DropdownOption[],
  onChange: (id: string) => void,
): HTMLElement {
  const dropdown = document.createElement("vscode-dropdown");
  dropdown.setAttribute("aria-label", label);
  for (const { id, label: text } of options) {
    const option = document.createElement("vscode-option");
    option.setAttribute("value", id);
    option.textContent = text;
    dropdown.append(option);
  }
  dropdown.addEventListener("change", () => {
    onChange(valueOf(dropdown));
  });
  return dropdown;
}

export function updateDropdown(dropdown: Element, chosen: string): void {
  if (valueOf(dropdown) !== chosen && "value" in dropdown) dropdown.value = chosen;
}

function valueOf(control: Element): string {
  return "value" in control && typeof control.value === "string" ? control.value : "";
}
