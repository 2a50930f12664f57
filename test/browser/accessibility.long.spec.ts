import { themeKinds } from "../support/themes.js";
import { testAccessibility, testOtherNodes } from "./axe.js";

for (const theme of themeKinds) {
  testAccessibility(theme);
  testOtherNodes(theme);
}
