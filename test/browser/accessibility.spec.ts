import { themeKinds } from "../support/themes.js";
import { testAccessibility, testTabs } from "./axe.js";

for (const theme of themeKinds) {
  testAccessibility(theme);
  testTabs(theme);
}
