/**
 * What the pages' color variables are on white paper: dark ink, and hues that stand apart in gray too.
 * Those that `styles/base.css` derives on the root are resolved there already, so they are named here as well.
 */
export const printColors: Readonly<Record<string, string>> = {
  "--text": "#1a1a1a",
  "--dim": "#565656",
  "--ground": "#ffffff",
  "--panel": "#ffffff",
  "--line": "#b8b8b8",
  "--accent": "#1a1a1a",
  "--vscode-foreground": "#1a1a1a",
  "--vscode-descriptionForeground": "#565656",
  "--vscode-editor-background": "#ffffff",
  "--vscode-editor-foreground": "#1a1a1a",
  "--vscode-editorWidget-background": "#ffffff",
  "--vscode-sideBar-background": "#ffffff",
  "--vscode-focusBorder": "#1a1a1a",
  "--vscode-charts-foreground": "#1a1a1a",
  "--vscode-charts-lines": "#b8b8b8",
  "--vscode-charts-blue": "#1f5fa8",
  "--vscode-charts-purple": "#7b3fa0",
  "--vscode-charts-yellow": "#b07a00",
  "--vscode-charts-green": "#2e7d32",
  "--vscode-charts-red": "#b3261e",
};
