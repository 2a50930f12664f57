import { inspectorTabs } from "../../webview/inspector/index.js";
import { testAccessibility, testTabs } from "./axe.js";

for (const theme of ["dark", "light"] as const) testAccessibility(theme);
// Kinds of nodes differ in what derives them, and all tabs in parts whose colors are looked at above; the long
// check has every tab in every theme.
testTabs(
  "dark",
  inspectorTabs.filter(({ id }) => id === "shape"),
);
