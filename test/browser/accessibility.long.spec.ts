import { themeKinds } from "../support/themes.js";
import { testAccessibility } from "./axe.js";

for (const theme of themeKinds) testAccessibility(theme);
