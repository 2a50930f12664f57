import { testAccessibility } from "./axe.js";

for (const theme of ["dark", "light"] as const) testAccessibility(theme);
